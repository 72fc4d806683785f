import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../platform/config.ts';
import { ConfigurationError } from '../platform/faults.ts';
import { stderrLog } from '../platform/log.ts';
import { openStore } from '../store/open-store.ts';
import { auditBesideOthersTask, auditFilingTask } from './audit-filing.ts';
import type { NightDeps } from './night.ts';
import { openSharedQueue } from './queue/open-queue.ts';
import type { SharedWorker } from './queue/shared-worker.ts';
import { scoreOfficeTask } from './score-office.ts';
import { type OwnPart, openSealedNight } from './seal-night.ts';
import { loadSteps } from './steps.ts';
import { storePlace } from './store-place.ts';

export type WorkDeps = Pick<NightDeps, 'log' | 'steps' | 'chance'> & {
  /** Aborting it ends the worker after the units under way. */
  readonly signal: AbortSignal;
};

const LOOK_EVERY = 1_000;

const missingSettings = ({ redis, database }: Config): readonly string[] => [
  ...(redis ? [] : ['GOUJI_REDIS_URL is not set; accepted: the Redis of the machine that runs the nights']),
  ...(database ? [] : ['DATABASE_URL is not set; accepted: the PostgreSQL of the machine that runs the nights']),
];

type Looks = { readonly shared: SharedWorker; readonly own: OwnPart; readonly signal: AbortSignal };

/** Looks for a night once, and helps with it to its end. `refused` holds the nights that were looked at in vain. */
const lookOnce = async ({ shared, own, signal }: Looks, refused: Set<string>): Promise<void> => {
  const news = await shared.announced();
  if (news === null || refused.has(news.seal)) return;
  const opened = await openSealedNight(news.seal, own);
  if ('refused' in opened) {
    own.log.error('this worker takes no unit of the night', { why: opened.refused });
    refused.add(news.seal);
    return;
  }
  const { night } = opened;
  own.log.info('working on a night', { run: night.run.id });
  const { anyTask } = await import('./queue/shared-worker.ts');
  const tasks = [
    anyTask(auditFilingTask(night)),
    anyTask(auditBesideOthersTask(night)),
    anyTask(scoreOfficeTask(night)),
  ];
  await shared.help(news.seal, tasks, signal);
  own.log.info('the night needs no more work', { run: night.run.id });
};

const keepLooking = async (looks: Looks): Promise<void> => {
  const { own, signal } = looks;
  const refused = new Set<string>();
  let trouble = '';
  while (!signal.aborted) {
    try {
      await lookOnce(looks, refused);
      trouble = '';
    } catch (error) {
      const { message } = error as Error;
      if (message !== trouble) own.log.warn('the worker waits', { error: message });
      trouble = message;
    }
    await sleep(LOOK_EVERY, null, { signal }).catch(() => {});
  }
};

/**
 * Helps with whatever night is under way, from any machine that shares the store and the Redis with the one that runs
 * it, until the signal is aborted. A night of another program or rule set is refused by name and left to others. The
 * store's and Redis's absence is waited out. Rejects with a ConfigurationError when it is not told of both, and with a
 * StoreError or QueueError when one of them cannot be used at the start.
 */
export const work = async (config: Config, deps: WorkDeps): Promise<void> => {
  const faults = missingSettings(config);
  if (faults.length > 0) throw new ConfigurationError('a worker needs what it shares with others:', faults);
  const log = deps.log ?? stderrLog(config.log);
  const { chance = Math.random, signal } = deps;
  const store = await openStore(storePlace(config));
  try {
    const shared = await openSharedQueue(config, store.identity, log, chance);
    const steps = deps.steps ?? (await loadSteps(config.concurrency));
    try {
      log.info('waiting for nights', { program: steps.version, rules: steps.ruleset.hash, atOnce: config.concurrency });
      await keepLooking({ shared, own: { config, store, steps, log }, signal });
      log.info('stopped');
    } finally {
      await shared.close();
      if (!deps.steps) await steps.close?.();
    }
  } finally {
    await store.close();
  }
};
