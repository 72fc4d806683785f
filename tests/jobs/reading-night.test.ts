import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generatedFile } from '../../bench/generate/report-bytes.ts';
import type { ReportRow, RunSummary } from '../../src/jobs/night.ts';
import { runNight } from '../../src/jobs/run-night.ts';
import { loadSteps } from '../../src/jobs/steps.ts';
import { writeFileSafely } from '../../src/platform/write-file-safely.ts';
import { theTemplates } from '../the-knowledge.ts';
import { aPlace, nightDeps, type Place } from './a-night.ts';

// Nights with the program's own readers, in child processes.

const SAMPLE = readFileSync(join(import.meta.dirname, '../../seeds/reports/sample-clean/2023.html'), 'utf8');

const put = (place: Place, path: string, bytes: Uint8Array): Promise<void> =>
  writeFileSafely(join(place.config.source, path), bytes);

const outputHashes = async (place: Place): Promise<Readonly<Record<string, string>>> => {
  const files = await place.output();
  const hashed = await Promise.all(
    files.map(
      async (path) =>
        [
          path,
          createHash('sha256')
            .update(await place.read(path))
            .digest('hex'),
        ] as const,
    ),
  );
  return Object.fromEntries(hashed);
};

const night = async (place: Place, size: number): Promise<RunSummary> => {
  const steps = await loadSteps(size);
  try {
    return await runNight({ ...place.config, concurrency: size }, nightDeps({ steps }));
  } finally {
    await steps.close?.();
  }
};

describe('a night whose reports are read in processes of their own', () => {
  it('leaves the same bytes whether they are read one by one or several at once', async () => {
    const outputs = [];
    for (const size of [1, 3]) {
      const place = await aPlace();
      for (let i = 0; i < 12; i += 1)
        await put(place, `report-${i}.html`, generatedFile(theTemplates(), 90_000 + i).bytes);
      const summary = await night(place, size);
      expect(summary.rows.filter(({ status }) => status === 'failed')).toEqual([]);
      outputs.push(await outputHashes(place));
      await place.remove();
    }
    expect(Object.keys(outputs[0]!).length).toBeGreaterThanOrEqual(12);
    expect(outputs[1]).toEqual(outputs[0]);
  });
});

describe('one report in two files', () => {
  let place: Place;
  let summary: RunSummary;
  let row: ReportRow;

  beforeAll(async () => {
    place = await aPlace();
    await place.roster(
      'id,name,level,parent,profile,report_page,mail,aliases\njia,样例旗人民政府,banner,,default,,,\n',
    );
    await put(place, 'jia/2023.html', strToU8(SAMPLE));
    const changed = SAMPLE.replace('>27<', '>72<');
    await put(
      place,
      'jia/attachment.zip',
      zipSync({ 'report/2023.html': strToU8(changed), 'Thumbs.db': strToU8('x') }),
    );
    summary = await night(place, 1);
    row = summary.rows[0]!;
  }, 120_000);

  afterAll(() => place.remove());

  it('is one report, read from one of them', () => {
    expect(summary.rows).toHaveLength(1);
    expect(row).toMatchObject({ officeId: 'jia', year: 2023, source: 'jia/2023.html' });
  });

  it('has a finding for the figure in which they differ', async () => {
    expect(row.counts.warning).toBe(1);
    expect(row.counts.error).toBe(0);
  });
});

describe('an archive that is no good', () => {
  it('is a row of the summary with the reason, and stops nothing', async () => {
    const place = await aPlace();
    await put(place, 'jia/bomb.zip', zipSync({ 'a.txt': new Uint8Array(64 * 1024 * 1024) }));
    await put(place, 'jia/2023.html', strToU8(SAMPLE));
    const { rows } = await night(place, 2);
    expect(rows.map(({ source, failure }) => [source, failure?.code ?? null])).toEqual([
      ['jia/2023.html', null],
      ['jia/bomb.zip!a.txt', 'too-large'],
    ]);
    await place.remove();
  });
});
