import {
  type ChildLimits,
  type TaskFailure,
  type TaskOutcome,
  type WatchedChild,
  watchedChild,
} from './watched-child.ts';

export type PoolSettings = {
  /** The file that each child runs; it calls `serveTasks`. */
  readonly entry: URL;
  /** What every task needs, sent once to each child; anything that can be copied between processes, or a promise of it. */
  readonly knowledge: unknown;
  /** Children at work at once. */
  readonly size: number;
  readonly limits: ChildLimits;
  /** A child that has done so many tasks makes room for a fresh one. */
  readonly tasksPerChild?: number;
  /** Arguments to the runtime of a child. */
  readonly nodeArguments?: readonly string[];
};

/** What a pool has done, for figures: `killed` children overstepped a limit, `crashed` ones ended of themselves. */
export type PoolCounts = {
  readonly started: number;
  readonly done: number;
  readonly killed: number;
  readonly crashed: number;
  /** The most bytes that a child held, of those that lived to the end of a task. */
  readonly largest: number;
};

/**
 * Children that each do one task at a time. A task that ends its child, by its memory, its time or a crash, fails alone:
 * the child is replaced and the others go on.
 */
export type ChildPool = {
  /** Never rejects: a task has a value, or a failure that says why. `signal` gives up a task, waiting or under way. */
  readonly run: (name: string, payload: unknown, signal?: AbortSignal) => Promise<TaskOutcome>;
  /** Starts a child before the first task, which then need not wait for it. */
  readonly warm: () => void;
  readonly counts: () => PoolCounts;
  /** Ends all children; tasks under way or waiting fail as cancelled. Resolves when no child is left. */
  readonly close: () => Promise<void>;
};

type Waiting = {
  readonly name: string;
  readonly payload: unknown;
  readonly signal: AbortSignal | undefined;
  readonly settle: (outcome: TaskOutcome) => void;
};

const CANCELLED: TaskFailure = { code: 'cancelled', message: 'it was given up because the program stops' };

const TASKS_PER_CHILD = 500;

/** A failure in a child that has done other tasks may be theirs: only a fresh one tells. Time is never the others'. */
const mayBeOthers = (outcome: TaskOutcome, child: WatchedChild): boolean =>
  outcome.is === 'failed' && ['too-large', 'crashed'].includes(outcome.code) && !child.isAlive() && child.begun() > 1;

/** Opens a pool. Children are started when tasks ask for them, at most `size`, and never hold the program open. */
export const openChildPool = (settings: PoolSettings): ChildPool => {
  const { entry, knowledge, size, limits, tasksPerChild = TASKS_PER_CHILD, nodeArguments = [] } = settings;
  const idle: WatchedChild[] = [];
  const busy = new Set<WatchedChild>();
  const leaving = new Set<Promise<void>>();
  const waiting: Waiting[] = [];
  const counts = { started: 0, done: 0, killed: 0, crashed: 0, largest: 0 };
  let closed = false;

  const begin = (): WatchedChild => {
    counts.started += 1;
    return watchedChild(entry, knowledge, limits, nodeArguments);
  };
  const release = (child: WatchedChild): void => {
    const left = child.release().finally(() => leaving.delete(left));
    leaving.add(left);
  };
  /** A child that has grown would fail a task that a fresh one can do. */
  const isWorn = (child: WatchedChild): boolean => {
    const memory = child.memory('now') ?? 0;
    counts.largest = Math.max(counts.largest, child.memory('most') ?? 0);
    return child.begun() >= tasksPerChild || memory > limits.memory / 2;
  };
  const takeIdle = (): WatchedChild => {
    for (let child = idle.pop(); child; child = idle.pop()) {
      if (child.isAlive()) return child;
      release(child);
    }
    return begin();
  };
  const count = (outcome: TaskOutcome, child: WatchedChild): void => {
    counts.done += 1;
    if (outcome.is !== 'failed' || child.isAlive()) return;
    if (outcome.code === 'crashed') counts.crashed += 1;
    else if (outcome.code !== 'cancelled') counts.killed += 1;
  };
  const performIn = async (child: WatchedChild, { name, payload, signal }: Waiting): Promise<TaskOutcome> => {
    const giveUp = (): void => child.kill(CANCELLED);
    busy.add(child);
    signal?.addEventListener('abort', giveUp, { once: true });
    try {
      return await child.perform(name, payload);
    } finally {
      signal?.removeEventListener('abort', giveUp);
      busy.delete(child);
    }
  };
  const putBack = (child: WatchedChild): void => {
    if (closed || !child.isAlive() || isWorn(child)) release(child);
    else idle.push(child);
  };
  const perform = async (task: Waiting): Promise<TaskOutcome> => {
    const child = takeIdle();
    const outcome = await performIn(child, task);
    count(outcome, child);
    const again = mayBeOthers(outcome, child) && !closed && !task.signal?.aborted;
    putBack(child);
    if (!again) return outcome;
    const fresh = begin();
    const second = await performIn(fresh, task);
    count(second, fresh);
    putBack(fresh);
    return second;
  };
  let underWay = 0;
  const next = (): void => {
    if (underWay >= size) return;
    const task = waiting.shift();
    if (!task) return;
    if (task.signal?.aborted || closed) {
      task.settle({ is: 'failed', ...CANCELLED });
      next();
      return;
    }
    underWay += 1;
    void perform(task).then((outcome) => {
      underWay -= 1;
      task.settle(outcome);
      next();
    });
  };

  return {
    run: (name, payload, signal) =>
      new Promise((settle) => {
        waiting.push({ name, payload, signal, settle });
        next();
      }),
    warm: () => {
      if (!closed && idle.length + busy.size === 0) idle.push(begin());
    },
    counts: () => ({ ...counts }),
    close: async () => {
      closed = true;
      for (const task of waiting.splice(0)) task.settle({ is: 'failed', ...CANCELLED });
      for (const child of busy) {
        child.kill(CANCELLED);
        release(child);
      }
      for (const child of idle.splice(0)) release(child);
      await Promise.all(leaving);
    },
  };
};
