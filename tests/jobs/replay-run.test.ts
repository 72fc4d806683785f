import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Replay, replayRun } from '../../src/jobs/replay-run.ts';
import { runNight } from '../../src/jobs/run-night.ts';
import type { Steps } from '../../src/jobs/steps.ts';
import { openStore } from '../../src/store/open-store.ts';
import { aPlace, nightDeps, type Place, testSteps } from './a-night.ts';

let place: Place;

beforeEach(async () => {
  place = await aPlace();
  await place.report('jia/2017.txt', 'year 2017', 'figure n 5', 'finding a error 1');
  await place.report('jia/2018.txt', 'year 2018', 'figure n 6', 'continues n');
  await runNight(place.config, nightDeps({ date: '2026-11-23' }));
});

afterEach(() => place.remove());

const replay = async (steps: Steps, folder: string | null = null, run = '2026-11-23'): Promise<Replay | null> => {
  const store = await openStore(place.config.data);
  try {
    return await replayRun(run, store, steps, folder);
  } finally {
    await store.close();
  }
};

const states = (items: readonly { readonly is: string }[] = []) => items.map(({ is }) => is);

test('a run is made again from what was kept of it, also when the reports and the roster are others by now', async () => {
  await place.report('jia/2017.txt', 'year 2017', 'figure n 9');
  await place.roster('id,name,level,mail\njia,新名,banner,other@example.invalid\n');
  const folder = join(place.folder, 'again');
  const again = await replay(testSteps(), folder);
  expect(again?.files.map(({ path, is }) => `${path} ${is}`)).toEqual([
    'jia-2017.xlsx same',
    'jia-2018.xlsx same',
    'outbox/jia.eml same',
  ]);
  // Judged beside last year's report, as then.
  expect(states(again?.reports)).toEqual(['same', 'same']);
});

test('a program that judges otherwise is told with what it finds now and did not then, and the other way', async () => {
  const other = testSteps({ version: '2' });
  const steps: Steps = {
    ...other,
    audit: async (snapshot, office, context) => {
      const text = Buffer.from(snapshot.bytes).toString('utf8').replace('finding a error 1', 'finding b error 1');
      return other.audit({ ...snapshot, bytes: Buffer.from(text) }, office, context);
    },
  };
  const again = await replay(steps);
  expect(states(again?.files)).toEqual(['same', 'same', 'same']);
  expect([again?.before.map(({ program }) => program), again?.now.program]).toEqual([['1'], '2']);
  const [first] = again?.reports ?? [];
  expect([first?.appeared.map(({ rule }) => rule), first?.gone.map(({ rule }) => rule)]).toEqual([['b'], ['a']]);
});

test('a workbook or mail that comes out otherwise is told by its name', async () => {
  const steps = testSteps({ buildWorkbook: async () => Buffer.from('another layout') });
  expect(states((await replay(steps))?.files)).toEqual(['different', 'different', 'different']);
});

test('a report whose bytes are gone is told, and its files are still made', async () => {
  await rm(join(place.config.data, 'snapshots'), { recursive: true });
  const again = await replay(testSteps());
  expect(states(again?.reports)).toEqual(['lost', 'lost']);
  expect(states(again?.files)).toEqual(['same', 'same', 'same']);
});

test('a run that is not known is none', async () => {
  expect(await replay(testSteps(), null, '2020-01-01')).toBeNull();
});
