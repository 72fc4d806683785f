import process from 'node:process';
import { Worker } from 'node:worker_threads';
import type { FromChild, ToChild } from './messages.ts';

/** Does one task. `longer` asks the parent for more time, for work that is known to be slow. */
export type TaskHandler<K> = (payload: never, knowledge: K, longer: () => void) => Promise<unknown>;

/** A child that is busy does not see that its parent is gone; this thread does, and ends it. */
const ORPHAN_WATCH = `
const { workerData: parent } = require('node:worker_threads');
setInterval(() => { if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL'); }, 1000);
`;

const endWithParent = (): void => {
  process.on('disconnect', () => process.exit(0));
  // Told by the parent itself, which may be gone before this process is up.
  new Worker(ORPHAN_WATCH, {
    eval: true,
    workerData: Number(process.argv[2]),
    resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 1 },
  }).unref();
};

const send = (message: FromChild): void => void process.send?.(message);

const describe = (error: unknown): { readonly message: string; readonly stack: string } =>
  error instanceof Error
    ? { message: error.message, stack: error.stack ?? error.message }
    : { message: String(error), stack: '' };

/**
 * Turns this process into a child of a pool: it waits for tasks, does them one at a time with the handler of their name,
 * and ends with its parent. `K` is what the parent sends once, before the first task.
 */
export const serveTasks = <K>(handlers: Readonly<Record<string, TaskHandler<K>>>): void => {
  let knowledge: K;
  const perform = async ({ id, name, payload }: Extract<ToChild, { is: 'task' }>): Promise<void> => {
    try {
      const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined;
      if (!handler) throw new Error(`no task is named ${name}`);
      const value = await handler(payload as never, knowledge, () => send({ is: 'longer', id }));
      send({ is: 'done', id, value });
    } catch (error) {
      send({ is: 'threw', id, ...describe(error) });
    }
  };
  process.on('message', (message: ToChild) => {
    if (message.is === 'task') {
      void perform(message);
      return;
    }
    knowledge = message.knowledge as K;
    send({ is: 'ready' });
  });
  endWithParent();
};
