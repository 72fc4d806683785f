import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RunSummary } from '../../src/jobs/night.ts';
import { runNight } from '../../src/jobs/run-night.ts';
import { aBucketServer, type BucketServer } from '../store/a-bucket-server.ts';
import { aPostgres, NO_POSTGRES, type TestPostgres } from '../store/a-postgres.ts';
import { aPlace, nightDeps, type Place } from './a-night.ts';
import { startNight } from './start-night.ts';

let postgres: TestPostgres;
let bucket: BucketServer;
let environment: Readonly<Record<string, string>>;
const places: Place[] = [];

beforeAll(async () => {
  if (NO_POSTGRES === null) postgres = await aPostgres();
});

afterAll(() => postgres?.remove());

beforeEach(async (context) => {
  context.skip(NO_POSTGRES !== null, NO_POSTGRES ?? '');
  bucket = await aBucketServer();
  environment = {
    DATABASE_URL: await postgres.database(),
    GOUJI_BLOBS: `s3://${bucket.bucket.bucket}/${bucket.bucket.prefix}`,
    GOUJI_BLOBS_ENDPOINT: bucket.bucket.endpoint,
    GOUJI_BLOBS_ACCESS_KEY: bucket.bucket.accessKey,
    GOUJI_BLOBS_SECRET_KEY: bucket.bucket.secretKey,
  };
});

afterEach(async () => {
  for (const place of places.splice(0)) await place.remove();
  await bucket?.close();
});

/** A working place of its own, as on a machine of its own, with three offices that report twice. */
const aMachine = async (more: Readonly<Record<string, string>>): Promise<Place> => {
  const place = await aPlace(more);
  places.push(place);
  for (const id of ['jia', 'yi']) {
    await place.report(`${id}/2017.txt`, 'year 2017', 'figure n 5', 'finding a error 1');
    await place.report(`${id}/2018.txt`, 'year 2018', 'figure n 6', 'continues n');
  }
  return place;
};

const files = async (place: Place) =>
  new Map(
    await Promise.all(
      (await place.output()).map(async (name) => [name, (await place.read(name)).toString('base64')] as const),
    ),
  );

describe('a night whose store is a PostgreSQL and a bucket', () => {
  test('leaves the same files as one whose store is a folder, and nothing of value in the folder', async () => {
    const [alone, shared] = [await aMachine({}), await aMachine({ ...environment, GOUJI_CONCURRENCY: '3' })];
    await runNight(alone.config, nightDeps());
    await runNight(shared.config, nightDeps());
    expect(await files(shared)).toEqual(await files(alone));
    // Mails are taken out again once they were accepted; snapshots stay.
    expect([...bucket.objects.keys()].every((path) => path.startsWith('/reports/gouji/test/snapshots/'))).toBe(true);
    // Two offices report the same words.
    expect(bucket.objects.size).toBe(2);
  });

  test('is continued by another machine when the first one is killed', async () => {
    const [first, second] = [await aMachine(environment), await aMachine(environment)];
    const killed = startNight(first, { ...environment, GOUJI_TEST_SLOW: '600' });
    await killed.says('auditing yi/2017');
    killed.child.kill('SIGKILL');
    await killed.end;
    const summary: RunSummary = JSON.parse((await startNight(second, environment).end).out);
    expect(summary).toMatchObject({ runId: '2026-11-21', resumed: true, state: 'finished', mails: { accepted: 2 } });
  });

  test('is refused while another machine has one, which it names', async () => {
    const [first, second] = [await aMachine(environment), await aMachine(environment)];
    const slow = startNight(first, { ...environment, GOUJI_TEST_SLOW: '120000' });
    await slow.says('auditing');
    const refused = await startNight(second, environment).end;
    expect(JSON.parse(refused.out)).toMatchObject({ threw: 'RunLockHeld' });
    expect(JSON.parse(refused.out).message).toContain(`process ${slow.child.pid} on`);
    slow.child.kill('SIGKILL');
    await slow.end;
  });

  test('does not end well when the server goes away, and the next start goes on', async () => {
    const place = await aMachine(environment);
    const night = startNight(place, { ...environment, GOUJI_TEST_SLOW: '500' });
    await night.says('auditing yi/2017');
    await postgres.kill();
    const { code } = await night.end;
    expect(code).not.toBe(0);
    await postgres.start();
    const summary: RunSummary = JSON.parse((await startNight(place, environment).end).out);
    expect(summary).toMatchObject({ resumed: true, state: 'finished', mails: { accepted: 2 } });
  });
});
