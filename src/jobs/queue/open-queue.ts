import { stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import type { Config } from '../../platform/config.ts';
import type { Log } from '../../platform/log.ts';
import { sha256 } from '../../platform/sha256.ts';
import type { Dashboard, DashboardSettings } from './dashboard.ts';
import { inProcessQueue } from './in-process-queue.ts';
import { type Queue, QueueError } from './queue.ts';
import type { SharedWorker } from './shared-worker.ts';

/**
 * Tells one store from another on the same Redis. One that machines share has an identity; one in a folder is of this
 * machine, and the folder's birth tells it from one of the same name in another container.
 */
const spaceOf = async (data: string, identity: string | null): Promise<string> => {
  if (identity !== null) return sha256(identity).slice(0, 16);
  const { ino, birthtimeMs } = await stat(data);
  return sha256(JSON.stringify([hostname(), resolve(data), ino, birthtimeMs])).slice(0, 16);
};

/**
 * The queue that the configuration asks for: BullMQ when it names a Redis, else this process alone. The libraries for
 * Redis are loaded only then. Rejects with a QueueError or ConfigurationError when the Redis cannot be used.
 */
export const openQueue = async (
  { redis, data, concurrency }: Config,
  identity: string | null,
  log: Log,
  chance: () => number,
): Promise<Queue> => {
  if (redis === null) return inProcessQueue({ concurrency, chance });
  const { bullmqQueue } = await import('./bullmq-queue.ts');
  return bullmqQueue(redis, { space: await spaceOf(data, identity), concurrency, log, chance });
};

/** The queue of the same configuration, to help with. */
export const openSharedQueue = async (
  { redis, data, concurrency }: Config,
  identity: string | null,
  log: Log,
  chance: () => number,
): Promise<SharedWorker> => {
  if (redis === null) throw new QueueError('there is no Redis to take work from (GOUJI_REDIS_URL)');
  const { openSharedWorker } = await import('./shared-worker.ts');
  return openSharedWorker(redis, { space: await spaceOf(data, identity), concurrency, log, chance });
};

/** The dashboard of the same queue, open to whoever knows its password. */
export const openQueueDashboard = async (
  { redis, data }: Pick<Config, 'redis' | 'data'>,
  identity: string | null,
  settings: Omit<DashboardSettings, 'server' | 'space'>,
): Promise<Dashboard> => {
  if (redis === null) throw new QueueError('there is no Redis whose queues could be shown (GOUJI_REDIS_URL)');
  const { openDashboard } = await import('./dashboard.ts');
  return openDashboard({ ...settings, server: redis, space: await spaceOf(data, identity) });
};
