import { readFileSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { writeFileSafely } from '../platform/write-file-safely.ts';
import { placeOf, type StorePlace } from './open-store.ts';
import { type LockHolder, type RunLock, RunLockHeld } from './run-lock-held.ts';

const readHolder = (path: string): LockHolder | null => {
  try {
    const { pid, host, since } = JSON.parse(readFileSync(path, 'utf8'));
    return typeof pid === 'number' ? { pid, host: String(host), since: String(since) } : null;
  } catch {
    return null;
  }
};

const SQLITE_BUSY = 5;

/**
 * The lock is the system's own file lock, through an otherwise empty SQLite file: unlike a file with a process id in
 * it, it cannot go stale when its holder is killed, nor be mistaken when the id is given to another process.
 */
const acquireFolderLock = async (folder: string, now: Date): Promise<RunLock> => {
  await mkdir(folder, { recursive: true });
  const db = new DatabaseSync(join(folder, 'run.lock'), { timeout: 0 });
  const holderPath = join(folder, 'run.holder.json');
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (((error as { errcode?: number }).errcode ?? 0) % 256 !== SQLITE_BUSY) throw error;
    throw new RunLockHeld(folder, readHolder(holderPath));
  }
  const holder: LockHolder = { pid: process.pid, host: hostname(), since: now.toISOString() };
  try {
    await writeFileSafely(holderPath, Buffer.from(JSON.stringify(holder)));
  } catch (error) {
    db.close();
    throw error;
  }
  return {
    lost: new AbortController().signal,
    release: async () => {
      rmSync(holderPath, { force: true });
      db.close();
    },
  };
};

/**
 * Takes the run lock of a place, or throws RunLockHeld at once: of its database where it has one, so that it holds for
 * all machines; else of its data folder.
 */
export const acquireRunLock = async (where: string | StorePlace, now: Date): Promise<RunLock> => {
  const { data, database } = placeOf(where);
  if (database === null) return acquireFolderLock(data, now);
  const { acquirePostgresLock } = await import('./postgres-lock.ts');
  return acquirePostgresLock(database, now);
};
