import { setTimeout as sleep } from 'node:timers/promises';
import { type Batch, startBatch } from './batch.ts';
import type { Queue, Unit } from './queue.ts';
import { retryDelay } from './retry-delay.ts';

export type QueueSettings = {
  /** Units under way at once. They share one thread: what is gained is the waiting for disks. */
  readonly concurrency?: number;
  /** Milliseconds until the first retry. */
  readonly retryAfter?: number;
  /** Milliseconds that a unit under way may still take once the run is to stop. */
  readonly grace?: number;
  /** Milliseconds that an attempt at a unit may take; what takes longer hangs, and counts as failed. */
  readonly unitTime?: number;
  /** Spreads retries; 0 ≤ value < 1. */
  readonly chance?: () => number;
};

/** With what it takes to close what is open, a stop stays within 20 s. */
export const QUEUE_DEFAULTS = {
  concurrency: 1,
  retryAfter: 500,
  grace: 12_000,
  // Reading has its own, much shorter limits: this one is for what nobody foresaw.
  unitTime: 15 * 60_000,
  chance: Math.random,
} as const;

type Turn = { readonly place: number; readonly at: number };

/** Hands out places: first attempts in their order, then retries in the order in which they fall due. */
const takeTurns = (count: number) => {
  let next = 0;
  let retries: readonly Turn[] = [];
  return {
    take: (): Turn | null => {
      if (next < count) return { place: next++, at: 0 };
      const [first = null, ...rest] = retries;
      retries = rest;
      return first;
    },
    again: (turn: Turn): void => {
      retries = [...retries, turn].sort((a, b) => a.at - b.at);
    },
  };
};

/** One worker: does turns until there are none. A failed unit is tried again by the worker that failed, or an idle one. */
const work = async <P, R>(
  units: readonly Unit<P>[],
  batch: Batch<R>,
  turns: ReturnType<typeof takeTurns>,
  { retryAfter, chance }: Required<QueueSettings>,
): Promise<void> => {
  for (let turn = turns.take(); turn && !batch.stopping.aborted; turn = turns.take()) {
    const { place, at } = turn;
    // Woken by the end of the batch as well; the attempt sees that for itself.
    if (at > performance.now()) await sleep(at - performance.now(), null, { signal: batch.stopping }).catch(() => {});
    if ((await batch.attempt(place, units[place]?.payload)) !== 'failed') continue;
    turns.again({ place, at: performance.now() + retryDelay(batch.failures(place).count, retryAfter, chance()) });
  }
};

/** Does the units here, in this process and without any server, in their order unless one has to be tried again. */
export const inProcessQueue = (given: QueueSettings = {}): Queue => {
  const settings = { ...QUEUE_DEFAULTS, ...given };
  return {
    runAll: async (task, units, options) => {
      const batch = startBatch(task, units, options, settings);
      const turns = takeTurns(units.length);
      for (let worker = 0; worker < settings.concurrency; worker += 1) void work(units, batch, turns, settings);
      await batch.over;
      return batch.done();
    },
    close: async () => {},
  };
};
