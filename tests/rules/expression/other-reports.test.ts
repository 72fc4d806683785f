import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AuditContext, NO_CONTEXT, type RelatedReport } from '../../../src/model/context.ts';
import { type Decimal, decimal } from '../../../src/model/decimal.ts';
import { type Fact, factKey } from '../../../src/model/fact.ts';
import { NOWHERE } from '../../../src/model/locator.ts';
import type { Verdict } from '../../../src/model/rule.ts';
import { toExcel } from '../../../src/rules/expression/to-excel.ts';
import { toWords } from '../../../src/rules/expression/to-words.ts';
import { judge } from '../../../src/rules/judge.ts';
import { labelOfKey } from '../../../src/rules/judge-expression.ts';
import { parseRuleSet } from '../../../src/rules/parse-rule-set.ts';
import { theTemplates } from '../../the-knowledge.ts';
import { aText } from '../checks/a-check-input.ts';

const TEMPLATE = theTemplates().find(({ id }) => id === 'annual-report-2021')!;

const rule = (expect: string, more = '') => ({
  path: 'cross-year/under-test.rule.yaml',
  text: `id: under-test
title: { zh: 试, en: test }
family: cross-year
severity: error
kind: near-hard
templates: [annual-report-2021]
expect: ${expect}
message: { zh: "{left}≠{right}", en: "{left} is not {right}" }
${more}`,
});

const fact = (key: string, value: Decimal): Fact => {
  const [indicator, group] = key.replace(']', '').split('[');
  return {
    indicator: indicator!,
    group: group ?? null,
    label: indicator!,
    raw: '',
    reading: { is: 'stated', value },
    unit: null,
    unitStated: null,
    unitInCell: null,
    remarks: [],
    locator: NOWHERE,
  };
};

type Counts = Readonly<Record<string, number>>;

const facts = (counts: Counts): readonly Fact[] =>
  Object.entries(counts).map(([key, count]) => fact(key, decimal(count)));

const report = (year: number, counts: Counts, office = ''): RelatedReport => ({
  office,
  year,
  template: TEMPLATE.id,
  facts: facts(counts),
  claims: [],
});

const judged = (
  source: string,
  own: Counts,
  context: Partial<AuditContext>,
  text: readonly string[] = [],
  more = '',
) => {
  const { ruleset, compiled } = parseRuleSet([rule(source, more)], [TEMPLATE], new Map(), (t) => t);
  const base = aText(...text);
  const identity = { ...base.factSet.identity, period: { year: 2023, start: null, end: null } };
  const all = facts(own);
  return judge(ruleset.rules, compiled, new Map(), {
    ...base,
    factSet: { ...base.factSet, identity, template: TEMPLATE.id, facts: all },
    facts: new Map(all.map((one) => [factKey(one.indicator, one.group), one])),
    template: TEMPLATE,
    context: { ...NO_CONTEXT, ...context },
  });
};

const verdictOf = (...given: Parameters<typeof judged>): Verdict => judged(...given).verdicts[0]!;

const CARRIED = 't3.carry_in[total] == prior.t3.carry_out[total]';

describe('a figure of last year', () => {
  it('is that of the report of the year before', () => {
    const prior = report(2022, { 't3.carry_out[total]': 4 });
    expect(verdictOf(CARRIED, { 't3.carry_in[total]': 4 }, { prior }).is).toBe('holds');
    expect(verdictOf(CARRIED, { 't3.carry_in[total]': 5 }, { prior })).toMatchObject({
      is: 'violated',
      found: '5',
      expected: '4',
    });
  });

  it('is not known without that report, and the verdict says so', () => {
    expect(verdictOf(CARRIED, { 't3.carry_in[total]': 5 }, {})).toMatchObject({
      is: 'undecided',
      missing: ["last year's report is not known"],
    });
  });

  it('is not taken from the report of another year', () => {
    const prior = report(2021, { 't3.carry_out[total]': 4 });
    expect(verdictOf(CARRIED, { 't3.carry_in[total]': 5 }, { prior }).is).toBe('undecided');
  });

  it('is a constant of the equation, in the linear form and beside it', () => {
    const prior = report(2022, { 't3.carry_out[total]': 4 });
    const [equation] = judged(CARRIED, { 't3.carry_in[total]': 5 }, { prior }).equations;
    expect(equation!.linear).toEqual({
      terms: [{ key: 't3.carry_in[total]', coefficient: decimal(1) }],
      constant: decimal(-4),
      op: '==',
    });
    expect(equation!.constants).toEqual([{ key: 'prior.t3.carry_out[total]', value: decimal(4) }]);
  });

  it('differs from report to report although the rule is the same', () => {
    const source = 't3.carry_in[total] <= prior.t3.carry_out[total]';
    const { ruleset, compiled } = parseRuleSet([rule(source)], [TEMPLATE], new Map(), (t) => t);
    expect(ruleset.rules).toHaveLength(1);
    const constantWith = (count: number): Decimal | undefined => {
      const prior = report(2022, { 't3.carry_out[total]': count });
      return judged(source, { 't3.carry_in[total]': 1 }, { prior }).equations[0]?.linear?.constant;
    };
    expect([constantWith(4), constantWith(9)]).toEqual([decimal(-4), decimal(-9)]);
    expect(compiled.size).toBe(1);
  });

  it('is no evidence of a place in this report', () => {
    const prior = report(2022, { 't3.carry_out[total]': 4 });
    const { evidence } = verdictOf(CARRIED, { 't3.carry_in[total]': 5 }, { prior });
    expect(evidence.map(({ indicator, value }) => [indicator, value])).toEqual([
      ['t3.carry_in', '5'],
      [null, '4'],
    ]);
  });

  it('is named so in words and stands as its number in a formula', () => {
    const figure = { is: 'figure', path: 'prior.t3.carry_out', group: 'total' } as const;
    expect(toWords(figure, 'zh', (key) => labelOfKey(TEMPLATE, key))).toMatch(/^上年.*结转下年度继续办理/);
    expect(toExcel(figure, (key) => (key === 'prior.t3.carry_out[total]' ? '4' : null))).toBe('N(4)');
  });

  it('is explained away by a sentence with the words that the rule accepts', () => {
    const prior = report(2022, { 't3.carry_out[total]': 4 });
    const more = 'explained: [[更正, 结转]]\n';
    const told = (line: string) => verdictOf(CARRIED, { 't3.carry_in[total]': 5 }, { prior }, [line], more).is;
    expect(told('上年度报告的结转数已更正。')).toBe('inapplicable');
    expect(told('上年度报告已更正。本年结转5件。')).toBe('violated');
  });
});

