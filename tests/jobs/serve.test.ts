import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RunSummary } from '../../src/jobs/night.ts';
import { serve } from '../../src/jobs/serve.ts';
import { createLog } from '../../src/platform/log.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Slot } from '../../src/store/store.ts';
import { aClock, aPlace, nightDeps, type Place } from './a-night.ts';

let place: Place;

beforeEach(async () => {
  place = await aPlace();
  await place.report('jia/2017.txt', 'year 2017', 'finding a error 1');
});

afterEach(() => place.remove());

/** Serves from a moment of Shanghai's wall clock until the first look at the calendar is done; gives the nights it ran. */
const serveOnce = async (time: string): Promise<readonly RunSummary[]> => {
  const controller = new AbortController();
  const nights: RunSummary[] = [];
  const log = createLog('debug', (line) => {
    if (line.includes('looked')) controller.abort('SIGTERM');
  });
  const serving = serve(place.config, {
    ...nightDeps({ clock: aClock(`${time}+08:00`), log }),
    signal: controller.signal,
    onNight: (summary) => nights.push(summary),
  });
  expect(await serving).toBe(0);
  return nights;
};

const slotOf = async (date: string): Promise<Slot | null> => {
  const store = await openStore(place.config.data);
  const slot = await store.slots.find(date);
  await store.close();
  return slot;
};

describe('serving', () => {
  test('begins with the next night, runs each date once however often it is started, and catches up the newest', async () => {
    expect(await serveOnce('2026-11-20T10:00')).toEqual([]);
    expect((await serveOnce('2026-11-21T02:00')).map(({ date }) => date)).toEqual(['2026-11-21']);
    expect(await serveOnce('2026-11-21T02:10')).toEqual([]);
    expect((await serveOnce('2026-11-24T09:00')).map(({ date }) => date)).toEqual(['2026-11-24']);
    expect((await slotOf('2026-11-22'))?.state).toBe('skipped');
    expect((await slotOf('2026-11-23'))?.state).toBe('skipped');
    expect(await slotOf('2026-11-24')).toMatchObject({ state: 'done', run: '2026-11-24' });
  });

  test('goes on when a night cannot begin, and has it later on the same date', async () => {
    await serveOnce('2026-11-20T10:00');
    await place.roster('nonsense');
    expect(await serveOnce('2026-11-21T02:00')).toEqual([]);
    await place.roster('id,name,level,mail\njia,甲旗,banner,jia@example.invalid\n');
    expect((await serveOnce('2026-11-21T09:00')).map(({ date }) => date)).toEqual(['2026-11-21']);
  });
});
