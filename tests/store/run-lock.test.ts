import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { acquireRunLock } from '../../src/store/run-lock.ts';
import { RunLockHeld } from '../../src/store/run-lock-held.ts';

let folder = '';

const NOW = new Date('2026-11-22T02:00:00Z');

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gouji-lock-'));
});

afterEach(() => rm(folder, { recursive: true }));

describe('the run lock', () => {
  test('is held by one, and tells the second who holds it', async () => {
    const lock = await acquireRunLock(folder, NOW);
    const refused = await acquireRunLock(folder, NOW).catch((error: unknown) => error);
    lock.release();
    expect(refused).toBeInstanceOf(RunLockHeld);
    expect((refused as RunLockHeld).message).toContain(`process ${process.pid} on`);
    expect((refused as RunLockHeld).message).toContain('since 2026-11-22T02:00:00.000Z');
  });

  test('can be taken again once it is given back', async () => {
    (await acquireRunLock(folder, NOW)).release();
    (await acquireRunLock(folder, NOW)).release();
    expect(await readdir(folder)).toEqual(['run.lock']);
  });

  test('is not held by what a killed process left behind, even when its id now belongs to a living one', async () => {
    await writeFile(join(folder, 'run.lock'), '');
    await writeFile(join(folder, 'run.holder.json'), JSON.stringify({ pid: process.pid, host: 'h', since: 's' }));
    (await acquireRunLock(folder, NOW)).release();
  });
});
