import { join } from 'node:path';
import type { Transport } from '../delivery/mail.ts';
import { outboxTransport } from '../delivery/transport/outbox-transport.ts';
import type { Office } from '../model/report.ts';
import { localDate, systemClock } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import { stderrLog } from '../platform/log.ts';
import { removeDrafts } from '../platform/write-file-safely.ts';
import { openSources } from '../sources/open-sources.ts';
import { officesByName, readRoster } from '../sources/roster.ts';
import type { Source, SourceListing } from '../sources/source.ts';
import { openStore } from '../store/open-store.ts';
import { acquireRunLock } from '../store/run-lock.ts';
import { LOCK_LOST } from '../store/run-lock-held.ts';
import type { BegunRun, Filing, Run, Store } from '../store/store.ts';
import { auditAll, officeOfSource, parkedFailure } from './audit-night.ts';
import { escalateOverdue } from './escalate.ts';
import { type FiledReport, fileReports, type OfficeFilings } from './file-reports.ts';
import { writeWorkbooks } from './keep-workbook.ts';
import { loadDeadlines } from './load-deadlines.ts';
import { loadWaivers } from './load-waivers.ts';
import type { Night, NightDeps, ReportRow, RunSummary, SummaryFault } from './night.ts';
import { gatherNotices, leaveUnread } from './night-notices.ts';
import { compareRows, describeRow, failureRow, recordOf, withMails } from './night-rows.ts';
import { NIGHT_WORDS, type NightWords } from './night-words.ts';
import { planReminders } from './plan-reminders.ts';
import { openQueue } from './queue/open-queue.ts';
import type { Queue } from './queue/queue.ts';
import { failedRows, isAsKept, type OfficeToScore, scoreOfficeTask, unchangedRow } from './score-office.ts';
import { sealNight } from './seal-night.ts';
import { type MailRound, sendMails } from './send-mails.ts';
import { loadSteps, type Steps } from './steps.ts';
import { storePlace } from './store-place.ts';
import { takeReports } from './take-reports.ts';
import { tellOperator } from './tell-operator.ts';
import { timePhase } from './time-phase.ts';

type Opened = 'source' | 'steps' | 'date' | 'transport' | 'queue' | 'deadlines' | 'waivers';

/** What is opened only once it is needed stays optional. */
type Deps = Required<Omit<NightDeps, Opened>> & Pick<NightDeps, Opened>;

/** What the work of a night is given: with its queue open. */
type WorkDeps = Deps & { readonly queue: Queue };

/** And with its way out for mails. */
type SendingDeps = WorkDeps & { readonly transport: Transport };

const withDefaults = (config: Config, deps: NightDeps): Deps => {
  const log = deps.log ?? stderrLog(config.log);
  return {
    signal: new AbortController().signal,
    progress: (line) => log.info(line),
    clock: systemClock,
    trigger: 'manual',
    chance: Math.random,
    ...deps,
    log,
  };
};

/** The way that mails take by configuration; the mail library is loaded when it is needed. */
export const openTransport = async ({ smtp, reports }: Config): Promise<Transport> => {
  if (smtp === null) return outboxTransport(reports);
  const { smtpTransport } = await import('../delivery/transport/smtp-transport.ts');
  return smtpTransport(smtp);
};

const wordsOf = ({ config }: Night): NightWords => NIGHT_WORDS[config.lang];

const SIGNAL_CODES: Readonly<Record<string, number>> = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };

/** A run that lost its lock was stopped by nobody: it failed, and the next start continues it. */
const exitCodeOf = ({ reason }: AbortSignal): number =>
  reason === LOCK_LOST ? 1 : (SIGNAL_CODES[String(reason)] ?? 130);

/** The source of a night, and what it has tonight. */
type Offer = { readonly source: Source; readonly listing: SourceListing };

