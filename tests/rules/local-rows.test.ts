import { describe, expect, it } from 'vitest';
import { readAgainst } from '../../src/facts/read-facts.ts';
import { factKey } from '../../src/model/fact.ts';
import { CHECKS } from '../../src/rules/checks/registry.ts';
import { judge } from '../../src/rules/judge.ts';
import { aDocument, aTable, type Filling, formRows } from '../facts/a-form.ts';
import { theKnowledge } from '../the-knowledge.ts';

const knowledge = theKnowledge();
const template = knowledge.templates.find((t) => t.id === 'annual-report-2014')!;
const rules = knowledge.ruleset.rules.filter((rule) => rule.id === 'applications-by-channel');

const FIGURES: Readonly<Record<string, string>> = {
  'g14.app.received': '12',
  'g14.app.ch.in_person': '3',
  'g14.app.ch.fax': '0',
  'g14.app.ch.online': '4',
  'g14.app.ch.letter': '2',
};

/** The verdict on the ways of applying, with one more row below the letters. */
const verdictWith = (label: string, value: string): string => {
  const fill: Filling = (indicator) => FIGURES[indicator] ?? '0';
  const rows = template.tables.flatMap((table) => formRows(template, table, fill));
  const after = rows.findIndex((row) => row[0]?.includes('信函申请数'));
  const own = [label, '件', value];
  const table = { ...aTable([...rows.slice(0, after + 1), own, ...rows.slice(after + 1)]) };
  const cells = table.cells.map((cell) => ({ ...cell, locator: { ...cell.locator, block: 0 } }));
  const document = aDocument([{ ...table, cells }]);
  const factSet = readAgainst(document, template, 'tables');
  const facts = new Map(factSet.facts.map((fact) => [factKey(fact.indicator, fact.group), fact]));
  const { verdicts } = judge(rules, knowledge.compiled, CHECKS, { document, factSet, facts, claims: [], template });
  return verdicts[0]!.is;
};

describe('a row of the office’s own among the parts of a total', () => {
  it('that makes up the difference leaves the total undecided', () => {
    expect(verdictWith('5.电子邮件申请数', '3')).toBe('undecided');
  });

  it('that does not make up the difference leaves it violated', () => {
    expect(verdictWith('5.电子邮件申请数', '2')).toBe('violated');
  });
});
