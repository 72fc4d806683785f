import { describe, expect, it } from 'vitest';
import { chooseVersion, type Version } from '../../src/jobs/choose-version.ts';
import type { AuditResult } from '../../src/model/audit-result.ts';
import { decimal } from '../../src/model/decimal.ts';
import type { Fact } from '../../src/model/fact.ts';
import { NOWHERE } from '../../src/model/locator.ts';
import { aResult } from '../scorecards/builders.ts';

const aFact = (indicator: string, value: number): Fact => ({
  indicator,
  group: null,
  label: indicator,
  raw: String(value),
  reading: { is: 'stated', value: decimal(value) },
  unit: null,
  unitStated: null,
  unitInCell: null,
  remarks: [],
  locator: NOWHERE,
});

const aFile = (source: string, figures: readonly number[], more: Partial<AuditResult> = {}): Version<string> => ({
  of: source,
  source,
  result: aResult({ source, facts: figures.map((value, i) => aFact(`i${i}`, value)), ...more }),
});

describe('of the files of one office and year', () => {
  it('the one of which more was read is the report', () => {
    const chosen = chooseVersion([aFile('a.pdf', [1, 2]), aFile('b.html', [1, 2, 3])]);
    expect(chosen).toEqual({ report: 'b.html', versions: ['a.pdf'], strangers: [] });
  });

  it('on a tie it is the one whose cells are cells, then the first by name', () => {
    const pdf = aFile('a.pdf', [1], { mediaType: 'application/pdf' });
    const page = aFile('b.html', [1], { mediaType: 'text/html' });
    const twin = aFile('c.html', [1], { mediaType: 'text/html' });
    expect(chooseVersion([twin, pdf, page]).report).toBe('b.html');
    expect(chooseVersion([page, pdf, twin]).versions).toEqual(['c.html', 'a.pdf']);
  });

  it('a file with other figures throughout is another report', () => {
    const chosen = chooseVersion([aFile('a', [1, 2, 3, 4]), aFile('b', [1, 7, 8, 9]), aFile('c', [1, 2, 3, 9])]);
    expect(chosen).toEqual({ report: 'a', versions: ['c'], strangers: ['b'] });
  });

  it('a file on another form is another report', () => {
    const other = aFile('b', [1, 2], { template: 'annual-report-2014' });
    expect(chooseVersion([aFile('a', [1, 2, 3]), other]).strangers).toEqual(['b']);
  });
});
