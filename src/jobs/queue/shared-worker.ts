import { setTimeout as sleep } from 'node:timers/promises';
import { DelayedError, type Job, UnrecoverableError, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import type { RedisServer } from '../../platform/config.ts';
import type { Log } from '../../platform/log.ts';
import { QUEUE_DEFAULTS } from './in-process-queue.ts';
import type { Task } from './queue.ts';
import { connectionOf, openRedisLink, type RedisLink, wordsOfError } from './redis-link.ts';
import { ATTEMPTS, retryDelay } from './retry-delay.ts';
import {
  type Announcement,
  announcementKey,
  attemptsUsed,
  jobShape,
  LOCKS,
  LOST_WORKERS,
  prefixOf,
  readAnnouncement,
  SHARED_STALLS,
} from './shared-queue.ts';
import { withinTime } from './within-time.ts';

/** A task whose payload is checked where it is done, so that tasks of any kind are one list. */
export type AnyTask = {
  readonly name: string;
  readonly attempt: (unit: unknown) => Promise<unknown>;
  readonly stopsAll: (error: unknown) => boolean;
};

export const anyTask = <P, R>({ name, payload, run, stopsAll }: Task<P, R>): AnyTask => ({
  name,
  attempt: (unit) => run(payload.parse(unit)),
  stopsAll,
});

export type SharedWorkerSettings = {
  /** As of the queue that is helped. */
  readonly space: string;
  readonly log: Log;
  readonly concurrency: number;
  readonly chance?: () => number;
  readonly retryAfter?: number;
  readonly unitTime?: number;
  readonly grace?: number;
  /** Milliseconds between two looks for a night. */
  readonly lookEvery?: number;
  /** As of the queue that is helped. */
  readonly locks?: { readonly lockDuration: number; readonly stalledInterval: number };
  /** Milliseconds for which a worker rests when its own store or disk fails it. */
  readonly rest?: number;
};

/** What helps a queue from another process. */
export type SharedWorker = {
  /** The night under way; null for none. Rejects when Redis does not answer. */
  readonly announced: () => Promise<Announcement | null>;
  /**
   * Does units of the night with this seal until another is announced or none is, or the signal is aborted: then the
   * units under way are finished, or left when they take longer than the grace, and return to the queue by themselves.
   */
  readonly help: (seal: string, tasks: readonly AnyTask[], signal: AbortSignal) => Promise<void>;
  readonly close: () => Promise<void>;
};

type Helping = {
  readonly settings: Required<SharedWorkerSettings>;
  readonly seal: string;
  readonly stopping: AbortSignal;
};

/** Gives a unit back as if it had not been begun. */
const handBack = async (job: Job, token: string | undefined, after: number): Promise<never> => {
  await job.moveToDelayed(Date.now() + after, token);
  throw new DelayedError();
};

const HAND_BACK = 1_000;

const doJob =
  ({ attempt, stopsAll, name }: AnyTask, { settings, seal, stopping }: Helping) =>
  async (job: Job, token?: string): Promise<{ readonly result: unknown }> => {
    const { log, unitTime, rest } = settings;
    const { seal: wanted, unit } = jobShape.parse(job.data);
    if (wanted !== seal) {
      log.warn('a unit of another night goes back', { task: name, unit: job.name });
      return handBack(job, token, HAND_BACK);
    }
    if (attemptsUsed(job) >= ATTEMPTS) throw new UnrecoverableError(LOST_WORKERS);
    try {
      const result = await withinTime(attempt(unit), unitTime);
      log.debug('unit done', { task: name, unit: job.name });
      return { result };
    } catch (error) {
      const words = wordsOfError(error);
      if (!stopsAll(error)) {
        log.warn('unit failed', { task: name, unit: job.name, error: words });
        throw attemptsUsed(job) + 1 >= ATTEMPTS ? new UnrecoverableError(words) : error;
      }
      // No fault of the unit: somebody whose store and disk work shall have it, and this worker nothing for a while.
      log.error('the store or this machine is in trouble; the unit goes back', { unit: job.name, error: words });
      await sleep(rest, null, { signal: stopping }).catch(() => {});
      return handBack(job, token, HAND_BACK);
    }
  };

const startWorker = (task: AnyTask, connection: Redis, helping: Helping): Worker => {
  const { space, concurrency, chance, retryAfter, log } = helping.settings;
  const worker = new Worker(task.name, doJob(task, helping), {
    connection,
    prefix: prefixOf(space),
    concurrency,
    runRetryDelay: 500,
    ...helping.settings.locks,
    maxStalledCount: SHARED_STALLS,
    settings: { backoffStrategy: (attempts) => retryDelay(Math.max(1, attempts), retryAfter, chance()) },
  });
  worker.on('error', (error) => log.debug('redis', { error: wordsOfError(error) }));
  return worker;
};

/** Looks without an announcement, or without an answer, after which a night is over for those who help. */
const MISSED = 3;

const untilOver = async (
  announced: SharedWorker['announced'],
  { settings, seal, stopping }: Helping,
): Promise<void> => {
  for (let missed = 0; missed < MISSED && !stopping.aborted; ) {
    await sleep(settings.lookEvery, null, { signal: stopping }).catch(() => {});
    const news = await announced().catch(() => null);
    if (news && news.seal !== seal) return;
    missed = news ? 0 : missed + 1;
  }
};

const helpWith = async (
  { server }: RedisLink,
  announced: SharedWorker['announced'],
  tasks: readonly AnyTask[],
  helping: Helping,
): Promise<void> => {
  const { log, grace } = helping.settings;
  const connection = new Redis({ ...connectionOf(server), maxRetriesPerRequest: null });
  connection.on('error', (error) => log.debug('redis', { error: wordsOfError(error) }));
  const workers = tasks.map((task) => startWorker(task, connection, helping));
  await untilOver(announced, helping);
  const closed = Promise.all(workers.map((worker) => worker.close().catch(() => {}))).then(() => true);
  const patience = new AbortController();
  const late = sleep(grace, false, { signal: patience.signal }).catch(() => false);
  if (!(await Promise.race([closed, late])))
    log.warn('units under way are left; they return to the queue by themselves');
  patience.abort();
  connection.disconnect();
};

/** Milliseconds that Redis may take to say whether there is a night. */
const LONGEST_ANSWER = 3_000;

/** Connects a worker to the Redis of a queue. Rejects as `openRedisLink` does when the server cannot be used. */
export const openSharedWorker = async (server: RedisServer, given: SharedWorkerSettings): Promise<SharedWorker> => {
  const settings = { ...QUEUE_DEFAULTS, lookEvery: 1_000, rest: 10_000, locks: LOCKS, ...given };
  const link = await openRedisLink(server, LONGEST_ANSWER, settings.log);
  const announced = async () => readAnnouncement(await link.asking.get(announcementKey(settings.space)));
  return {
    announced,
    help: (seal, tasks, stopping) => helpWith(link, announced, tasks, { settings, seal, stopping }),
    close: async () => link.asking.disconnect(),
  };
};