const ROLL_UP = 't3.new[total] >= children.t3.new[total]';

const below = (expected: readonly string[], counts: readonly number[]): Partial<AuditContext> => ({
  children: {
    expected,
    reports: counts.map((count, i) => report(2023, { 't3.new[total]': count }, expected[i]!)),
  },
});

describe('a sum over the offices below', () => {
  it('decides when all of them are known', () => {
    const all = below(['a', 'b'], [20, 30]);
    expect(verdictOf(ROLL_UP, { 't3.new[total]': 50 }, all).is).toBe('holds');
    expect(verdictOf(ROLL_UP, { 't3.new[total]': 49 }, all)).toMatchObject({ is: 'violated', difference: '1' });
  });

  it('is at least what the known ones report: enough to be wrong, not to be right', () => {
    fc.assert(
      fc.property(fc.nat(100), fc.nat(100), fc.nat(300), (a, b, whole) => {
        const some = below(['a', 'b', 'c'], [a, b]);
        expect(verdictOf(ROLL_UP, { 't3.new[total]': whole }, some).is).toBe(whole < a + b ? 'violated' : 'undecided');
        const most = verdictOf('t3.new[total] <= children.t3.new[total]', { 't3.new[total]': whole }, some).is;
        expect(most).toBe(whole <= a + b ? 'holds' : 'undecided');
      }),
    );
  });

  it('says how many are missing', () => {
    expect(verdictOf(ROLL_UP, { 't3.new[total]': 100 }, below(['a', 'b', 'c'], [1]))).toMatchObject({
      missing: ['the reports of 2 of 3 offices below are not known'],
    });
    expect(verdictOf(ROLL_UP, { 't3.new[total]': 100 }, {})).toMatchObject({
      missing: ['the reports of the offices below are not known'],
    });
  });

  it('is shown as a bound where some are missing', () => {
    const { evidence } = verdictOf(ROLL_UP, { 't3.new[total]': 10 }, below(['a', 'b'], [20]));
    expect(evidence.at(-1)!.value).toBe('≥20');
  });
});

describe('what the report says of itself', () => {
  const SCOPED = 't3.new[total] >= 0';
  const rolls = (line: string): string =>
    verdictOf(SCOPED, { 't3.new[total]': 1 }, {}, [line], 'when: report.rolls_up == 1\n').is;

  it.each([
    ['本报告由样例市汇总各旗县区、各部门数据编制。', 'holds'],
    ['全市各级行政机关共收到申请1件。', 'holds'],
    ['本报告数据仅为本机关数据。', 'inapplicable'],
    ['全年收到申请1件。', 'undecided'],
  ])('%s: %s', (line, verdict) => {
    expect(rolls(line)).toBe(verdict);
  });

  it('its year is a number', () => {
    expect(verdictOf('report.year == 2023', {}, {}).is).toBe('holds');
  });
});

describe('a scope that does not exist', () => {
  it.each([
    ['t3.new[total] == prior.t3.newest[total]', 'unknown figure “t3.newest”; perhaps t3.new'],
    ['report.mood == 1', 'unknown “report.mood”; there are report.year, report.rolls_up'],
    ['children.t3.new == 1', 't3.new needs a group'],
  ])('%s is refused, saying what there is', (source, message) => {
    expect(() => parseRuleSet([rule(source)], [TEMPLATE], new Map(), (t) => t)).toThrow(message);
  });
});
