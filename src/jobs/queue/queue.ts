import type * as z from 'zod';

/**
 * One kind of work. The payload is plain JSON that `payload` accepts, so that any worker that has the task can do a
 * unit of it; what is large is in the store. `run` resolves with a small plain result for everything that may be wrong
 * with the unit itself, and throws only for the world (disk, store). It is safe to run twice.
 */
export type Task<P, R> = {
  readonly name: string;
  readonly payload: z.ZodType<P>;
  readonly run: (payload: P) => Promise<R>;
  /** Whether what `run` threw would meet every other unit as well, so that nothing further is worth beginning. */
  readonly stopsAll: (error: unknown) => boolean;
  /** Where the store keeps what another machine must know to do units of it; null: this process alone does them. */
  readonly seal: string | null;
};

/** A piece of a task's work; `id` is the same for the same work. */
export type Unit<P> = { readonly id: string; readonly payload: P };

export type QueueOptions<R> = {
  /** Once aborted no further unit is begun; those under way are finished, or given up when they take too long. */
  readonly signal: AbortSignal;
  /** Called after each unit that was done, in the order of completion. */
  readonly onDone: (id: string, result: R) => void;
};

/** A unit that threw at each of its attempts; `reason` is what the last one said. The others went on without it. */
export type Parked = { readonly id: string; readonly attempts: number; readonly reason: string };

/** What became of the units, each list in the order of the units. A unit in neither was not done and is still to do. */
export type Done<R> = { readonly results: readonly R[]; readonly parked: readonly Parked[] };

/**
 * Gives units to whoever works. The results do not depend on the order or the number of workers.
 *
 * A queue remembers nothing that matters: what is done is in the store, and the next run asks for the rest again. Both
 * drivers work in the process that asks; units of a task with a seal may besides be done by `gouji worker` on any machine
 * that shares the store, and their results come back through Redis.
 */
export type Queue = {
  /**
   * Does the units: all of them, unless `signal` is aborted. A unit that throws is tried again after a while, then
   * parked. Rejects with what a unit threw when the task's `stopsAll` says so, and with a QueueError when the queue
   * itself is lost, in both cases when no unit is under way any more.
   */
  readonly runAll: <P, R>(task: Task<P, R>, units: readonly Unit<P>[], options: QueueOptions<R>) => Promise<Done<R>>;
  readonly close: () => Promise<void>;
};

/** The queue's server cannot be reached or refuses to work. Nothing is lost by it: the next start continues the run. */
export class QueueError extends Error {
  override readonly name = 'QueueError';
}
