import { readFileSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { writeFileSafely } from '../platform/write-file-safely.ts';

/** Held by the one process that may run; given back by `release`, and by the system when the process dies. */
export type RunLock = { readonly release: () => void };

/** Who holds the lock, as far as that one has said. */
export type LockHolder = { readonly pid: number; readonly host: string; readonly since: string };

/** Another process runs on the same data folder; the message names it. */
export class RunLockHeld extends Error {
  override readonly name = 'RunLockHeld';
  readonly holder: LockHolder | null;

  constructor(folder: string, holder: LockHolder | null) {
    const who = holder ? `process ${holder.pid} on ${holder.host}, since ${holder.since}` : 'another process';
    super(`a run is under way in ${folder} (${who}); wait for it to end, or stop it`);
    this.holder = holder;
  }
}

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
 * Takes the run lock of a data folder, or throws RunLockHeld at once. The lock is the system's own file lock, through
 * an otherwise empty SQLite file: unlike a file with a process id in it, it cannot go stale when its holder is killed,
 * nor be mistaken when the id is given to another process.
 */
export const acquireRunLock = async (folder: string, now: Date): Promise<RunLock> => {
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
    release: () => {
      rmSync(holderPath, { force: true });
      db.close();
    },
  };
};
