import { describe, expect, it } from 'vitest';
import { compareResults, priorAmong, withDrafts } from '../../src/workbench/backtest.ts';
import { theKnowledge } from '../the-knowledge.ts';
import { anAuditResult } from './an-audit-result.ts';

describe('two catalogues over the same report', () => {
  it('tell what is new, gone and changed, and what it does to the score', () => {
    const before = anAuditResult({ findings: ['a', 'b', 'c'], tenths: 900 });
    const after = anAuditResult({ findings: ['b', 'c', 'd'], severities: { c: 'info' }, tenths: 880 });
    const backtest = compareResults([before], [after]);
    const rules = (of: typeof backtest.appeared) => of.map((one) => (one.after ?? one.before)!.rule);
    expect([rules(backtest.appeared), rules(backtest.gone), rules(backtest.changed)]).toEqual([['d'], ['a'], ['c']]);
    expect(backtest.scores).toEqual([{ source: before.source, before: 900, after: 880 }]);
  });

  it('that are the same tell of nothing', () => {
    const result = anAuditResult({ findings: ['a'], tenths: 900 });
    const { appeared, gone, changed } = compareResults([result], [result]);
    expect([appeared, gone, changed]).toEqual([[], [], []]);
  });
});

describe('reports of a set', () => {
  it('are each other’s last year when office and year fit', () => {
    const [last, now] = [2022, 2023].map((year) => anAuditResult({ findings: [], tenths: 1000, year }));
    const contextOf = priorAmong([last!, now!]);
    expect(contextOf(now!).prior?.year).toBe(2022);
    expect(contextOf(last!).prior).toBeNull();
  });
});

describe('drafts', () => {
  const knowledge = theKnowledge();
  const drafts = knowledge.catalogue.filter(({ life }) => life?.status === 'draft').map(({ id }) => id);

  it('are not among the rules in force, and are when they are tried out', () => {
    expect(drafts.length).toBeGreaterThan(0);
    const ids = (of: typeof knowledge) => new Set(of.ruleset.rules.map(({ id }) => id));
    expect(drafts.filter((id) => ids(knowledge).has(id))).toEqual([]);
    expect(drafts.filter((id) => !ids(withDrafts(knowledge)).has(id))).toEqual([]);
  });
});
