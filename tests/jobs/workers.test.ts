import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { NightDeps } from '../../src/jobs/night.ts';
import { runNight } from '../../src/jobs/run-night.ts';
import { aBucketServer, type BucketServer } from '../store/a-bucket-server.ts';
import { aPostgres, NO_POSTGRES, type TestPostgres } from '../store/a-postgres.ts';
import { aPlace, nightDeps, type Place, testSteps } from './a-night.ts';
import { aRedis, NO_REDIS, type TestRedis } from './a-redis.ts';
import { type ChildNight, startWorker } from './start-night.ts';

const LACKING = NO_REDIS ?? NO_POSTGRES;

let redis: TestRedis;
let postgres: TestPostgres;
let bucket: BucketServer;
let shared: Readonly<Record<string, string>>;
const places: Place[] = [];
const workers: ChildNight[] = [];

beforeAll(async () => {
  if (LACKING === null) [redis, postgres] = await Promise.all([aRedis(), aPostgres()]);
}, 60_000);

afterAll(async () => {
  await redis?.remove();
  await postgres?.remove();
}, 60_000);

beforeEach(async (context) => {
  context.skip(LACKING !== null, LACKING ?? '');
  bucket = await aBucketServer();
  shared = {
    DATABASE_URL: await postgres.database(),
    GOUJI_REDIS_URL: redis.url,
    GOUJI_BLOBS: `s3://${bucket.bucket.bucket}/${bucket.bucket.prefix}`,
    GOUJI_BLOBS_ENDPOINT: bucket.bucket.endpoint,
    GOUJI_BLOBS_ACCESS_KEY: bucket.bucket.accessKey,
    GOUJI_BLOBS_SECRET_KEY: bucket.bucket.secretKey,
  };
}, 60_000);

afterEach(async () => {
  for (const { child, end } of workers.splice(0)) {
    child.kill('SIGKILL');
    await end;
  }
  for (const place of places.splice(0)) await place.remove();
  await bucket?.close();
});

const OFFICES = Array.from({ length: 12 }, (_, at) => `o${at + 10}`);

/** A machine of its own, with nothing in its folders. */
const aMachine = async (environment: Readonly<Record<string, string>>): Promise<Place> => {
  const place = await aPlace(environment);
  places.push(place);
  return place;
};

/** The machine that has the reports and runs the night. */
const theFirst = async (environment: Readonly<Record<string, string>>): Promise<Place> => {
  const place = await aMachine(environment);
  const rows = OFFICES.map((id) => `${id},名${id},city,${id}@example.invalid`);
  await place.roster(`id,name,level,mail\n${rows.join('\n')}\n`);
  for (const id of OFFICES) {
    await place.report(`${id}/2017.txt`, 'year 2017', 'figure n 5', `finding x error ${id}`);
    await place.report(`${id}/2018.txt`, 'year 2018', 'figure n 6', 'continues n');
  }
  return place;
};

const aWorker = async (more: Readonly<Record<string, string>> = {}): Promise<ChildNight> => {
  const worker = startWorker(await aMachine(shared), { ...shared, ...more });
  workers.push(worker);
  await worker.says('waiting for nights');
  return worker;
};

const stopped = async (worker: ChildNight) => {
  worker.child.kill('SIGTERM');
  return worker.end;
};

const filesOf = async (place: Place) =>
  new Map(
    await Promise.all(
      (await place.output()).map(async (name) => [name, (await place.read(name)).toString('base64')] as const),
    ),
  );

const alone = async () => {
  const place = await theFirst({});
  await runNight(place.config, nightDeps());
  return filesOf(place);
};

/** Slow where the night is run, so that most of the work is left to others. */
const slowDeps = (milliseconds: number): NightDeps => {
  const steps = testSteps();
  return nightDeps({
    steps: {
      ...steps,
      audit: async (...report) => {
        await new Promise((resolve) => setTimeout(resolve, milliseconds));
        return steps.audit(...report);
      },
    },
  });
};

const MINUTE = 60_000;

describe('a night that several machines work on', { timeout: 2 * MINUTE }, () => {
  test('leaves the files of a night on one, where it is run and nowhere else', async () => {
    const place = await theFirst(shared);
    const helpers = [await aWorker(), await aWorker()];
    const summary = await runNight(place.config, slowDeps(1500));
    expect(summary).toMatchObject({ state: 'finished', mails: { accepted: OFFICES.length, waiting: 0, failed: 0 } });
    expect(await filesOf(place)).toEqual(await alone());
    const ends = await Promise.all(helpers.map(stopped));
    expect(ends.map(({ code }) => code)).toEqual([0, 0]);
    // Who takes which unit is chance; that the others take some of them is not.
    expect(ends.some(({ err }) => err.includes('unit done task=audit-filing'))).toBe(true);
    for (const machine of places.slice(1, 3)) expect(await machine.output()).toEqual([]);
    // What waited in the bucket for the first machine, and what the night needed, is gone again.
    expect([...bucket.objects.keys()].filter((path) => !path.includes('/snapshots/'))).toEqual([]);
  });

  test('is not touched by a worker of another program, which says so and takes nothing', async () => {
    const place = await theFirst(shared);
    const stranger = await aWorker({ GOUJI_TEST_VERSION: '2' });
    const night = runNight(place.config, slowDeps(150));
    await stranger.says('this worker takes no unit of the night');
    expect((await night).state).toBe('finished');
    const { err } = await stopped(stranger);
    expect(err).toContain('the night is judged by program 1; this one is 2');
    expect(err).not.toContain('auditing');
    expect(await filesOf(place)).toEqual(await alone());
  });

  test('loses nothing when workers die and hang over a report', async () => {
    const place = await theFirst(shared);
    await Promise.all([aWorker({ GOUJI_TEST_DIES: 'o15' }), aWorker({ GOUJI_TEST_HANGS: 'o16' })]);
    const summary = await runNight(place.config, slowDeps(400));
    expect(summary.rows.filter(({ failure }) => failure !== null)).toEqual([]);
    expect(await filesOf(place)).toEqual(await alone());
  });
});

describe('a worker', { timeout: MINUTE }, () => {
  test('is refused without the store and the Redis that it is to share, both named at once', async () => {
    const worker = startWorker(await aMachine({}));
    workers.push(worker);
    const { out } = await worker.end;
    expect(JSON.parse(out)).toMatchObject({ threw: 'ConfigurationError' });
    expect(JSON.parse(out).message).toMatch(/GOUJI_REDIS_URL[\s\S]*DATABASE_URL/);
  });

  test('waits out a Redis that goes away', async () => {
    const worker = await aWorker();
    await redis.kill();
    await worker.says('the worker waits');
    await redis.start();
    const place = await theFirst(shared);
    const night = runNight(place.config, slowDeps(300));
    await worker.says('unit done');
    expect((await night).state).toBe('finished');
  });
});
