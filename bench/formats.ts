import { fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { auditSnapshot } from '../src/audit/audit-snapshot.ts';
import { readKnowledge } from '../src/cli/knowledge-files.ts';
import { readDocument } from '../src/documents/read-document.ts';
import type { Snapshot } from '../src/model/report.ts';
import { sha256 } from '../src/platform/sha256.ts';
import { installedEngines } from '../src/reading/engines.ts';
import { seedDocuments } from '../tests/faults/documents/seed-documents.ts';
import { snapshotOf } from './generate/audit-generated.ts';
import { generatedFile } from './generate/report-bytes.ts';

// node bench/formats.ts [--rounds 5] [--seconds 1] [--file report.pdf]
// Documents read per CPU-second and peak memory, the median of the rounds, each format in a process of its own. Web
// pages and texts are 54 generated reports of all layouts; the other formats one report that LibreOffice made.

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '1' },
    format: { type: 'string' },
    file: { type: 'string' },
  },
});

const ARCHIVES: ReadonlySet<string> = new Set(['zip', 'eml', 'gz']);

const knowledge = await readKnowledge({});
const engines = installedEngines(() => {});

const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000_000;
};

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;

/** How many per CPU-second: passes over all snapshots until a round has taken its time. */
const rate = async (
  snapshots: readonly Snapshot[],
  step: (snapshot: Snapshot) => Promise<unknown>,
): Promise<number> => {
  const rates: number[] = [];
  for (let round = -1; round < Number(options.rounds); round += 1) {
    const start = cpuSeconds();
    let done = 0;
    while (cpuSeconds() - start < Number(options.seconds)) {
      for (const snapshot of snapshots) await step(snapshot);
      done += snapshots.length;
    }
    if (round >= 0) rates.push(done / (cpuSeconds() - start));
  }
  return median(rates);
};

const generated = (ending: string): readonly Snapshot[] =>
  Array.from({ length: 54 }, (_, i) => generatedFile(knowledge.templates, 600_000 + i))
    .map(snapshotOf)
    .filter(({ source }) => source.endsWith(ending));

const snapshotsOf = async (format: string): Promise<readonly Snapshot[]> => {
  if (options.file !== undefined) {
    const bytes = await readFile(options.file);
    return [{ source: options.file, sha256: sha256(bytes), bytes, declaredType: null }];
  }
  if (format === 'html' || format === 'txt') return generated(`.${format}`);
  const { bytes } = seedDocuments().find((seed) => seed.format === format)!;
  return [{ source: `report.${format}`, sha256: sha256(bytes), bytes, declaredType: null }];
};

const measure = async (format: string): Promise<void> => {
  const snapshots = await snapshotsOf(format);
  const read = await rate(snapshots, (snapshot) => readDocument(snapshot, engines));
  const audited = await rate(snapshots, (snapshot) => auditSnapshot(snapshot, knowledge, null, { engines }));
  const peak = process.resourceUsage().maxRSS / 1024;
  console.log(
    `${format.padEnd(6)} ${read.toFixed(0).padStart(12)} ${audited.toFixed(0).padStart(15)} ${peak.toFixed(0).padStart(8)}`,
  );
};

const inOwnProcess = (format: string): Promise<void> =>
  new Promise((resolve) => {
    fork(import.meta.filename, [...process.argv.slice(2), '--format', format]).on('exit', () => resolve());
  });

if (options.format !== undefined || options.file !== undefined) await measure(options.format ?? 'file');
else {
  console.log('format  read/CPU-s  audited/CPU-s  peak MB');
  const formats = seedDocuments().map(({ format }) => format);
  for (const format of formats.filter((one) => !ARCHIVES.has(one))) await inOwnProcess(format);
}
