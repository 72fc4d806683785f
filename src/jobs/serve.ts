import { schedule } from 'node-cron';
import { localTime, systemClock } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import { type Log, stderrLog } from '../platform/log.ts';
import { openStore } from '../store/open-store.ts';
import { acquireRunLock } from '../store/run-lock.ts';
import { RunLockHeld } from '../store/run-lock-held.ts';
import { type DailySchedule, type Due, dailySchedule, dueDates } from './due-dates.ts';
import type { NightDeps, RunSummary } from './night.ts';
import { NIGHT_WORDS } from './night-words.ts';
import { openTransport, runNight } from './run-night.ts';
import { sendMails } from './send-mails.ts';
import { withDashboard } from './show-dashboard.ts';
import { storePlace } from './store-place.ts';

export type ServeDeps = Omit<NightDeps, 'trigger' | 'date' | 'signal'> & {
  /** Aborting it ends the service after the report under way. */
  readonly signal: AbortSignal;
  /** Called with the summary of every night. */
  readonly onNight?: (summary: RunSummary) => void;
};

/** How often the calendar is looked at besides the ticks of the schedule, and waiting mails are tried. */
const LOOK_EVERY = 5 * 60_000;

type Service = {
  readonly config: Config;
  readonly deps: ServeDeps;
  readonly log: Log;
  readonly now: () => Date;
  readonly schedule: DailySchedule;
};

/** Under the run lock, so that two services that start together agree on what is skipped. */
const askCalendar = async ({ config, now, schedule: calendar }: Service): Promise<Due> => {
  const lock = await acquireRunLock(storePlace(config), now());
  try {
    const store = await openStore(storePlace(config), { check: false });
    try {
      const due = dueDates(await store.slots.latest(), localTime(now(), config.timezone), calendar);
      await store.slots.skip(due.skip);
      return due;
    } finally {
      await store.close();
    }
  } finally {
    await lock.release();
  }
};

/** Runs what is due, if anything: how often it is called makes no difference. Gives the night's summary, if there was one. */
export const runWhatIsDue = async (service: Service): Promise<RunSummary | null> => {
  const { config, deps, log } = service;
  const due = await askCalendar(service);
  for (const date of due.skip) log.info('date skipped', { date });
  if (due.run === null || deps.signal.aborted) return null;
  const { onNight, ...rest } = deps;
  const summary = await runNight(config, { ...rest, trigger: 'schedule', date: due.run });
  onNight?.(summary);
  return summary;
};

/** Tries the mails that wait for another attempt; under the run lock, as all sending. */
const sendWaiting = async ({ config, deps, log, now }: Service): Promise<void> => {
  const lock = await acquireRunLock(storePlace(config), now());
  try {
    const store = await openStore(storePlace(config), { check: false });
    const transport = deps.transport ?? (await openTransport(config));
    try {
      const { signal, chance = Math.random, progress = () => {} } = deps;
      const { mailRedirect: redirect, reports, lang } = config;
      const words = NIGHT_WORDS[lang];
      await sendMails({ store, transport, reports, redirect, signal, now, chance, log, progress, words });
    } finally {
      if (!deps.transport) await transport.close();
      await store.close();
    }
  } finally {
    await lock.release();
  }
};

/** Trouble of one look is told and does not end the service: the roster may be mended, the disk emptied, meanwhile. */
const tellTrouble = (error: unknown, log: Log): void => {
  if (error instanceof RunLockHeld) log.info('another run is under way', { holder: error.holder?.pid });
  else log.error('the night could not be run', { error: (error as Error).message });
};

const createService = (config: Config, deps: ServeDeps): Service => ({
  config,
  deps,
  log: deps.log ?? stderrLog(config.log),
  now: (deps.clock ?? systemClock).now,
  schedule: dailySchedule(config.schedule),
});

type Looker = { readonly look: () => Promise<void>; readonly settled: () => Promise<void> };

/** Looks at the calendar and the outbox, one look at a time: a tick during a night joins it. Never throws. */
const createLooker = (service: Service): Looker => {
  const { log, deps } = service;
  const lookOnce = async (): Promise<void> => {
    try {
      const summary = await runWhatIsDue(service);
      if (summary === null && !deps.signal.aborted) await sendWaiting(service);
    } catch (error) {
      tellTrouble(error, log);
    }
    log.debug('looked at the calendar and the outbox');
  };
  let under: Promise<void> | null = null;
  const look = (): Promise<void> => {
    under ??= lookOnce().finally(() => {
      under = null;
    });
    return under;
  };
  return {
    look,
    settled: async () => {
      await under;
    },
  };
};

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

const keepSchedule = async (service: Service): Promise<0> => {
  const { config, deps, log } = service;
  const { look, settled } = createLooker(service);
  const task = schedule(config.schedule, look, { timezone: config.timezone, suppressMissedWarning: true });
  const timer = setInterval(look, LOOK_EVERY);
  log.info('serving', { schedule: config.schedule, timezone: config.timezone });
  await look();
  await aborted(deps.signal);
  clearInterval(timer);
  await task.destroy();
  await settled();
  log.info('stopped');
  return 0;
};

/**
 * Keeps the schedule until the signal is aborted: one run a local date however many services and starts there are; of
 * the dates missed while none was up the newest is run at once, the older ones are recorded as skipped. Mails that
 * wait are tried again every few minutes. Resolves when the report under way is finished, with the exit code 0. Rejects
 * with a ConfigurationError when the dashboard that is asked for cannot be shown.
 */
export const serve = async (config: Config, deps: ServeDeps): Promise<0> => {
  const service = createService(config, deps);
  return withDashboard(config, service.log, () => keepSchedule(service));
};
