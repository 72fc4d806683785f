import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { auditSnapshot } from '../../src/audit/audit-snapshot.ts';
import type { AuditResult } from '../../src/model/audit-result.ts';
import { printShort } from '../../src/model/decimal.ts';
import { theKnowledge } from '../the-knowledge.ts';

/** What was put into the page: figures by indicator (a row of table 3 in the order of its columns), and its faults. */
type Expected = {
  readonly template: string;
  readonly office: string;
  readonly year: number;
  readonly published: string;
  /** Rules found violated as a warning or worse; hints are not compared. */
  readonly findings: readonly string[];
  readonly facts: Readonly<Record<string, string>>;
};

const GOLDEN = import.meta.dirname;

const folders = readdirSync(GOLDEN).filter((name) => existsSync(join(GOLDEN, name, 'expected.json')));

const audit = async (folder: string): Promise<AuditResult> => {
  const source = readdirSync(join(GOLDEN, folder)).find((name) => name.startsWith('report.'))!;
  const bytes = readFileSync(join(GOLDEN, folder, source));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const outcome = await auditSnapshot({ source, bytes, sha256, declaredType: null }, theKnowledge(), null);
  if ('failure' in outcome) throw new Error(outcome.failure.message);
  return outcome.result;
};

const factsOf = (result: AuditResult): Record<string, string> => {
  const rows = new Map<string, string[]>();
  for (const { indicator, reading } of result.facts) {
    const cell = reading.is === 'stated' ? printShort(reading.value) : reading.is;
    rows.set(indicator, [...(rows.get(indicator) ?? []), cell]);
  }
  return Object.fromEntries([...rows].map(([indicator, cells]) => [indicator, cells.join(' ')]));
};

describe.each(folders)('the page %s', async (folder) => {
  const expected = JSON.parse(readFileSync(join(GOLDEN, folder, 'expected.json'), 'utf8')) as Expected;
  const result = await audit(folder);

  it('gives back every figure that was put in', () => {
    expect(factsOf(result)).toEqual(expected.facts);
  });

  it('says whose report it is, for which year, and when it was published', () => {
    const { officeName, period, published } = result.identity;
    expect([result.template, officeName, period.year, published]).toEqual([
      expected.template,
      expected.office,
      expected.year,
      expected.published,
    ]);
  });

  it('has the faults that were put in and no others', () => {
    const grave = result.findings.filter((finding) => finding.severity !== 'info').map((finding) => finding.rule);
    expect([...new Set(grave)].sort()).toEqual([...expected.findings].sort());
  });
});
