import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { auditSnapshot } from '../../src/audit/audit-snapshot.ts';
import { auditThoroughly } from '../../src/audit/audit-thoroughly.ts';
import type { Solver } from '../../src/localisation/integer-program.ts';
import type { Snapshot } from '../../src/model/report.ts';
import { theKnowledge } from '../the-knowledge.ts';

const FOLDER = join(import.meta.dirname, '../../seeds/reports');

const snapshotOf = (source: string, text: string): Snapshot => {
  const bytes = Buffer.from(text);
  return { source, bytes, sha256: createHash('sha256').update(bytes).digest('hex'), declaredType: null };
};

const samples = (): readonly Snapshot[] =>
  readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(txt|html)$/.test(name))
    .sort()
    .map((name) => snapshotOf(name, readFileSync(join(FOLDER, name), 'utf8')));

const neverLoaded = (): Promise<Solver> => {
  throw new Error('a solver was loaded');
};

test('reports whose wrong figures the exact search proves never wait for a solver', async () => {
  for (const snapshot of samples()) {
    const outcome = await auditThoroughly(snapshot, theKnowledge(), null, neverLoaded);
    expect(outcome).toEqual(await auditSnapshot(snapshot, theKnowledge(), null));
  }
});

/** The clean sample with every second small figure of its tables mistyped, each by another amount. */
const spoilt = (): Snapshot => {
  const text = readFileSync(join(FOLDER, 'sample-clean/2023.html'), 'utf8');
  let at = 0;
  const wrong = text.replace(/>([1-9]\d?)</g, (whole, digits: string) => {
    at += 1;
    return at % 2 === 0 ? `>${Number(digits) + 3 * at}<` : whole;
  });
  return snapshotOf('spoilt.html', wrong);
};

test('a report with more wrong figures than the exact search looks for is asked of a solver, and says what came of it', async () => {
  let loaded = 0;
  const outcome = await auditThoroughly(spoilt(), theKnowledge(), null, async () => {
    loaded += 1;
    return () => ({ is: 'stopped' });
  });
  expect(loaded).toBe(1);
  const located = 'result' in outcome ? outcome.result.findings.flatMap((finding) => finding.located ?? []) : [];
  expect(located.map(({ is }) => is)).toContain('not-located');
});
