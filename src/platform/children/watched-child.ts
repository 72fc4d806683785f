import { type ChildProcess, fork } from 'node:child_process';
import process from 'node:process';
import type { FromChild, ToChild } from './messages.ts';
import { residentMemory } from './resident-memory.ts';

/** What a child may take. Times are milliseconds, sizes bytes. */
export type ChildLimits = {
  /** For one task, from its beginning to its answer. */
  readonly taskTime: number;
  /** For one task that asked for longer. */
  readonly longTaskTime: number;
  /** Of its heap, by the engine itself: it ends the process beyond. */
  readonly heap: number;
  /** Of all its memory, as looked at every 50 ms. */
  readonly memory: number;
};

/**
 * Why a task has no answer. What it was given is to blame, but for `cancelled` and `not-started`: the latter is a fault
 * of the program or the machine.
 */
export type TaskFailure = {
  readonly code: 'timed-out' | 'too-large' | 'crashed' | 'cancelled' | 'not-started';
  readonly message: string;
};

/** `threw`: a bug, with the stack of what the child threw; the child goes on. */
export type TaskOutcome =
  | { readonly is: 'done'; readonly value: unknown }
  | { readonly is: 'threw'; readonly message: string; readonly stack: string }
  | ({ readonly is: 'failed' } & TaskFailure);

export type WatchedChild = {
  readonly pid: number | undefined;
  /** Tasks that it has begun. */
  readonly begun: () => number;
  readonly isAlive: () => boolean;
  readonly memory: (when: 'now' | 'most') => number | null;
  /** Does one task; a second one before the first has ended is a bug. Never rejects. */
  readonly perform: (name: string, payload: unknown) => Promise<TaskOutcome>;
  /** Ends the child at once, with whatever it has started; the task under way fails with `failure`. */
  readonly kill: (failure: TaskFailure) => void;
  /** Lets an idle child go; resolves when it is gone. */
  readonly release: () => Promise<void>;
};

const LOOK_EVERY = 50;

/** Milliseconds that a child may take until it is ready, on a machine that is busy with other things. */
const STARTING_TIME = 60_000;

/** A watch that was itself held up, or a machine that slept, must not count as the task's time. */
const LONGEST_TICK = 250;

const TOLD = 4096;

/** Beyond this much on its error output a child is not listened to any further. */
const LONGEST_TALE = 256 * 1024;

/** The environment of a child holds nothing that a document could give away. */
const KEPT_VARIABLES = ['PATH', 'LD_LIBRARY_PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR'];

const bareEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(KEPT_VARIABLES.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));

const inMegabytes = (bytes: number): number => Math.round(bytes / 1024 / 1024);

/** Why a child ended of itself, from its last words and the way it went. */
const failureOf = (code: number | null, signal: NodeJS.Signals | null, told: string): TaskFailure => {
  if (/heap out of memory|Allocation failed|out of memory/i.test(told)) {
    return { code: 'too-large', message: 'reading it takes more memory than is allowed' };
  }
  // Not by us: the kernel ends the largest process when memory runs out.
  if (signal === 'SIGKILL')
    return { code: 'too-large', message: 'the system ended its reader, most likely for want of memory' };
  const how = signal === null ? `code ${code}` : `signal ${signal}`;
  return { code: 'crashed', message: `its reader crashed (${how})` };
};

/** Keeps the end of what a child says on its error output, and stops listening when it says too much. */
const listenTo = (child: ChildProcess): (() => string) => {
  let told = '';
  let length = 0;
  child.stderr?.on('data', (chunk: Buffer) => {
    length += chunk.length;
    told = (told + chunk.toString('latin1')).slice(-TOLD);
    if (length > LONGEST_TALE) child.stderr?.destroy();
  });
  child.stderr?.on('error', () => {});
  return () => told;
};

/** In a group of its own, so that a signal to the parent's terminal is the parent's alone, and one kill ends all. */
const start = (entry: URL, { heap }: ChildLimits, nodeArguments: readonly string[]): ChildProcess =>
  fork(entry, [String(process.pid)], {
    detached: process.platform !== 'win32',
    env: bareEnvironment(),
    execArgv: [`--max-old-space-size=${inMegabytes(heap)}`, '--no-warnings', ...nodeArguments],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });

