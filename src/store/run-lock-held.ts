/**
 * Held by the one process that may run; given back by `release`, and by the system when the process dies. `lost` is
 * aborted when it is taken away before: the holder then stops as if asked to.
 */
export type RunLock = { readonly release: () => Promise<void>; readonly lost: AbortSignal };

/** Who holds the lock, as far as that one has said. */
export type LockHolder = { readonly pid: number; readonly host: string; readonly since: string };

/** Another process runs on the same data folder; the message names it. */
export class RunLockHeld extends Error {
  override readonly name = 'RunLockHeld';
  readonly holder: LockHolder | null;

  constructor(place: string, holder: LockHolder | null) {
    const who = holder ? `process ${holder.pid} on ${holder.host}, since ${holder.since}` : 'another process';
    super(`a run is under way in ${place} (${who}); wait for it to end, or stop it`);
    this.holder = holder;
  }
}

/** The reason with which `lost` is aborted. */
export const LOCK_LOST = 'the run lock is lost: its database connection broke';
