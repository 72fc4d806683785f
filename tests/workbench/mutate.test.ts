import { describe, expect, it } from 'vitest';
import { mutate } from '../../src/workbench/mutate.ts';
import { theKnowledge } from '../the-knowledge.ts';

// The short form of `gouji rules mutate`, as a gate: the present figures, below which no change of the rules may fall.
const REPORTS = 24;
const FOUND = 208;

const report = mutate(theKnowledge(), { reports: REPORTS, seed: 1 });

describe('clean reports spoilt on purpose', () => {
  it('are found wanting wherever a single figure of tables 3 and 4 is wrong', () => {
    expect(report.hard.missed).toEqual([]);
    expect(report.hard.killed).toBe(report.hard.mutants);
    expect(report.hard.mutants).toBeGreaterThan(50);
  });

  it('are found out as often as before, by any rule', () => {
    const found = report.byMutation.reduce((sum, { killed }) => sum + killed, 0);
    expect(found).toBeGreaterThanOrEqual(FOUND);
  });

  it('show every sentence that contradicts its table', () => {
    const told = report.byMutation.find(({ mutation }) => mutation === 'text-against-table')!;
    expect([told.mutants, told.killed]).toEqual([REPORTS, REPORTS]);
  });

  it('cause no finding before they are spoilt', () => {
    expect(report.byRule.filter(({ falseAlarms }) => falseAlarms > 0)).toEqual([]);
  });
});
