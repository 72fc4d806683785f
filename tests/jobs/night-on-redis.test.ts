import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { runNight } from '../../src/jobs/run-night.ts';
import { loadSteps } from '../../src/jobs/steps.ts';
import { openStore } from '../../src/store/open-store.ts';
import { aPlace, nightDeps, type Place, testSteps } from './a-night.ts';
import { aRedis, NO_REDIS, type TestRedis } from './a-redis.ts';
import { startNight } from './start-night.ts';

let redis: TestRedis;

beforeAll(async () => {
  if (NO_REDIS === null) redis = await aRedis();
});

afterAll(() => redis?.remove());

beforeEach((context) => {
  context.skip(NO_REDIS !== null, NO_REDIS ?? '');
});

const places: Place[] = [];

afterEach(async () => {
  for (const place of places.splice(0)) await place.remove();
});

const placeWith = async (environment: Readonly<Record<string, string>> = {}): Promise<Place> => {
  const place = await aPlace(environment);
  places.push(place);
  return place;
};

const onRedis = (more: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> => ({
  GOUJI_REDIS_URL: redis.url,
  GOUJI_CONCURRENCY: '2',
  ...more,
});

/** Every file that a night left for people, by path, as bytes. */
const leftBy = async (place: Place): Promise<ReadonlyMap<string, string>> => {
  const files = await place.output();
  return new Map(
    await Promise.all(files.map(async (file) => [file, (await place.read(file)).toString('base64')] as const)),
  );
};

const OFFICES = ['a', 'b', 'c', 'd', 'e', 'f'];

const withSixOffices = async (place: Place): Promise<Place> => {
  await place.roster(
    `id,name,level,mail\n${OFFICES.map((id) => `${id},名${id},city,${id}@example.invalid`).join('\n')}\n`,
  );
  for (const id of OFFICES) await place.report(`${id}/2017.txt`, 'year 2017', `finding x error ${id}`);
  return place;
};

const undisturbed = async (): Promise<ReadonlyMap<string, string>> => {
  const place = await withSixOffices(await placeWith());
  await runNight(place.config, nightDeps());
  return leftBy(place);
};

const lastRun = async (place: Place) => {
  const store = await openStore(place.config.data);
  const run = await store.runs.latest();
  await store.close();
  return run;
};

describe('a night on the sample reports', () => {
  test('leaves the same bytes one at a time, several at once, and through Redis', async () => {
    const steps = await loadSteps();
    const offices = ['sample-clean', 'ushen', 'xinihe-west'];
    const left = [];
    for (const environment of [{}, { GOUJI_CONCURRENCY: '4' }, onRedis({ GOUJI_CONCURRENCY: '4' })]) {
      const place = await placeWith(environment);
      await place.roster(await readFile('seeds/offices.csv', 'utf8'));
      for (const office of offices)
        await cp(join('seeds/reports', office), join(place.config.source, office), { recursive: true });
      const summary = await runNight(place.config, nightDeps({ steps }));
      expect(summary.rows.filter(({ failure }) => failure !== null)).toEqual([]);
      left.push(await leftBy(place));
    }
    const [serial, parallel, distributed] = left;
    expect([...(serial?.keys() ?? [])].filter((path) => path.endsWith('.xlsx'))).toHaveLength(offices.length);
    expect(parallel).toEqual(serial);
    expect(distributed).toEqual(serial);
  });
});

describe('a night whose Redis', () => {
  test('is not there does not begin, and says so without a trace in the calendar', async () => {
    const place = await withSixOffices(await placeWith({ GOUJI_REDIS_URL: 'redis://:secret@127.0.0.1:1' }));
    const night = runNight(place.config, nightDeps());
    await expect(night).rejects.toThrow(
      /^redis:\/\/127\.0\.0\.1:1\/0 \(GOUJI_REDIS_URL\) cannot be used: .*ECONNREFUSED/,
    );
    expect(await lastRun(place)).toBe(null);
  });

  test('is killed in the middle stops, is on record, and the next start gives the files of an undisturbed night', async () => {
    const place = await withSixOffices(await placeWith(onRedis()));
    const own = testSteps();
    let scored = 0;
    const steps = testSteps({
      buildWorkbook: async (scorecard) => {
        scored += 1;
        if (scored === 3) await redis.kill();
        return own.buildWorkbook(scorecard);
      },
    });
    const { bullmqQueue } = await import('../../src/jobs/queue/bullmq-queue.ts');
    const queue = await bullmqQueue(redis.server, { space: 'killed', concurrency: 2, patience: 200, lookEvery: 50 });
    await expect(runNight(place.config, nightDeps({ steps, queue }))).rejects.toThrow('the next start continues');
    await queue.close();
    expect(await lastRun(place)).toMatchObject({ id: '2026-11-21', state: 'failed' });
    expect(scored).toBeLessThan(OFFICES.length);

    await redis.start();
    const rest = testSteps();
    const summary = await runNight(place.config, nightDeps({ steps: rest }));
    expect(summary).toMatchObject({ resumed: true, state: 'finished', mails: { accepted: OFFICES.length } });
    expect(rest.audited).toEqual([]);
    expect(await leftBy(place)).toEqual(await undisturbed());
  });
});

describe('a night on Redis in a process that', () => {
  test('is killed leaves nothing in the way of the next, which gives the files of an undisturbed night', async () => {
    const place = await withSixOffices(await placeWith(onRedis()));
    const killed = startNight(place, onRedis({ GOUJI_TEST_SLOW: '5000' }));
    await killed.says('auditing');
    killed.child.kill('SIGKILL');
    await killed.end;
    const summary = await runNight(place.config, nightDeps());
    expect(summary).toMatchObject({ resumed: true, state: 'finished', mails: { accepted: OFFICES.length } });
    expect(await leftBy(place)).toEqual(await undisturbed());
  });

  test('is asked to stop finishes the reports under way and ends with its signal’s code', async () => {
    const place = await withSixOffices(await placeWith(onRedis()));
    const night = startNight(place, onRedis({ GOUJI_TEST_SLOW: '300' }));
    await night.says('auditing');
    night.child.kill('SIGTERM');
    const stopped = await night.end;
    expect([stopped.code, JSON.parse(stopped.out).state]).toEqual([143, 'interrupted']);
    const steps = testSteps();
    await runNight(place.config, nightDeps({ steps }));
    expect(steps.audited.length).toBeLessThan(OFFICES.length);
    expect(await leftBy(place)).toEqual(await undisturbed());
  });
});