/** What the store knew when the run began, or went on: current filings, and what the run has done already. */
type Memory = {
  readonly filings: ReadonlyMap<string, Filing>;
  readonly rows: ReadonlyMap<string, ReportRow>;
  readonly reminded: ReadonlySet<string>;
  /** How many findings of a report are known that cannot be verified. */
  readonly unverified: ReadonlyMap<string, number>;
};

const remember = async (night: Night): Promise<Memory> => {
  const { filings: known, nights } = night.store;
  const [filings, rows] = await Promise.all([known.all(), nights.rowsOf(night.run.id)]);
  const unverified = Map.groupBy(await known.findingsByStatus(['unverified']), ({ report }) => report);
  return {
    filings: new Map(filings.map((filing) => [filing.report, filing])),
    rows: new Map(rows.map(({ report, summary }) => [report, JSON.parse(summary) as ReportRow])),
    reminded: await planReminders(night),
    unverified: new Map([...unverified].map(([report, findings]) => [report, findings.length])),
  };
};

const isAsBefore = ({ report, audit, sha256 }: FiledReport, { filings, unverified }: Memory, night: Night): boolean => {
  const before = filings.get(report);
  if (before === undefined || before.audit !== audit || before.sha256 !== sha256) return false;
  return isAsKept(before, unverified.get(report) ?? 0, night);
};

/** An office is done when this run saved its night before, or nothing of it changed and no reminder is due. */
const isSaved = ({ filings }: OfficeFilings, { rows }: Memory): boolean =>
  filings.some(({ report }) => rows.has(report));

const isQuiet = ({ office, filings }: OfficeFilings, memory: Memory, night: Night): boolean =>
  !memory.reminded.has(office ?? '') && filings.every((filing) => isAsBefore(filing, memory, night));

const quietRows = ({ filings }: OfficeFilings, memory: Memory, reports: string): readonly ReportRow[] =>
  filings.flatMap(({ report }) => {
    const filing = memory.filings.get(report);
    return memory.rows.get(report) ?? (filing ? unchangedRow(filing, reports) : []);
  });

const scoreAll = async (
  offices: readonly OfficeFilings[],
  night: Night,
  deps: WorkDeps,
): Promise<readonly ReportRow[]> => {
  const memory = await remember(night);
  const isDone = (one: OfficeFilings): boolean => isSaved(one, memory) || isQuiet(one, memory, night);
  const quiet = offices.filter(isDone).flatMap((one) => quietRows(one, memory, night.config.reports));
  const units = offices
    .filter((one) => !isDone(one))
    .map((one) => ({ id: one.filings[0]?.report ?? '', payload: one as unknown as OfficeToScore }));
  deps.progress(wordsOf(night).scoring(quiet.length, units.length));
  const onDone = (_id: string, { rows }: { readonly rows: readonly ReportRow[] }): void => {
    for (const row of rows) deps.progress(describeRow(row, wordsOf(night)));
  };
  const { results, parked } = await deps.queue.runAll(scoreOfficeTask(night), units, { signal: deps.signal, onDone });
  const byId = new Map(units.map(({ id, payload }) => [id, payload]));
  const givenUp = parked.flatMap((one) => {
    const office = byId.get(one.id);
    return office ? failedRows(office, parkedFailure(one), night) : [];
  });
  for (const row of givenUp) deps.progress(describeRow(row, wordsOf(night)));
  return [...quiet, ...results.flatMap(({ rows }) => rows), ...givenUp];
};

type Work = Pick<RunSummary, 'rows' | 'faults' | 'mails' | 'notices'>;

/** What concerns known reports that are not there, and offices above: once all that was read is scored. */
const lookAfter = async (filed: readonly OfficeFilings[], night: Night) => {
  const read = new Set(filed.flatMap(({ filings }) => filings.map(({ report }) => report)));
  return { unread: await leaveUnread(read, night), notEscalated: await escalateOverdue(night) };
};

