import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Queue as BullQueue, type Job, QueueEvents, UnrecoverableError, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import type * as z from 'zod';
import type { RedisServer } from '../../platform/config.ts';
import { type Log, SILENT_LOG } from '../../platform/log.ts';
import { type Batch, startBatch } from './batch.ts';
import { QUEUE_DEFAULTS, type QueueSettings } from './in-process-queue.ts';
import type { Queue, Task } from './queue.ts';
import {
  connectionOf,
  insist,
  isRefusal,
  openRedisLink,
  type RedisLink,
  redisLost,
  wordsOfError,
} from './redis-link.ts';
import { ATTEMPTS, retryDelay } from './retry-delay.ts';
import {
  ANNOUNCED_FOR,
  type Announcement,
  announcementKey,
  attemptsUsed,
  jobShape,
  LOCKS,
  LOST_WORKERS,
  OWN_STALLS,
  prefixOf,
  resultShape,
  SHARED_STALLS,
} from './shared-queue.ts';

export type BullmqSettings = QueueSettings & {
  /** Tells one store from another on a shared Redis: letters, digits and hyphens, the same for the same store. */
  readonly space: string;
  readonly log?: Log;
  /** Milliseconds that Redis may be away before the run stops. */
  readonly patience?: number;
  /** Milliseconds between two looks at what Redis still holds. */
  readonly lookEvery?: number;
  /** Milliseconds that a lock on a unit lasts unless it is renewed, and between two looks for lost ones. */
  readonly locks?: { readonly lockDuration: number; readonly stalledInterval: number };
};

type Settings = Required<BullmqSettings>;

const DEFAULTS = { ...QUEUE_DEFAULTS, log: SILENT_LOG, patience: 15_000, lookEvery: 1_000, locks: LOCKS } as const;

/** One runAll: its units, their bookkeeping, and the jobs in Redis that stand for them. */
type Round = {
  readonly link: RedisLink;
  readonly settings: Settings;
  readonly queue: BullQueue;
  readonly batch: Batch<unknown>;
  /** Tells its jobs from those of any other round. */
  readonly token: string;
  /** Where others find what they need to help; null: nobody does. */
  readonly seal: string | null;
  readonly add: (places: readonly number[]) => Promise<void>;
};

/** The same unit of a round has the same id, so that adding it twice adds it once. BullMQ allows no colon in it. */
const jobIdOf = (token: string, place: number): string => `${token}-${place}`;

/** The place of a job's unit; -1, which is none, for a job of another round. */
const placeOf = (id: string | undefined, token: string): number =>
  id?.startsWith(`${token}-`) ? Number(id.slice(token.length + 1)) : -1;

/** Only what the task reads of a payload travels; one that it refuses travels whole, to be refused where it is tried. */
const dataOf = <P, R>(task: Task<P, R>, payload: P): z.infer<typeof jobShape> => {
  const read = task.payload.safeParse(payload);
  return { seal: task.seal, unit: read.success ? read.data : payload };
};

const BULK = 500;

const openQueue = ({ asking }: RedisLink, { space, log }: Settings, task: string): BullQueue => {
  const queue = new BullQueue(task, {
    connection: asking,
    prefix: prefixOf(space),
    // Results of other workers come as events: as many as may be under way while this process does not listen.
    streams: { events: { maxLen: 10_000 } },
    // Parked jobs stay to be looked at until the next run.
    defaultJobOptions: { attempts: ATTEMPTS, backoff: { type: 'custom' }, removeOnComplete: true, stackTraceLimit: 5 },
  });
  queue.on('error', (error) => log.debug('redis', { error: wordsOfError(error) }));
  return queue;
};

/**
 * Does one job. Redis may hand out a unit twice, or again after it forgot that it was done or failed before: what the
 * batch knows of it counts.
 */
