import { setTimeout as sleep } from 'node:timers/promises';
import { Redis, type RedisOptions } from 'ioredis';
import type { RedisServer } from '../../platform/config.ts';
import { ConfigurationError } from '../../platform/faults.ts';
import type { Log } from '../../platform/log.ts';
import { readInfo, redisFaults } from './check-redis.ts';
import { QueueError } from './queue.ts';

/** The connection that asks Redis, and how long it may be away. Times are milliseconds. */
export type RedisLink = {
  readonly server: RedisServer;
  readonly asking: Redis;
  readonly patience: number;
  readonly log: Log;
};

/** The server as it may be shown: without user and password. */
export const nameOfServer = ({ host, port, db, tls }: RedisServer): string =>
  `${tls ? 'rediss' : 'redis'}://${host.includes(':') ? `[${host}]` : host}:${port}/${db}`;

export const wordsOfError = (error: unknown): string => {
  const { message, code } = error as NodeJS.ErrnoException;
  return message || code || String(error);
};

/** Redis is there and will not do it: waiting does not help. */
export const isRefusal = (error: unknown): boolean =>
  /^(READONLY|OOM|MISCONF|NOPERM|NOAUTH|WRONGPASS)\b/.test(wordsOfError(error));

const SLOWEST_RECONNECT = 1_000;

/** What every connection to the server has in common. It connects when told to, and again whenever it is cut off. */
export const connectionOf = ({ host, port, user, password, db, tls }: RedisServer): RedisOptions => ({
  host,
  port,
  db,
  ...(user === null ? {} : { username: user }),
  ...(password === null ? {} : { password }),
  ...(tls ? { tls: {} } : {}),
  connectTimeout: 5_000,
  lazyConnect: true,
  retryStrategy: (times) => Math.min(50 * 2 ** times, SLOWEST_RECONNECT) * (1 - Math.random() / 2),
});

const SLOWEST_ANSWER = 3_000;

const connect = async (server: RedisServer, patience: number): Promise<Redis> => {
  const asking = new Redis({
    ...connectionOf(server),
    // Fails soon when Redis is away or frozen, instead of keeping for later what it was asked.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: Math.min(SLOWEST_ANSWER, patience),
  });
  let last: unknown = null;
  asking.on('error', (error) => {
    last = error;
  });
  try {
    await asking.connect();
    return asking;
  } catch (error) {
    asking.disconnect();
    throw new QueueError(
      `${nameOfServer(server)} (GOUJI_REDIS_URL) cannot be used: ${wordsOfError(last ?? error)}; start Redis, or unset GOUJI_REDIS_URL to work without it`,
      { cause: error },
    );
  }
};

const check = async ({ server, asking, log }: RedisLink): Promise<void> => {
  const facts = readInfo(await asking.info());
  const faults = redisFaults(facts);
  if (faults.length > 0)
    throw new ConfigurationError(`the Redis of GOUJI_REDIS_URL, ${nameOfServer(server)}, cannot be used:`, faults);
  if (!facts.appendOnly)
    log.warn('redis keeps no append-only file: its restart empties the queue, which is then filled again', {
      redis: nameOfServer(server),
    });
};

/**
 * Connects and looks whether the server is fit for a queue. Rejects with a QueueError when it cannot be reached, with
 * a ConfigurationError when it is too old or may drop what it holds.
 */
export const openRedisLink = async (server: RedisServer, patience: number, log: Log): Promise<RedisLink> => {
  const link: RedisLink = { server, asking: await connect(server, patience), patience, log };
  try {
    await check(link);
    return link;
  } catch (error) {
    link.asking.disconnect();
    throw error;
  }
};

/** What ends a run when Redis is lost. */
export const redisLost = ({ server }: RedisLink, error: unknown): QueueError =>
  new QueueError(
    `${nameOfServer(server)} (GOUJI_REDIS_URL): ${wordsOfError(error)}; the run stops, nothing is lost: what is done is in the store, and the next start continues`,
    { cause: error },
  );

const ASK_AGAIN = 200;

/** Asks until Redis answers. Rejects with a QueueError when Redis refuses, patience ends, or `stopping` is aborted. */
export const insist = async <T>(link: RedisLink, stopping: AbortSignal, ask: () => Promise<T>): Promise<T> => {
  const since = performance.now();
  for (let told = false; ; told = true) {
    try {
      return await ask();
    } catch (error) {
      const isOver = stopping.aborted || performance.now() - since > link.patience;
      if (isOver || isRefusal(error)) throw redisLost(link, error);
      if (!told) link.log.warn('redis does not answer', { error: wordsOfError(error) });
      await sleep(ASK_AGAIN);
    }
  }
};
