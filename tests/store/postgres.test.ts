import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openStore, type StorePlace } from '../../src/store/open-store.ts';
import { acquireRunLock } from '../../src/store/run-lock.ts';
import { RunLockHeld } from '../../src/store/run-lock-held.ts';
import { aPostgres, NO_POSTGRES, type TestPostgres } from './a-postgres.ts';

let postgres: TestPostgres;
let place: StorePlace & { readonly database: string };

const NOW = new Date('2026-11-22T02:00:00Z');

beforeAll(async () => {
  if (NO_POSTGRES === null) postgres = await aPostgres();
});

afterAll(() => postgres?.remove());

beforeEach(async (context) => {
  context.skip(NO_POSTGRES !== null, NO_POSTGRES ?? '');
  const data = mkdtempSync(join(tmpdir(), 'gouji-pg-'));
  place = { data, database: await postgres.database(), bucket: null };
});

afterEach(() => {
  if (place) rmSync(place.data, { recursive: true, force: true });
});

const storeError = { name: 'StoreError' };

describe('a store on PostgreSQL that cannot be used says why', () => {
  test('when a newer program wrote it', async () => {
    await (await openStore(place)).close();
    await postgres.query(place.database, 'update gouji.schema_version set version = 99');
    await expect(openStore(place)).rejects.toMatchObject({
      ...storeError,
      message: expect.stringMatching(
        /^postgresql:\/\/127.0.0.1:\d+\/test_\d+ was written by a newer Gouji \(schema 99/,
      ),
    });
  });

  test('when there is no such database', async () => {
    const missing = { ...place, database: place.database.replace(/test_\d+/, 'nothing') };
    await expect(openStore(missing)).rejects.toMatchObject({
      ...storeError,
      message: expect.stringContaining('there is no database of this name'),
    });
  });

  test('when it does not listen, without the password', async () => {
    const away = { ...place, database: 'postgresql://gouji:secret@127.0.0.1:1/gouji' };
    const error = await openStore(away).catch((thrown: Error) => thrown);
    expect(error).toMatchObject({ ...storeError, message: expect.stringContaining('it cannot be reached') });
    expect((error as Error).message).not.toContain('secret');
  });

  test('when it goes away under it, and works again when it is back', async () => {
    const store = await openStore(place);
    await store.slots.skip(['2026-11-21']);
    await postgres.kill();
    await expect(store.slots.latest()).rejects.toMatchObject(storeError);
    await postgres.start();
    expect(await store.slots.latest()).toMatchObject({ date: '2026-11-21' });
    await store.close();
  });
});

test('several programs that open an empty database at once make its tables once', async () => {
  const stores = await Promise.all([1, 2, 3, 4].map(() => openStore(place)));
  expect(await Promise.all(stores.map((store) => store.slots.latest()))).toEqual([null, null, null, null]);
  await Promise.all(stores.map((store) => store.close()));
});

describe('the run lock of a database', () => {
  const HOLDER = fileURLToPath(new URL('./hold-lock.ts', import.meta.url));

  /** Another process, with a data folder of its own as on another machine, that takes the lock and keeps it. */
  const otherMachine = async () => {
    const child = spawn(process.execPath, [HOLDER, place.database], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise<void>((resolve) => child.stdout.once('data', () => resolve()));
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    return {
      pid: child.pid,
      kill: async () => {
        child.kill('SIGKILL');
        await gone;
      },
    };
  };

  test('holds for all machines, tells who holds it, and is free when its holder is killed', async () => {
    const other = await otherMachine();
    const refused = await acquireRunLock(place, NOW).catch((thrown: unknown) => thrown);
    expect(refused).toBeInstanceOf(RunLockHeld);
    expect((refused as RunLockHeld).holder).toMatchObject({ pid: other.pid });
    expect((refused as RunLockHeld).message).toMatch(/^a run is under way in postgresql:\/\/127/);
    await other.kill();
    const lock = await acquireRunLock(place, NOW);
    await lock.release();
    await (await acquireRunLock(place, NOW)).release();
  });

  test('tells its holder when it is lost with the server', async () => {
    const lock = await acquireRunLock(place, NOW);
    expect(lock.lost.aborted).toBe(false);
    const lost = new Promise((resolve) => lock.lost.addEventListener('abort', resolve));
    await postgres.kill();
    await lost;
    await postgres.start();
    await lock.release();
  });

  test('is another one in another database', async () => {
    const lock = await acquireRunLock(place, NOW);
    const elsewhere = await acquireRunLock({ ...place, database: await postgres.database() }, NOW);
    await elsewhere.release();
    await lock.release();
  });
});