const doJob =
  ({ batch, token, seal }: Round) =>
  async (job: Job): Promise<void> => {
    const place = placeOf(job.id, token);
    if (place < 0) throw new UnrecoverableError('this job belongs to another run');
    const used = seal === null ? 0 : attemptsUsed(job);
    if (used >= ATTEMPTS) throw new UnrecoverableError(LOST_WORKERS);
    const attempt = await batch.attempt(place, jobShape.parse(job.data).unit);
    const { reason } = batch.failures(place);
    const isLast = attempt === 'failed' && used + 1 >= ATTEMPTS;
    if (attempt === 'parked' || isLast) throw new UnrecoverableError(reason);
    if (attempt === 'failed') throw new Error(reason);
  };

/** Errors in a row without a unit done between them, after which something is wrong that nobody foresaw. */
const TOO_MANY_ERRORS = 200;

type Workers = { readonly close: (politely: boolean) => Promise<void> };

/** Longest wait for Redis to take note of the last units. */
const FAREWELL = 2_000;

const patientConnection = (server: RedisServer, log: Log): Redis => {
  const connection = new Redis({ ...connectionOf(server), maxRetriesPerRequest: null });
  connection.on('error', (error) => log.debug('redis', { error: wordsOfError(error) }));
  return connection;
};

/** BullMQ's own words for a unit under which workers were lost, in ours. */
const wordsOfFailure = (reason: string): string => (reason.startsWith('job stalled') ? LOST_WORKERS : reason);

/** Starts the worker of this process. */
const startWorker = (round: Round): Workers => {
  const { link, settings, queue, batch, token, seal } = round;
  const { concurrency, retryAfter, chance, log } = settings;
  // Waits for Redis as long as it takes: the watch below decides when that is too long.
  const connection = patientConnection(link.server, log);
  const worker = new Worker(queue.name, doJob(round), {
    connection,
    prefix: prefixOf(settings.space),
    concurrency,
    runRetryDelay: 500,
    ...settings.locks,
    maxStalledCount: seal === null ? OWN_STALLS : SHARED_STALLS,
    settings: {
      // Redis may have forgotten attempts, and the batch does not know of those made elsewhere.
      backoffStrategy: (attempts, _type, _error, job) =>
        retryDelay(Math.max(1, attempts, batch.failures(placeOf(job?.id, token)).count), retryAfter, chance()),
    },
  });
  let errors = 0;
  worker.on('completed', () => {
    errors = 0;
  });
  worker.on('error', (error) => {
    errors += 1;
    log.debug('redis', { error: wordsOfError(error) });
    if (isRefusal(error) || errors > TOO_MANY_ERRORS) batch.fail(redisLost(link, error));
  });
  return {
    close: async (politely) => {
      const gone = new AbortController();
      // A worker that cannot say goodbye is left: the next round begins with an empty queue.
      worker.close(!politely).then(
        () => gone.abort(),
        () => gone.abort(),
      );
      await sleep(FAREWELL, null, { signal: gone.signal }).catch(() => {});
      connection.disconnect();
    },
  };
};

/** Hears what became of units elsewhere. What it misses is done again, which the store makes cheap. */
const listen = (round: Round): (() => Promise<void>) => {
  const { link, settings, queue, batch, token } = round;
  const connection = patientConnection(link.server, settings.log);
  // From the beginning of what Redis keeps: nothing is missed, and events of other rounds have other names.
  const events = new QueueEvents(queue.name, { connection, prefix: prefixOf(settings.space), lastEventId: '0-0' });
  events.on('error', (error) => settings.log.debug('redis', { error: wordsOfError(error) }));
  events.on('completed', ({ jobId, returnvalue }) => {
    const read = resultShape.safeParse(returnvalue);
    if (read.success) batch.settle(placeOf(jobId, token), read.data.result);
  });
  events.on('failed', ({ jobId, failedReason }) => batch.giveUp(placeOf(jobId, token), wordsOfFailure(failedReason)));
  return async () => {
    connection.disconnect();
    await events.close().catch(() => {});
  };
};

/** Tells the workers elsewhere of the night, and people how far it has come. */
const announce = async ({ link, settings, queue, batch, seal }: Round): Promise<void> => {
  if (seal === null) return;
  const news: Announcement = { seal, task: queue.name, ...batch.counts() };
  await link.asking.set(announcementKey(settings.space), JSON.stringify(news), 'PX', ANNOUNCED_FOR);
};

