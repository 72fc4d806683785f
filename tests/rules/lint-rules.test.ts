import { describe, expect, it } from 'vitest';
import { loadIntegerSolver } from '../../src/platform/integer-solver.ts';
import { lintRules } from '../../src/rules/lint-rules.ts';
import { parseRuleSet } from '../../src/rules/parse-rule-set.ts';
import { theKnowledge, theTemplates } from '../the-knowledge.ts';

const FORM = theTemplates().filter(({ id }) => id === 'annual-report-2014');
const solve = await loadIntegerSolver(60);

const rule = (id: string, expects: string, more = '') => ({
  path: `broken-total/${id}.rule.yaml`,
  text: `id: ${id}
title: { zh: 试, en: test }
family: broken-total
severity: error
kind: hard
templates: [annual-report-2014]
expect: ${expects}
message: { zh: 不, en: no }
${more}`,
});

const issues = (...files: readonly ReturnType<typeof rule>[]) =>
  lintRules(parseRuleSet(files, FORM, new Map(), (text) => text).compiled, FORM, solve);

const STAFF = rule('staff', 'g14.org.staff == g14.org.staff_full + g14.org.staff_part');

describe('a catalogue', () => {
  it('of rules that go together has no issue', () => {
    expect(issues(STAFF, rule('recon', 'g14.recon.total >= g14.recon.upheld'))).toEqual([]);
  });

  it('in which a rule follows from the others is told which', () => {
    const found = issues(STAFF, rule('part', 'g14.org.staff_full <= g14.org.staff'));
    expect(found).toMatchObject([{ is: 'implied', rules: ['part'] }]);
  });

  it('in which two rules say the same names both', () => {
    const turned = rule('turned', 'g14.org.staff == g14.org.staff_part + g14.org.staff_full');
    expect(issues(STAFF, turned)).toMatchObject([{ is: 'duplicate', rules: ['staff', 'turned'] }]);
  });

  it('whose rules together allow nothing but nought is a contradiction', () => {
    const found = issues(STAFF, rule('odd', 'g14.org.staff == g14.org.staff_full'));
    expect(found).toMatchObject([{ is: 'contradiction', rules: ['odd', 'staff'] }]);
    expect(found[0]!.message).toContain('g14.org.staff_part');
  });

  it('that no report can keep is a contradiction', () => {
    const found = issues(rule('more', 'g14.org.staff >= 5'), rule('less', 'g14.org.staff <= 3'));
    expect(found).toMatchObject([{ is: 'contradiction', message: 'no report can keep them all' }]);
  });

  it('with a condition that cannot be true is told that the rule never applies', () => {
    const never = rule('never', 'g14.org.staff >= g14.org.staff_part', 'when: g14.org.staff < 0\n');
    expect(issues(never)).toMatchObject([{ is: 'never', rules: ['never'] }]);
  });

  it('with a rule for years that its form does not cover is told so', () => {
    const late = rule('late', 'g14.org.staff >= g14.org.staff_part', 'years: { from: 2021 }\n');
    expect(issues(late)).toMatchObject([{ is: 'implied' }, { is: 'never', rules: ['late'] }].slice(-1));
  });

  it('does not count drafts', () => {
    expect(issues(STAFF, rule('odd', 'g14.org.staff == g14.org.staff_full', 'status: draft\n'))).toEqual([]);
  });
});

describe('the catalogue that ships with the program', () => {
  it('has no rules that contradict, repeat or never apply', () => {
    const { compiled, templates } = theKnowledge();
    expect(lintRules(compiled, templates, solve)).toEqual([]);
  });
});