const scoreAndLookAfter = async (filings: Parameters<typeof fileReports>[0], night: Night, deps: WorkDeps) => {
  // An interrupted run does not know all filings of an office: to score it now would take the others for missing.
  const filed = fileReports(filings);
  const scored = deps.signal.aborted ? [] : await scoreAll(filed, night, deps);
  await writeWorkbooks(night);
  return { scored, after: deps.signal.aborted ? null : await lookAfter(filed, night) };
};

const mailRound = (night: Night, { transport, signal, chance, progress }: SendingDeps): MailRound => {
  const { config, store, now, log } = night;
  const { reports, mailRedirect: redirect } = config;
  return { store, transport, reports, redirect, signal, now, chance, log, progress, words: wordsOf(night) };
};

const doNight = async ({ source, listing }: Offer, night: Night, deps: SendingDeps): Promise<Work> => {
  const { log } = night;
  deps.progress(wordsOf(night).reading(listing.entries.length));
  const fetched = await timePhase('take', log, () => takeReports(source, listing, night, deps.signal));
  const audited = await timePhase('audit', log, () => auditAll(fetched.filings, night, deps));
  const { scored, after } = await timePhase('score', log, () => scoreAndLookAfter(audited.filings, night, deps));
  const round = mailRound(night, deps);
  const mails = await timePhase('deliver', log, () => sendMails(round));
  const faults: readonly SummaryFault[] = audited.filings.flatMap((filing) => filing.faults);
  const rows = [
    ...scored,
    ...fetched.failures.map(({ failure, office }) =>
      failureRow(failure, night.offices.get(office ?? '') ?? officeOfSource(failure.source, night)),
    ),
    ...audited.failures.map(({ failure, office }) => failureRow(failure, night.offices.get(office ?? '') ?? null)),
  ];
  const sorted = (await withMails(rows, night)).toSorted(compareRows);
  const unreached = fetched.failures.map(({ failure }) => failure);
  if (after && (await tellOperator(sorted, unreached, night))) await sendMails({ ...round, kind: 'operator' });
  const notices = after && (await gatherNotices(sorted, after.unread, after.notEscalated, night));
  return { rows: sorted, faults, mails, ...(notices ? { notices } : {}) };
};

const NOTHING: Work = { rows: [], faults: [], mails: { accepted: 0, waiting: 0, failed: 0 } };

const summaryOf = (
  run: Run,
  work: Work,
  config: Config,
  rest: Pick<RunSummary, 'state' | 'resumed' | 'exitCode'>,
): RunSummary => ({
  runId: run.id,
  date: run.date,
  trigger: run.trigger,
  folder: join(config.reports, run.id),
  ...rest,
  ...work,
});

type Begun = Exclude<BegunRun, { readonly is: 'done' }>;

/** Does the work of a begun run and records how it ended, whatever happens. */
const carryOut = async (begun: Begun, offer: Offer, night: Night, deps: SendingDeps): Promise<RunSummary> => {
  const { run } = begun;
  const { config, store, now } = night;
  try {
    const work = await doNight(offer, night, deps);
    const state = deps.signal.aborted ? 'interrupted' : 'finished';
    await store.runs.end(run.id, { state, now: now(), summary: recordOf(work) });
    const exitCode = state === 'interrupted' ? exitCodeOf(deps.signal) : 0;
    return summaryOf(run, work, config, { state, resumed: begun.is === 'resumed', exitCode });
  } catch (error) {
    const summary = JSON.stringify({ error: (error as Error).message });
    // The store itself may be what failed: the run then stays "running", and is continued just the same.
    await store.runs.end(run.id, { state: 'failed', now: now(), summary }).catch(() => {});
    throw error;
  }
};

const alreadyDone = (date: string, trigger: Deps['trigger'], config: Config): RunSummary =>
  summaryOf({ id: date, date, trigger, state: 'finished', started: '', finished: null }, NOTHING, config, {
    state: 'already-done',
    resumed: false,
    exitCode: 0,
  });