/**
 * Looks again and again at what Redis still holds, until the round is over. When it holds nothing although units are
 * owed at two looks in a row – the news of the last ones may be on its way at the first – it has forgotten them
 * (FLUSHALL, a restart without its file), and they are added again. When it does not answer for longer than patience,
 * the round fails.
 */
const watch = async (round: Round): Promise<void> => {
  const { link, settings, queue, batch, add } = round;
  const { stopping } = batch;
  let empty = 0;
  while (!stopping.aborted) {
    await sleep(settings.lookEvery, null, { signal: stopping }).catch(() => {});
    if (stopping.aborted) return;
    const counts = await insist(link, stopping, async () => {
      await announce(round);
      return queue.getJobCounts('wait', 'active', 'delayed', 'prioritized');
    });
    const held = Object.values(counts).reduce((sum, count) => sum + count, 0);
    // Read after the answer: a unit that is idle now was owed, or under way and so counted, when Redis answered.
    const forgotten = held === 0 ? batch.idle() : [];
    empty = forgotten.length === 0 ? 0 : empty + 1;
    if (empty < 2) continue;
    settings.log.warn('redis has forgotten units; they are added again', { units: forgotten.length });
    await add(forgotten);
  }
};

/** Takes away everything of this queue, also what a killed process left under way. */
const clear = (queue: BullQueue): Promise<void> => queue.obliterate({ force: true });

/** Trouble with Redis fails the round, unless it is about to stop anyway. */
const orFail = async ({ batch }: Round, work: Promise<void>): Promise<void> => {
  try {
    await work;
  } catch (error) {
    if (!batch.stopping.aborted) batch.fail(error);
  }
};

const fill = async (round: Round): Promise<void> => {
  const { link, queue, batch, add } = round;
  await insist(link, batch.stopping, () => clear(queue));
  await insist(link, batch.stopping, () => announce(round));
  await add(batch.idle());
};

const runRound = async (round: Round): Promise<void> => {
  const { link, queue, batch } = round;
  const endListening = round.seal === null ? null : listen(round);
  await orFail(round, fill(round));
  const worker = batch.stopping.aborted ? null : startWorker(round);
  await Promise.all([batch.over, orFail(round, watch(round))]);
  const isReachable = link.asking.status === 'ready';
  await worker?.close(isReachable && !batch.isAtWork());
  await endListening?.();
  // Handed back: what was not begun is not to be begun by anybody.
  if (isReachable && batch.idle().length > 0) await clear(queue).catch(() => {});
};

/**
 * Units as jobs of BullMQ on a Redis, which distributes them and remembers nothing that matters: each round begins with
 * an empty queue, and whatever Redis forgets is added again. One process at a time fills a space, which the run lock
 * sees to; workers elsewhere take from it where a task has a seal. Rejects as `openRedisLink` does when the server cannot be used.
 */
export const bullmqQueue = async (server: RedisServer, given: BullmqSettings): Promise<Queue> => {
  const settings: Settings = { ...DEFAULTS, ...given };
  const link = await openRedisLink(server, settings.patience, settings.log);
  return {
    runAll: async (task, units, options) => {
      const batch = startBatch(task, units, options, settings);
      if (units.length > 0 && !options.signal.aborted) {
        const queue = openQueue(link, settings, task.name);
        const token = `round-${randomUUID()}`;
        const add = async (places: readonly number[]): Promise<void> => {
          const jobs = places.flatMap((place) => {
            const unit = units[place];
            const opts = { jobId: jobIdOf(token, place) };
            return unit ? [{ name: unit.id, data: dataOf(task, unit.payload), opts }] : [];
          });
          for (let from = 0; from < jobs.length && !batch.stopping.aborted; from += BULK)
            await insist(link, batch.stopping, () => queue.addBulk(jobs.slice(from, from + BULK)));
        };
        await runRound({ link, settings, queue, batch, token, seal: task.seal, add });
      }
      await batch.over;
      return batch.done();
    },
    close: async () => {
      // Whoever helps learns at once that there is nothing more to do.
      if (link.asking.status === 'ready') await link.asking.del(announcementKey(settings.space)).catch(() => {});
      link.asking.disconnect();
    },
  };
};
