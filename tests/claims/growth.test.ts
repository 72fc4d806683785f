import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Claim } from '../../src/model/claim.ts';
import { NO_CONTEXT, type RelatedReport } from '../../src/model/context.ts';
import { decimal, printShort } from '../../src/model/decimal.ts';
import { percentageOf } from '../../src/model/percentage.ts';
import type { CheckInput } from '../../src/rules/checks/check.ts';
import { claimGrowth } from '../../src/rules/checks/claims/claim-growth.ts';
import { claimsOf, type Form, theFacts, theInput } from './a-report.ts';

const TITLE = '# 某某市2024年政府信息公开工作年度报告';

const changesIn = (...lines: readonly string[]): readonly Claim[] =>
  claimsOf('2021', ...lines).filter((claim) => claim.kind === 'growth' && claim.stated !== null);

const pairOf = (claim: Claim): readonly string[] =>
  claim.operands.map((o) => `${o.role} ${o.from === 'prose' ? printShort(o.figure.value) : o.indicator}`);

const verdictOf = (input: CheckInput): string => {
  const verdict = claimGrowth.judge(input, {}).at(-1)!;
  return verdict.is === 'violated' ? `violated ${verdict.expected}` : verdict.is;
};

const judged = (text: string): string => verdictOf(theInput('2021', {}, text));

/** The same office a year before, in the same form. */
const aYearBefore = (
  form: Form,
  facts: Readonly<Record<string, string | number>>,
  ...lines: string[]
): RelatedReport => {
  const { template, claims } = theInput(form, facts, ...lines);
  return { office: 'o', year: 2023, template: template!.id, facts: [...theFacts(facts).values()], claims };
};

const judgedAgainst = (prior: RelatedReport, now: Readonly<Record<string, number>>, text: string): string => {
  const input = theInput('2021', now, TITLE, text);
  const identity = { ...input.factSet.identity, period: { year: 2024, start: null, end: null } };
  return verdictOf({
    ...input,
    factSet: { ...input.factSet, identity },
    context: { ...NO_CONTEXT, prior },
  });
};

describe('a change', () => {
  it.each([
    ['新收85件，比上年的80件增长6.3%。', ['after 85', 'before 80']],
    ['信息由上年的1200条增加到1500条，增长25%。', ['after 1500', 'before 1200']],
    ['公开22050条，较上年增加3722条，增长20.31%。', ['after 22050', 'in 3722']],
    ['公开60条，较上年减少20条，下降25%。', ['after 60', 'out 20']],
    ['公开85条（上年80条），增幅6.25%。', ['after 85', 'before 80']],
    ['2021年为252件，2022年为300件，2022年比2021年增长19.0%。', ['after 300', 'before 252']],
    ['新收85件，含结转（3件），同比增长6.3%。', ['after 85']],
  ])('is of the figures that the words put it between: %s', (text, pair) => {
    expect(pairOf(changesIn(text).at(-1)!)).toEqual(pair);
  });

  it.each(['新收85件，床位增长6.3%。', '新收85件，办理时限缩短，满意度提升2.5个百分点。', '新收85件。同比增长6.3%。'])(
    'of something else is not put to the figure before it: %s',
    (text) => {
      expect(pairOf(changesIn(text).at(-1)!)).toEqual([]);
    },
  );

  it('between two figures holds exactly when it is rounded as stated', () => {
    const figures = fc.record({ before: fc.integer({ min: 1, max: 99999 }), rise: fc.integer({ min: 0, max: 99999 }) });
    fc.assert(
      fc.property(figures, fc.integer({ min: 1, max: 9 }), ({ before, rise }, off) => {
        const percent = percentageOf(decimal(rise), decimal(before), 1)!;
        const wrong = { units: percent.units + BigInt(20 * off), scale: 1 };
        const text = (stated: string): string => `公开${before + rise}条，比上年的${before}条增长${stated}%。`;
        expect(judged(text(printShort(percent)))).toBe('holds');
        expect(judged(text(printShort(wrong)))).toBe(`violated ${printShort(percent)}`);
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['公开60条，比上年的80条下降25%。', 'holds'],
    ['公开60条，比上年的80条增长-25%。', 'holds'],
    ['公开60条，比上年的80条增长25%。', 'violated -25'],
    ['公开860条，比上年的430条翻了一番。', 'holds'],
    ['公开860条，比上年的530条翻了一番。', 'violated 62'],
    ['公开240条，是上年80条的3倍。', 'holds'],
    ['公开240条，比上年的80条增长3倍。', 'violated 2'],
    ['网办率由76.5%提高到81.2%，提高4.7个百分点。', 'holds'],
    ['网办率由76.5%提高到81.2%，提高6.1个百分点。', 'violated 4.7'],
    ['收入32.5亿元，比上年的30.2亿元增长7.6%。', 'holds'],
    ['公开600余条，比上年的500余条增长60%。', 'violated 20'],
    ['公开600余条，比上年的500余条增长25%。', 'holds'],
    ['公开5条，比上年的0条增长100%。', 'undecided'],
  ])('%s → %s', (text, verdict) => {
    expect(judged(text)).toBe(verdict);
  });
});

describe("a change on last year's report", () => {
  const prior = aYearBefore('2021', { 't3.new[total]': 80, 't3.carry_in[total]': 5 }, TITLE, '全年公开专栏信息400条。');

  it.each([
    ['新收政府信息公开申请85件，同比增长6.3%。', 'holds'],
    ['新收政府信息公开申请85件，同比增长8.5%。', 'violated 6.3'],
    ['新收政府信息公开申请85件，比上年增加5件。', 'holds'],
    ['新收政府信息公开申请85件，比2023年增加5件。', 'holds'],
    ['新收政府信息公开申请85件，比2021年增加25件。', 'undecided'],
    ['新收政府信息公开申请85件，环比增长30%。', 'undecided'],
    ['新收政府信息公开申请85件，近三年年均增长30%。', 'undecided'],
    ['新收政府信息公开申请88件，同比增长10%。', 'undecided'],
    ['上半年新收政府信息公开申请40件，同比增长10%。', 'undecided'],
    ['全年公开专栏信息500条，同比增长25%。', 'holds'],
    ['全年公开专栏信息500条，同比增长52%。', 'violated 25'],
  ])('%s → %s', (text, verdict) => {
    expect(judgedAgainst(prior, { 't3.new[total]': 85, 't3.carry_in[total]': 0, 't3.sum[total]': 85 }, text)).toBe(
      verdict,
    );
  });

  it('is undecided where that report is of another year', () => {
    const older = { ...prior, year: 2022 };
    const now = { 't3.new[total]': 85 };
    expect(judgedAgainst(older, now, '新收政府信息公开申请85件，同比增长8.5%。')).toBe('undecided');
  });
});
