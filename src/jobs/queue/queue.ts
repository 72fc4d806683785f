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
};

/** A piece of a task's work; `id` is the same for the same work. */
export type Unit<P> = { readonly id: string; readonly payload: P };

export type QueueOptions<R> = {
  /** Once aborted no further unit is begun; those under way are finished. */
  readonly signal: AbortSignal;
  /** Called after each unit, in the order of completion. */
  readonly onDone: (id: string, result: R) => void;
};

/** Gives units to whoever works. The results do not depend on the order or the number of workers. */
export type Queue = {
  /**
   * Does the units and gives the results of those that were done, in the order of the units: all of them, unless
   * `signal` is aborted. Rejects with what a unit threw, when no unit is under way any more.
   */
  readonly runAll: <P, R>(
    task: Task<P, R>,
    units: readonly Unit<P>[],
    options: QueueOptions<R>,
  ) => Promise<readonly R[]>;
  readonly close: () => Promise<void>;
};
