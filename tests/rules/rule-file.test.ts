import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { judge } from '../../src/rules/judge.ts';
import { parseRule } from '../../src/rules/parse-rule.ts';
import { isInForce, parseRuleSet, RULE_SET } from '../../src/rules/parse-rule-set.ts';
import { ruleFile, ruleJsonSchema } from '../../src/rules/rule-file.ts';
import { catalogueFiles, theTemplates } from '../the-knowledge.ts';
import { aText } from './checks/a-check-input.ts';

const RULE = `id: under-test
title: { zh: 试, en: test }
family: broken-total
severity: error
kind: hard
templates: [annual-report-2014]
expect: g14.org.staff >= g14.org.staff_full
message: { zh: 不, en: no }
`;

const schema = new Ajv({ strict: false }).compile(ruleJsonSchema() as object);

const both = (text: string): readonly [boolean, boolean] => [
  ruleFile.safeParse(parse(text)).success,
  schema(parse(text)),
];

describe('the JSON Schema of rules', () => {
  it('accepts every rule of the catalogue', () => {
    const refused = catalogueFiles('.rule.yaml').filter(({ text }) => !schema(parse(text)));
    expect(refused.map(({ path }) => path)).toEqual([]);
  });

  it.each([
    ['a rule', RULE, true],
    ['an unknown key', `${RULE}colour: red\n`, false],
    ['a severity that does not exist', RULE.replace('severity: error', 'severity: grave'), false],
    ['a title in one language', RULE.replace(', en: test', ''), false],
    ['a date that is none', `${RULE}from: soon\n`, false],
    ['years', `${RULE}years: { from: 2020 }\n`, true],
    ['blind spots by kind', `${RULE}blind: { over: a, under: b }\n`, true],
    ['an empty list of forms', RULE.replace('[annual-report-2014]', '[]'), false],
  ])('judges %s as the program does', (_what, text, accepted) => {
    expect(both(text)).toEqual([accepted, accepted]);
  });

  it('names every rule file for editors in its first line', () => {
    const without = catalogueFiles('.rule.yaml').filter(
      ({ text }) => !text.startsWith('# yaml-language-server: $schema='),
    );
    expect(without.map(({ path }) => path)).toEqual([]);
  });
});

const parsed = (text: string) => {
  const file = parseRule({ path: 'broken-total/under-test.rule.yaml', text }, new Map());
  if ('faults' in file) throw new Error(JSON.stringify(file.faults));
  return file.rule;
};

describe('a fault in an expression', () => {
  it('is told with the column where it stands', () => {
    const text = RULE.replace('>= g14.org.staff_full', '>= * g14.org.staff_full');
    const file = parseRule({ path: 'broken-total/under-test.rule.yaml', text }, new Map());
    expect(file).toMatchObject({ faults: [{ line: 7, column: text.split('\n')[6]!.indexOf('*') + 1 }] });
  });

  it('names the keys that are accepted where one is misspelt', () => {
    const file = parseRule({ path: 'broken-total/under-test.rule.yaml', text: `${RULE}tolerence: exact\n` }, new Map());
    expect(file).toMatchObject({ faults: [{ message: expect.stringContaining('accepted: tolerance') }] });
  });
});

describe('the life of a rule', () => {
  it.each([
    ['active since ever', '', '2026-01-01', true],
    ['a draft', 'status: draft\n', '2026-01-01', false],
    ['retired', 'status: retired\nuntil: 2025-01-01\n', '2026-01-01', false],
    ['active from a later day', 'from: 2026-06-01\n', '2026-05-31', false],
    ['active from that day', 'from: 2026-06-01\n', '2026-06-01', true],
  ])('%s', (_what, more, on, counts) => {
    expect(isInForce(parsed(RULE + more), on)).toBe(counts);
  });

  it('changes the hash of the rule set on the day it begins to count', () => {
    const hashOn = (on: string): string =>
      parseRuleSet(
        [
          { path: 'broken-total/under-test.rule.yaml', text: `${RULE}from: 2026-06-01\n` },
          { path: 'broken-total/other.rule.yaml', text: RULE.replace('under-test', 'other') },
        ],
        theTemplates(),
        new Map(),
        (text) => text,
        on,
      ).ruleset.hash;
    expect(hashOn('2026-05-31')).not.toBe(hashOn('2026-06-01'));
    expect(hashOn('2026-06-01')).toBe(hashOn('2026-06-02'));
  });

  it('ends with the years for which its basis is in force', () => {
    const { ruleset, compiled } = parseRuleSet(
      [{ path: 'broken-total/under-test.rule.yaml', text: `${RULE}years: { to: 2016 }\n` }],
      theTemplates(),
      new Map(),
      (text) => text,
    );
    const base = aText();
    const of = (year: number) =>
      judge(ruleset.rules, compiled, new Map(), {
        ...base,
        factSet: {
          ...base.factSet,
          template: 'annual-report-2014',
          identity: { ...base.factSet.identity, period: { year, start: null, end: null } },
        },
      }).verdicts[0]!.is;
    expect([of(2016), of(2017)]).toEqual(['undecided', 'inapplicable']);
  });
});

describe('the change log', () => {
  it('begins with the version of the rule set', () => {
    const log = readFileSync(join(import.meta.dirname, '../../src/rules/catalogue/CHANGELOG.md'), 'utf8');
    expect(/^## (\S+)/m.exec(log)?.[1]).toBe(RULE_SET.version);
  });
});
