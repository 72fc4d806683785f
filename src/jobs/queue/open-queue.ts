import { stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import type { Config } from '../../platform/config.ts';
import type { Log } from '../../platform/log.ts';
import { sha256 } from '../../platform/sha256.ts';
import { inProcessQueue } from './in-process-queue.ts';
import type { Queue } from './queue.ts';

/**
 * The queue that the configuration asks for: BullMQ when it names a Redis, else this process alone. The libraries for
 * Redis are loaded only then. Rejects with a QueueError or ConfigurationError when the Redis cannot be used.
 */
export const openQueue = async (
  { redis, data, concurrency }: Config,
  log: Log,
  chance: () => number,
): Promise<Queue> => {
  if (redis === null) return inProcessQueue({ concurrency, chance });
  const { bullmqQueue } = await import('./bullmq-queue.ts');
  // The embedded store is a folder of this machine. Its birth tells it from one of the same name in another container.
  const { ino, birthtimeMs } = await stat(data);
  const space = sha256(JSON.stringify([hostname(), resolve(data), ino, birthtimeMs])).slice(0, 16);
  return bullmqQueue(redis, { space, concurrency, log, chance });
};