const killGroup = (child: ChildProcess): void => {
  try {
    if (child.pid === undefined) return;
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
};

type Task = {
  readonly id: number;
  readonly settle: (outcome: TaskOutcome) => void;
  readonly watch: NodeJS.Timeout;
  spent: number;
  seen: number;
  allowed: number;
};

const overstepped = (task: Task, pid: number | undefined, limits: ChildLimits): TaskFailure | null => {
  const now = performance.now();
  task.spent += Math.min(now - task.seen, LONGEST_TICK);
  task.seen = now;
  if (task.spent > task.allowed) {
    return { code: 'timed-out', message: `reading it took longer than ${task.allowed / 1000} s` };
  }
  const memory = pid === undefined ? null : residentMemory(pid);
  if (memory === null || memory <= limits.memory) return null;
  return { code: 'too-large', message: `reading it takes more than ${inMegabytes(limits.memory)} MB of memory` };
};

/**
 * Starts a child that runs `entry`, which calls `serveTasks`, and watches it while it works. It has no secrets in its
 * environment, a bounded heap, and is killed with its group when it oversteps a limit.
 */
export const watchedChild = (
  entry: URL,
  knowledge: unknown,
  limits: ChildLimits,
  nodeArguments: readonly string[],
): WatchedChild => {
  const child = start(entry, limits, nodeArguments);
  const toldBy = listenTo(child);
  const { promise: gone, resolve: go } = Promise.withResolvers<void>();
  let task: Task | null = null;
  let begun = 0;
  let ended = false;
  let failure: TaskFailure | null = null;
  let isReady = false;

  const hold = (held: boolean): void => {
    for (const handle of [child, child.channel]) held ? handle?.ref() : handle?.unref();
  };
  const settle = (outcome: TaskOutcome): void => {
    const settled = task;
    task = null;
    if (!settled) return;
    clearInterval(settled.watch);
    if (!ended) hold(false);
    settled.settle(outcome);
  };
  const end = (last: TaskFailure): void => {
    ended = true;
    settle({ is: 'failed', ...(failure ?? (isReady ? last : { ...last, code: 'not-started' })) });
    go();
  };
  const kill = (because: TaskFailure): void => {
    failure ??= because;
    killGroup(child);
  };
  const send = (message: ToChild): void => {
    // A child that is just ending takes nothing: its exit tells.
    child.send(message, () => {});
  };
  const beReady = (): void => {
    isReady = true;
    if (!task) return;
    task.spent = 0;
    task.allowed = limits.taskTime;
  };
  const hear = (message: FromChild): void => {
    if (message.is === 'ready') beReady();
    else if (message.id !== task?.id) return;
    else if (message.is === 'longer') task.allowed = limits.longTaskTime;
    else if (message.is === 'done') settle({ is: 'done', value: message.value });
    else settle({ is: 'threw', message: message.message, stack: message.stack });
  };

  child.on('message', (message) => hear(message as FromChild));
  child.on('error', (error) => end({ code: 'not-started', message: `no reader could be started: ${error.message}` }));
  // "close" comes after the last words were read.
  child.on('exit', (code, signal) => {
    ended = true;
    if (child.stderr?.destroyed || failure) end(failureOf(code, signal, toldBy()));
  });
  child.on('close', (code, signal) => end(failureOf(code, signal, toldBy())));
  (child.stderr as unknown as { unref?: () => void } | null)?.unref?.();
  hold(false);
  const begins = Promise.resolve(knowledge).then(
    (known) => send({ is: 'begin', knowledge: known }),
    (error: Error) => kill({ code: 'not-started', message: error.message }),
  );

  return {
    pid: child.pid,
    begun: () => begun,
    isAlive: () => !ended && failure === null,
    memory: (when) => (child.pid === undefined ? null : residentMemory(child.pid, when)),
    perform: (name, payload) =>
      new Promise((resolve) => {
        if (task) throw new Error('a child does one task at a time');
        begun += 1;
        const look = (): void => {
          const over = task && overstepped(task, child.pid, limits);
          if (over) kill(over);
        };
        const watch = setInterval(look, LOOK_EVERY);
        const id = begun;
        const allowed = isReady ? limits.taskTime : STARTING_TIME;
        task = { id, settle: resolve, watch, spent: 0, seen: performance.now(), allowed };
        if (ended) {
          end({ code: 'crashed', message: 'its reader had ended before' });
          return;
        }
        hold(true);
        void begins.then(() => send({ is: 'task', id, name, payload }));
      }),
    kill,
    release: () => {
      if (ended) return gone;
      hold(true);
      if (child.connected) child.disconnect();
      const timer = setTimeout(() => killGroup(child), 2000);
      return gone.finally(() => clearTimeout(timer));
    },
  };
};
