import type { Done, Parked, QueueOptions, Task, Unit } from './queue.ts';
import { ATTEMPTS } from './retry-delay.ts';
import { withinTime } from './within-time.ts';

/**
 * What became of a unit by one attempt: `failed` ones want another, `parked` ones have had their last, `left` ones were
 * not tried because the batch is stopping.
 */
export type Attempt = 'done' | 'failed' | 'parked' | 'left';

/** The attempts of a unit that failed, and what the last of them said. */
export type Failures = { readonly count: number; readonly reason: string };

/** The bookkeeping of one runAll, the same for every driver: what is done, what failed how often, when it is over. */
export type Batch<R> = {
  /** Tries the unit at a place once; a second call during the first joins it. Never rejects. */
  readonly attempt: (place: number, payload: unknown) => Promise<Attempt>;
  readonly failures: (place: number) => Failures;
  /** Takes what another process made of a unit; nothing happens when it is known already. */
  readonly settle: (place: number, result: unknown) => void;
  /** Takes note that a unit has had its last attempt elsewhere. If it is under way here, this attempt decides. */
  readonly giveUp: (place: number, reason: string) => void;
  /** How many units there are, and what became of them so far. */
  readonly counts: () => { readonly units: number; readonly done: number; readonly parked: number };
  /** Places that are neither settled nor under way. */
  readonly idle: () => readonly number[];
  readonly isAtWork: () => boolean;
  /** Begins nothing further; runAll will reject with `error`. */
  readonly fail: (error: unknown) => void;
  /** Aborted when nothing further is to be begun: all is settled, the caller wants to stop, or the batch failed. */
  readonly stopping: AbortSignal;
  /** Resolves when nothing is under way any more, or what is has been given up. */
  readonly over: Promise<void>;
  /** The outcome, once over. Throws what the batch failed with. */
  readonly done: () => Done<R>;
};

const NONE: Failures = { count: 0, reason: '' };

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Starts the bookkeeping. `grace` is how many milliseconds a unit under way may take once the batch is to stop,
 * `unitTime` how many it may take at all.
 */
export const startBatch = <P, R>(
  task: Task<P, R>,
  units: readonly Unit<P>[],
  { signal, onDone }: QueueOptions<R>,
  { grace, unitTime }: { readonly grace: number; readonly unitTime: number },
): Batch<R> => {
  const results = new Map<number, R>();
  const parked = new Map<number, Parked>();
  const failures = new Map<number, Failures>();
  const underWay = new Map<number, Promise<Attempt>>();
  const stopping = new AbortController();
  const { promise: over, resolve: end } = Promise.withResolvers<void>();
  let faults: readonly unknown[] = [];
  let ended = false;

  const settledAs = (place: number): Attempt | null =>
    results.has(place) ? 'done' : parked.has(place) ? 'parked' : null;

  const endWhenQuiet = (): void => {
    if (results.size + parked.size === units.length) stopping.abort();
    if (stopping.signal.aborted && underWay.size === 0) end();
  };
  const stop = (): void => {
    stopping.abort();
    const timer = setTimeout(end, grace);
    void over.then(() => clearTimeout(timer));
    endWhenQuiet();
  };
  const fail = (error: unknown): void => {
    faults = [...faults, error];
    stop();
  };

  const keep = (place: number, id: string, result: R): Attempt => {
    // A unit that was given up may still come to its end: it was not done as far as anybody knows.
    if (ended) return 'left';
    const settled = settledAs(place);
    if (settled !== null) return settled;
    results.set(place, result);
    onDone(id, result);
    return 'done';
  };
  const note = (place: number, id: string, error: unknown): Attempt => {
    const settled = settledAs(place);
    if (settled !== null) return settled;
    const count = (failures.get(place) ?? NONE).count + 1;
    const reason = wordsOf(error);
    failures.set(place, { count, reason });
    if (count < ATTEMPTS) return 'failed';
    parked.set(place, { id, attempts: count, reason });
    return 'parked';
  };
  const settle = (place: number, result: unknown): void => {
    const unit = units[place];
    if (unit === undefined) return;
    try {
      // Given by the same task of the same program, as JSON, which a result is.
      keep(place, unit.id, result as R);
    } catch (error) {
      // Only the caller's own onDone throws here.
      fail(error);
    }
    endWhenQuiet();
  };
  const giveUp = (place: number, reason: string): void => {
    const unit = units[place];
    if (unit === undefined || ended || settledAs(place) !== null) return;
    failures.set(place, { count: ATTEMPTS - 1, reason });
    if (underWay.has(place)) return;
    note(place, unit.id, reason);
    endWhenQuiet();
  };
  const tryOnce = async (place: number, id: string, payload: unknown): Promise<Attempt> => {
    // The event loop turns between units, so that signals are seen.
    await new Promise((resolve) => setImmediate(resolve));
    if (stopping.signal.aborted) return 'left';
    let result: R;
    try {
      result = await withinTime(task.run(task.payload.parse(payload)), unitTime);
    } catch (error) {
      if (!task.stopsAll(error)) return note(place, id, error);
      fail(error);
      return 'left';
    }
    return keep(place, id, result);
  };
  const attempt = (place: number, payload: unknown): Promise<Attempt> => {
    const running = underWay.get(place);
    if (running) return running;
    const unit = units[place];
    const settled = settledAs(place);
    if (settled !== null || unit === undefined) return Promise.resolve(settled ?? 'left');
    const trying = tryOnce(place, unit.id, payload)
      // Only the caller's own onDone throws here.
      .catch((error: unknown): Attempt => {
        fail(error);
        return 'left';
      })
      .finally(() => {
        underWay.delete(place);
        endWhenQuiet();
      });
    underWay.set(place, trying);
    return trying;
  };

  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });
  endWhenQuiet();
  return {
    attempt,
    failures: (place) => failures.get(place) ?? NONE,
    settle,
    giveUp,
    counts: () => ({ units: units.length, done: results.size, parked: parked.size }),
    idle: () => [...units.keys()].filter((place) => settledAs(place) === null && !underWay.has(place)),
    isAtWork: () => underWay.size > 0,
    fail,
    stopping: stopping.signal,
    over: over.then(() => {
      ended = true;
      signal.removeEventListener('abort', stop);
    }),
    done: () => {
      if (faults.length > 0) throw faults[0];
      const inOrder = <T>(of: ReadonlyMap<number, T>): readonly T[] =>
        [...of].sort(([a], [b]) => a - b).map(([, value]) => value);
      return { results: inOrder(results), parked: inOrder(parked) };
    },
  };
};
