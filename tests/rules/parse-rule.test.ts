import { describe, expect, it } from 'vitest';
import { defineCheck } from '../../src/rules/checks/check.ts';
import { noOptions } from '../../src/rules/checks/read-options.ts';
import { parseRule, type RuleFileFault } from '../../src/rules/parse-rule.ts';
import { parseRuleSet } from '../../src/rules/parse-rule-set.ts';
import { theTemplates } from '../the-knowledge.ts';

const CHECK = defineCheck({ name: 'empty-tables', parseOptions: noOptions, judge: () => [] });
const CHECKS = new Map([[CHECK.name, CHECK]]);

/** A rule that is right; each test spoils one line of it. */
const RULE = `id: closed-by-time
title: { zh: 办结, en: Closed }
family: broken-total
severity: error
kind: hard
templates: [annual-report-2014]
expect: g14.app.closed == g14.app.closed_on_time + g14.app.closed_extended
message: { zh: 不等, en: differ }
`;

const fileOf = (text: string, path = 'broken-total/closed-by-time.rule.yaml') => ({ path, text });

const faultsOf = (text: string, path?: string): readonly RuleFileFault[] => {
  const parsed = parseRule(fileOf(text, path), CHECKS);
  return 'faults' in parsed ? parsed.faults : [];
};

describe('a rule file', () => {
  it('that is right gives a rule', () => {
    expect(faultsOf(RULE)).toEqual([]);
  });

  it.each([
    ['a severity that does not exist', RULE.replace('error', 'grave'), 4, /severity: .*fatal.*error.*warning.*info/],
    ['a family that does not exist', RULE.replace('broken-total', 'totals'), 3, /family: .*broken-total/],
    ['a broken expression', RULE.replace('==', '='), 7, /character 16 is no number, figure or operator/],
    ['YAML that is broken', RULE.replace('[annual-report-2014]', '[annual-report-2014'), 7, /flow/i],
    ['a message in one language', RULE.replace(', en: differ', ''), 8, /message\.en/],
    ['a key that is not known', `${RULE}tolerence: exact\n`, 9, /tolerence/],
    ['a broken condition', `${RULE}when: g14.app.closed >\n`, 9, /when: found the end/],
    ['a sum where a comparison belongs', RULE.replace('==', '+'), 7, /“expect” is a number; a comparison is expected/],
    [
      'a number where a comparison belongs',
      `${RULE}when: g14.app.closed > 0 and 3\n`,
      9,
      /right side of “and” is a number/,
    ],
  ])('with %s is refused at its line', (_what, text, line, message) => {
    const [fault] = faultsOf(text);
    expect(fault?.message).toMatch(message);
    expect(fault?.line).toBe(line);
  });

  it('names the file in every fault', () => {
    expect(faultsOf(RULE.replace('error', 'grave')).map((fault) => fault.path)).toEqual([
      'broken-total/closed-by-time.rule.yaml',
    ]);
  });

  it('must be called as its rule is', () => {
    expect(faultsOf(RULE, 'broken-total/closed.rule.yaml')[0]?.message).toContain(
      '“closed-by-time” differs from the file name “closed”',
    );
  });

  it('has an expression or a check, not both', () => {
    expect(faultsOf(`${RULE}check: empty-tables\n`)[0]?.message).toContain('either “expect”');
  });

  it('that names an unknown check is told which there are', () => {
    const text = RULE.replace(/expect: .*/, 'check: no-such-check');
    expect(faultsOf(text)[0]).toMatchObject({
      line: 7,
      message: 'unknown check “no-such-check”; there are empty-tables',
    });
  });

  it('that gives a check an option it does not take is told so', () => {
    const text = RULE.replace(/expect: .*/, 'check: empty-tables\nwith: { colour: red }');
    expect(faultsOf(text)[0]?.message).toContain('unknown option "colour"');
  });
});

describe('a catalogue', () => {
  const parse = (...texts: readonly string[]) =>
    parseRuleSet(
      texts.map((text, i) => fileOf(text, `${i}/closed-by-time.rule.yaml`)),
      theTemplates(),
      CHECKS,
      (text) => String(text.length),
    );

  it('lists the faults of all its files at once, each with file, line and column', () => {
    expect(() => parse(RULE.replace('error', 'grave'), RULE.replace('hard', 'firm'))).toThrow(
      /0\/closed-by-time\.rule\.yaml:4:1: severity[^\n]*\n1\/closed-by-time\.rule\.yaml:5:1: kind/,
    );
  });

  it('refuses one rule in two files', () => {
    expect(() => parse(RULE, RULE)).toThrow('rule “closed-by-time” exists twice');
  });

  it('refuses a figure that the form does not have', () => {
    expect(() => parse(RULE.replace('closed_extended', 'closed_late'))).toThrow(
      'closed-by-time.rule.yaml:7:1: on annual-report-2014: unknown figure “g14.app.closed_late”; perhaps g14.app.closed',
    );
  });

  it('refuses a form that does not exist, naming those that do', () => {
    expect(() => parse(RULE.replace('report-2014', 'report-1914'))).toThrow(
      /unknown template “annual-report-1914”; there are .*annual-report-2014/,
    );
  });

  it('that is empty is a fault', () => {
    expect(() => parse()).toThrow('there is no *.rule.yaml file');
  });
});

describe('a placeholder of a message', () => {
  it('that is no figure is refused when the catalogue is loaded', () => {
    const file = fileOf(RULE.replace('zh: 不等', 'zh: "差{diference}"'));
    expect(() => parseRuleSet([file], theTemplates(), CHECKS, (text) => text)).toThrow(/unknown figure “diference”/);
  });
});
