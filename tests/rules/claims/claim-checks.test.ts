import { describe, expect, it } from 'vitest';
import { print } from '../../../src/model/decimal.ts';
import type { CheckVerdict } from '../../../src/rules/checks/check.ts';
import { claimChecks } from '../../../src/rules/checks/claims/claim-checks.ts';
import { type Form, theInput } from '../../claims/a-report.ts';

type Facts = Readonly<Record<string, string | number>>;

const judge = (check: string, form: Form | null, facts: Facts, ...lines: readonly string[]): readonly CheckVerdict[] =>
  claimChecks.find((c) => c.name === check)!.judge(theInput(form, facts, ...lines), {});

const violationOf = (verdicts: readonly CheckVerdict[]): CheckVerdict & { is: 'violated' } => {
  const violations = verdicts.filter((verdict) => verdict.is === 'violated');
  expect(violations).toHaveLength(1);
  return violations[0]!;
};

const RECON = { 'g14.recon.total': 57, 'g14.recon.upheld': 25, 'g14.recon.corrected': 16, 'g14.recon.other': 17 };
const DISPUTES = '政府信息公开行政复议案件57件，其中维持25件，占43.9%；依法纠错16件，占28.1%；其他情形17件，占28%。';

describe('a share that its counts contradict', () => {
  const violation = violationOf(judge('claim-share', '2014', RECON, DISPUTES));

  it('gives both percentages at the stated precision and their difference', () => {
    expect(violation).toMatchObject({
      found: '28',
      expected: '30',
      difference: '2',
      target: expect.stringMatching(/^share-/),
    });
  });

  it('says which count the percentage would belong to', () => {
    expect(violation.slots.hint).toEqual({ zh: '；按28%×57≈16倒推，分项疑为16', en: '; 28% of 57 would be 16' });
  });

  it('shows the words, the figures of the prose and the cells that repeat them', () => {
    expect(violation.evidence.map((e) => [e.indicator, e.value])).toEqual([
      [null, '28'],
      ['g14.recon.other', '17'],
      ['g14.recon.other', '17'],
      ['g14.recon.total', '57'],
      ['g14.recon.total', '57'],
    ]);
    expect(violation.evidence[0]!.quote).toBe(DISPUTES);
  });

  it('is no linear comparison', () => {
    expect(violation.linear).toBeNull();
  });
});

describe('a share that is cut off', () => {
  it('is remarked with a message of its own, already filled in', () => {
    const text = '收到信息公开申请1461件，其中网络申请1442件，占98.6%。';
    const violation = violationOf(judge('claim-share', '2021', {}, text));
    expect(violation).toMatchObject({ severity: 'info', found: '98.6', expected: '98.7', difference: '0.1' });
    expect(violation.message!.zh).toContain('截断而非四舍五入');
    expect(violation.message!.zh).not.toMatch(/[{}]/);
  });
});

describe('a share of the wrong base', () => {
  const text =
    '全区共答复信息公开申请1185件，在可以判断的749件申请中，实际公开比例为55.02%。属于已主动公开209件，同意公开399件，同意部分公开44件，不予公开97件。';

  it('names the base that it was taken of', () => {
    const violation = violationOf(judge('claim-share-base', '2014', {}, text));
    expect(violation).toMatchObject({ found: '55.02', expected: '87.05' });
    expect(violation.slots).toMatchObject({ numerator: '652', denominator: '749', otherBase: '1185' });
  });

  it('is not reported a second time as a slip', () => {
    expect(judge('claim-share', '2014', {}, text).map((verdict) => verdict.is)).toEqual(['inapplicable']);
  });
});

describe('a list that does not add up', () => {
  it('is a linear comparison of cells when the table repeats all of its figures', () => {
    const { linear } = violationOf(judge('claim-sum', '2014', RECON, DISPUTES));
    expect(linear!.op).toBe('==');
    expect(linear!.terms.map((term) => `${print(term.coefficient)} ${term.key}`)).toEqual([
      '1 g14.recon.upheld',
      '1 g14.recon.corrected',
      '1 g14.recon.other',
      '-1 g14.recon.total',
    ]);
  });

  it('is none when the table says something else than the prose', () => {
    const facts = { ...RECON, 'g14.recon.other': 16 };
    expect(violationOf(judge('claim-sum', '2014', facts, DISPUTES)).linear).toBeNull();
  });

  it('is a warning when its figures are approximate', () => {
    const text = '通报网站60余个，分别为甲类20个、乙类30个。';
    expect(violationOf(judge('claim-sum', '2021', {}, text))).toMatchObject({ severity: 'warning' });
  });

  it('of which the parts exceed the whole is reported once', () => {
    const text = '公开信息382条，其中网站35条、公示栏80条、公众号2443条。';
    const all = [...judge('claim-sum', '2021', {}, text), ...judge('claim-subset', '2021', {}, text)];
    expect(violationOf(all)).toMatchObject({ found: '382', expected: '2558', difference: '2176' });
  });
});

describe('a figure of the prose', () => {
  const accepted = '全区共受理政府信息公开申请24件。';
  const facts = { 't3.new[total]': 23, 't3.carry_in[total]': 1, 't3.sum[total]': 22 };

  it('that agrees in one reading holds and says what that reading gives', () => {
    expect(judge('claim-table', '2021', facts, accepted)).toMatchObject([{ is: 'holds', computed: '24' }]);
  });

  it('stays open while the cell of another reading is blank', () => {
    const blank = { ...facts, 't3.carry_in[total]': '' };
    expect(judge('claim-table', '2021', blank, accepted)).toMatchObject([
      { is: 'undecided', missing: ['t3.carry_in[total]'] },
    ]);
  });

  it('that may mean something else can hold but not be violated', () => {
    const text = '本机关受理政府信息公开申请30件。';
    expect(judge('claim-table', '2021', facts, text)).toMatchObject([{ is: 'undecided' }]);
  });

  it('in 万 that cuts the cell off is only remarked', () => {
    const text = '全区主动公开政府信息318.1万条。';
    const violation = violationOf(judge('claim-table', '2014', { 'g14.disc.total': 3181990 }, text));
    expect(violation).toMatchObject({ severity: 'info', found: '3181000', expected: '3181990' });
  });
});

describe('a report without claims', () => {
  it.each(claimChecks.map((check) => check.name))('makes %s inapplicable', (name) => {
    expect(judge(name, '2021', {}, '各项工作平稳。')).toMatchObject([{ is: 'inapplicable' }]);
  });
});

describe('options of the claim checks', () => {
  it.each(claimChecks.map((check) => [check.name, check] as const))('%s takes none and says so', (_name, check) => {
    expect(() => check.parseOptions({ strict: true })).toThrow('strict');
  });
});
