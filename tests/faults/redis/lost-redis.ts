import type { Random } from '../../../bench/generate/random.ts';
import { bullmqQueue } from '../../../src/jobs/queue/bullmq-queue.ts';
import { ConfigurationError } from '../../../src/platform/faults.ts';
import { createLog } from '../../../src/platform/log.ts';
import type { TestRedis } from '../../jobs/a-redis.ts';
import { allOf, type FaultRow, type Figure, told, zero } from '../fault-row.ts';
import { tellingTask, unitsTo } from './telling.ts';
import { lacksRedis, pause, withRedis } from './with-a-redis.ts';

type Trouble = (redis: TestRedis, outage: number) => Promise<void>;

/** What is done to the server in the middle of a batch; each of them leaves it empty or as it was. */
const TROUBLES: Readonly<Record<string, Trouble>> = {
  'kill -9': async (redis) => {
    await redis.kill();
    await redis.start();
  },
  FLUSHALL: async (redis) => void (await redis.command('FLUSHALL')),
  'an outage': async (redis, outage) => {
    await redis.kill();
    await pause(outage);
    await redis.start();
  },
  'a silence': async (redis, outage) => {
    redis.freeze();
    await pause(outage);
    redis.thaw();
  },
};

type Batch = { readonly owed: number; readonly lost: number; readonly twice: number; readonly parked: number };

const troubled = async (trouble: Trouble, count: number, outage: number, random: Random): Promise<Batch> =>
  withRedis(async (redis) => {
    const queue = await bullmqQueue(redis.server, {
      space: 'fault',
      concurrency: 4,
      retryAfter: 5,
      lookEvery: 100,
      patience: outage + 15_000,
    });
    try {
      const done: string[] = [];
      const at = random.below(count);
      let struck: Promise<void> | null = null;
      const task = tellingTask(async (n) => {
        if (n === at) struck ??= trouble(redis, outage);
        await pause(1);
      });
      const options = { signal: new AbortController().signal, onDone: (id: string) => void done.push(id) };
      const { results, parked } = await queue.runAll(task, unitsTo(count), options);
      await struck;
      const told = new Set(results);
      return {
        owed: count,
        lost: count - told.size - parked.length,
        twice: done.length - new Set(done).size,
        parked: parked.length,
      };
    } finally {
      await queue.close();
    }
  });

/** Whether a server with these options is refused, accepted with a word, or accepted without one. */
const looked = async (...options: string[]): Promise<'refused' | 'mentioned' | 'accepted'> =>
  withRedis(
    async (redis) => {
      const lines: string[] = [];
      const log = createLog('warn', (line) => lines.push(line));
      try {
        await (await bullmqQueue(redis.server, { space: 'look', log })).close();
        return lines.length > 0 ? 'mentioned' : 'accepted';
      } catch (error) {
        if (error instanceof ConfigurationError) return 'refused';
        throw error;
      }
    },
    ...options,
  );

const startChecks = async (): Promise<readonly boolean[]> => [
  (await looked('--appendonly', 'yes', '--maxmemory-policy', 'allkeys-lru')) === 'refused',
  (await looked('--appendonly', 'yes', '--maxmemory-policy', 'volatile-ttl')) === 'refused',
  // Without an append-only file nothing is lost, for the store has all of it; it is said, not refused.
  (await looked('--appendonly', 'no')) === 'mentioned',
  (await looked('--appendonly', 'yes')) === 'accepted',
];

const SIZES = {
  short: { rounds: 1, units: 400, outage: 3_000 },
  long: { rounds: 6, units: 2_500, outage: 30_000 },
} as const;

const measure = async (scale: 'short' | 'long', random: Random): Promise<readonly Figure[]> => {
  const { rounds, units, outage } = SIZES[scale];
  const batches: Batch[] = [];
  for (let round = 0; round < rounds; round += 1)
    for (const trouble of Object.values(TROUBLES)) batches.push(await troubled(trouble, units, outage, random));
  const sum = (of: keyof Batch): number => batches.reduce((all, batch) => all + batch[of], 0);
  const checks = await startChecks();
  return [
    told('times that Redis was killed, flushed, away or silent', batches.length),
    told('outage in seconds', outage / 1000),
    told('jobs', sum('owed')),
    zero('lost jobs', sum('lost')),
    zero('jobs given up', sum('parked')),
    zero('jobs told of twice', sum('twice')),
    allOf('looks at the start that end as they should', checks.filter(Boolean).length, checks.length),
  ];
};

/** Redis is killed, emptied, away for a while, or silent in the middle of a batch. */
export const lostRedis: FaultRow = {
  row: 11,
  fault: 'Redis is killed, flushed, away or silent, or may drop what it holds',
  promise: 'no job is lost; a Redis that may drop work is refused at the start',
  lacks: lacksRedis,
  measure,
};