/** Works with the steps that are given, or with the program's own for this long. */
const withSteps = async <T>(config: Config, deps: Deps, work: (steps: Steps) => Promise<T>): Promise<T> => {
  if (deps.steps) return work(deps.steps);
  const steps = await loadSteps(config.concurrency);
  try {
    return await work(steps);
  } finally {
    await steps.close?.();
  }
};

const runWithStore = async (store: Store, config: Config, deps: WorkDeps, steps: Steps): Promise<RunSummary> => {
  const offices = await readRoster(config.offices, steps.profiles);
  const source =
    deps.source ??
    (await openSources(config, { offices, memory: store.sources, now: deps.clock.now, chance: deps.chance }));
  try {
    return await runWithSource({ source, listing: await source.list() }, offices, store, config, deps, steps);
  } finally {
    if (!deps.source) await source.close();
  }
};

const runWithSource = async (
  offer: Offer,
  offices: readonly Office[],
  store: Store,
  config: Config,
  deps: WorkDeps,
  steps: Steps,
): Promise<RunSummary> => {
  const now = deps.clock.now;
  const date = deps.date ?? localDate(now(), config.timezone);
  const begun = await store.runs.begin({ date, trigger: deps.trigger, now: now() });
  if (begun.is === 'done') return alreadyDone(date, deps.trigger, config);
  const transport = deps.transport ?? (await openTransport(config));
  const unsealed: Night = {
    run: begun.run,
    config,
    store,
    steps,
    offices: new Map(offices.map((office) => [office.id, office])),
    officeByName: officesByName(offices),
    deadlines: deps.deadlines ?? (await loadDeadlines(config.deadlines)),
    waivers: deps.waivers ?? (await loadWaivers(config.waivers)),
    now,
    log: deps.log,
    transport,
    seal: null,
  };
  // Workers on other machines need a store that they share, and a Redis that hands out the work.
  const seal = config.redis && config.database ? await sealNight(unsealed) : null;
  const night: Night = { ...unsealed, seal };
  if (begun.is === 'resumed') await removeDrafts(join(config.reports, begun.run.id));
  deps.progress(wordsOf(night).begun(begun.run.id, begun.is === 'resumed'));
  try {
    return await carryOut(begun, offer, night, { ...deps, transport });
  } finally {
    if (seal !== null) await store.blobs.remove('nights', seal).catch(() => {});
    if (!deps.transport) await transport.close();
  }
};

/** Works with the queue that is given, or with one that is open for this long. */
const withQueue = async <T>(
  { identity }: Store,
  config: Config,
  deps: Deps,
  work: (queue: Queue) => Promise<T>,
): Promise<T> => {
  if (deps.queue) return work(deps.queue);
  const queue = await openQueue(config, identity, deps.log, deps.chance);
  try {
    return await work(queue);
  } finally {
    await queue.close();
  }
};

/**
 * The main job: one night over all reports of the source. Leaves a scorecard for every report that is new or changed,
 * and one mail an office where there is something to say; a report that cannot be read or judged is a row of the
 * summary and stops nothing. A run that was cut off is continued.
 *
 * Throws ConfigurationError (roster, rules, folder of reports, Redis), RunLockHeld (another run is under way), StoreError,
 * QueueError (Redis is away), or the error of a disk that cannot be written: a run that had begun is then on record as
 * failed and is continued by the next start. A report or office that fails for a reason of its own is tried three
 * times, then named in the summary.
 */
export const runNight = async (config: Config, given: NightDeps = {}): Promise<RunSummary> => {
  const asked = withDefaults(config, given);
  const lock = await acquireRunLock(storePlace(config), asked.clock.now());
  const deps = { ...asked, signal: AbortSignal.any([asked.signal, lock.lost]) };
  try {
    const store = await openStore(storePlace(config));
    try {
      return await withQueue(store, config, deps, (queue) =>
        withSteps(config, deps, (steps) => runWithStore(store, config, { ...deps, queue }, steps)),
      );
    } finally {
      await store.close();
    }
  } finally {
    await lock.release();
  }
};
