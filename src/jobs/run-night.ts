import { join } from 'node:path';
import type { Transport } from '../delivery/mail.ts';
import { outboxTransport } from '../delivery/transport/outbox-transport.ts';
import type { AuditFailure } from '../model/audit-result.ts';
import type { Office } from '../model/report.ts';
import { localDate, systemClock } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import { ConfigurationError, quoteValue } from '../platform/faults.ts';
import { stderrLog } from '../platform/log.ts';
import { folderSource, type SourceEntry, type SourceListing } from '../sources/folder-source.ts';
import { officesByName, readRoster } from '../sources/roster.ts';
import { openStore } from '../store/open-store.ts';
import { acquireRunLock } from '../store/run-lock.ts';
import type { BegunRun, Filing, Run, Store } from '../store/store.ts';
import { type AuditedFiling, auditFilingTask, type FilingOutcome, type FilingToAudit } from './audit-filing.ts';
import { DEFAULT_DEADLINES } from './deadlines.ts';
import { type FiledReport, fileReports, type OfficeFilings } from './file-reports.ts';
import type { Night, NightDeps, ReportRow, RunSummary, SummaryFault } from './night.ts';
import { compareRows, describeRow, failureRow, recordOf, withMails } from './night-rows.ts';
import { NIGHT_WORDS, type NightWords } from './night-words.ts';
import { planReminders } from './plan-reminders.ts';
import { openQueue } from './queue/open-queue.ts';
import type { Parked, Queue } from './queue/queue.ts';
import { failedRows, type OfficeToScore, scoreOfficeTask, unchangedRow } from './score-office.ts';
import { sendMails } from './send-mails.ts';
import { loadSteps, type Steps } from './steps.ts';

type Opened = 'steps' | 'date' | 'transport' | 'queue';

/** What is opened only once it is needed stays optional. */
type Deps = Required<Omit<NightDeps, Opened>> & Pick<NightDeps, Opened>;

/** What the work of a night is given: with its queue open. */
type WorkDeps = Deps & { readonly queue: Queue };

const withDefaults = (config: Config, deps: NightDeps): Deps => {
  const log = deps.log ?? stderrLog(config.log);
  return {
    signal: new AbortController().signal,
    progress: (line) => log.info(line),
    clock: systemClock,
    trigger: 'manual',
    source: folderSource(config.source),
    deadlines: DEFAULT_DEADLINES,
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

const exitCodeOf = (signal: AbortSignal): number => SIGNAL_CODES[String(signal.reason)] ?? 130;

const checkProfiles = (offices: readonly Office[], { profiles }: Steps, path: string): void => {
  const faults = offices
    .filter(({ profile }) => !profiles.includes(profile))
    .map(({ id, profile }) => `${id}: profile ${quoteValue(profile)}; accepted: ${profiles.join(', ')}`);
  if (faults.length > 0) throw new ConfigurationError(`the roster ${path} names profiles that do not exist:`, faults);
};

type Fetched = { readonly filings: readonly FilingToAudit[]; readonly failures: readonly AuditFailure[] };

/** Takes a snapshot of every report of the source into the store, until the signal is aborted. */
const fetchAll = async (listing: SourceListing, night: Night, deps: WorkDeps): Promise<Fetched> => {
  const { entries, failures: refused } = listing;
  deps.progress(wordsOf(night).reading(entries.length));
  const filings: FilingToAudit[] = [];
  const failures = [...refused];
  const take = async (entry: SourceEntry): Promise<void> => {
    const taken = await deps.source.take(entry);
    if ('failure' in taken) return void failures.push(taken.failure);
    const { sha256, bytes } = taken.snapshot;
    await night.store.saveSnapshot({ sha256, source: entry.source, bytes }, night.now());
    filings.push({ source: entry.source, sha256, folder: entry.folder });
  };
  for (const entry of entries) {
    if (deps.signal.aborted) break;
    await take(entry);
  }
  return { filings, failures };
};

/** Work that failed at each attempt, as the summary names it; nothing of it is saved, so the next run tries it again. */
const parkedFailure = ({ attempts, reason }: Parked): { readonly code: string; readonly message: string } => ({
  code: 'parked',
  message: `given up after ${attempts} attempts: ${reason}`,
});

const officeOfSource = (source: string, night: Night): Office | null =>
  night.offices.get(source.split('/')[0] ?? '') ?? null;

type Audited = {
  readonly filings: readonly AuditedFiling[];
  readonly failures: readonly { readonly failure: AuditFailure; readonly office: string | null }[];
};

const auditAll = async (filings: readonly FilingToAudit[], night: Night, deps: WorkDeps): Promise<Audited> => {
  const units = filings.map((filing) => ({ id: filing.source, payload: filing }));
  const onDone = (id: string, outcome: FilingOutcome): void => {
    if ('failure' in outcome) deps.progress(wordsOf(night).notAudited(id, outcome.failure.message));
    else deps.log.debug('audited', { source: id, office: outcome.filing.office, year: outcome.filing.year });
  };
  const { results, parked } = await deps.queue.runAll(auditFilingTask(night), units, { signal: deps.signal, onDone });
  const givenUp = parked.map((one) => {
    deps.progress(wordsOf(night).notAudited(one.id, one.reason));
    return { failure: { source: one.id, ...parkedFailure(one) }, office: officeOfSource(one.id, night)?.id ?? null };
  });
  return {
    filings: results.flatMap((outcome) => ('filing' in outcome ? [outcome.filing] : [])),
    failures: [...results.flatMap((outcome) => ('failure' in outcome ? [outcome] : [])), ...givenUp],
  };
};

/** What the store knew when the run began, or went on: current filings, and what the run has done already. */
type Memory = {
  readonly filings: ReadonlyMap<string, Filing>;
  readonly rows: ReadonlyMap<string, ReportRow>;
  readonly reminded: ReadonlySet<string>;
};

const remember = async (night: Night): Promise<Memory> => {
  const [filings, rows] = await Promise.all([night.store.filings.all(), night.store.nights.rowsOf(night.run.id)]);
  return {
    filings: new Map(filings.map((filing) => [filing.report, filing])),
    rows: new Map(rows.map(({ report, summary }) => [report, JSON.parse(summary) as ReportRow])),
    reminded: await planReminders(night),
  };
};

const isAsBefore = ({ report, audit, sha256 }: FiledReport, { filings }: Memory): boolean => {
  const before = filings.get(report);
  return before !== undefined && before.audit === audit && before.sha256 === sha256;
};

/** An office is done when this run saved its night before, or nothing of it changed and no reminder is due. */
const isSaved = ({ filings }: OfficeFilings, { rows }: Memory): boolean =>
  filings.some(({ report }) => rows.has(report));

const isQuiet = ({ office, filings }: OfficeFilings, memory: Memory): boolean =>
  !memory.reminded.has(office ?? '') && filings.every((filing) => isAsBefore(filing, memory));

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
  const isDone = (one: OfficeFilings): boolean => isSaved(one, memory) || isQuiet(one, memory);
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

type Work = Pick<RunSummary, 'rows' | 'faults' | 'mails'>;

const doNight = async (listing: SourceListing, night: Night, deps: WorkDeps): Promise<Work> => {
  const fetched = await fetchAll(listing, night, deps);
  const audited = await auditAll(fetched.filings, night, deps);
  // An interrupted run does not know all filings of an office: to score it now would take the others for missing.
  const scored = deps.signal.aborted ? [] : await scoreAll(fileReports(audited.filings), night, deps);
  const { config, store, now, log, transport } = night;
  const { signal, chance, progress } = deps;
  const mails = await sendMails({
    store,
    transport,
    reports: config.reports,
    redirect: config.mailRedirect,
    signal,
    now,
    chance,
    log,
    progress,
    words: wordsOf(night),
  });
  const faults: readonly SummaryFault[] = audited.filings.flatMap((filing) => filing.faults);
  const rows = [
    ...scored,
    ...fetched.failures.map((failure) => failureRow(failure, officeOfSource(failure.source, night))),
    ...audited.failures.map(({ failure, office }) => failureRow(failure, night.offices.get(office ?? '') ?? null)),
  ];
  return { rows: (await withMails(rows, night)).toSorted(compareRows), faults, mails };
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
const carryOut = async (begun: Begun, listing: SourceListing, night: Night, deps: WorkDeps): Promise<RunSummary> => {
  const { run } = begun;
  const { config, store, now } = night;
  try {
    const work = await doNight(listing, night, deps);
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

const runWithStore = async (store: Store, config: Config, deps: WorkDeps): Promise<RunSummary> => {
  const steps = deps.steps ?? (await loadSteps());
  const offices = await readRoster(config.offices);
  checkProfiles(offices, steps, config.offices);
  const listing = await deps.source.list();
  const now = deps.clock.now;
  const date = deps.date ?? localDate(now(), config.timezone);
  const begun = await store.runs.begin({ date, trigger: deps.trigger, now: now() });
  if (begun.is === 'done') return alreadyDone(date, deps.trigger, config);
  const transport = deps.transport ?? (await openTransport(config));
  const night: Night = {
    run: begun.run,
    config,
    store,
    steps,
    offices: new Map(offices.map((office) => [office.id, office])),
    officeByName: officesByName(offices),
    deadlines: deps.deadlines,
    now,
    log: deps.log,
    transport,
  };
  deps.progress(wordsOf(night).begun(begun.run.id, begun.is === 'resumed'));
  try {
    return await carryOut(begun, listing, night, deps);
  } finally {
    if (!deps.transport) await transport.close();
  }
};

/** Works with the queue that is given, or with one that is open for this long. */
const withQueue = async <T>(config: Config, deps: Deps, work: (queue: Queue) => Promise<T>): Promise<T> => {
  if (deps.queue) return work(deps.queue);
  const queue = await openQueue(config, deps.log, deps.chance);
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
  const deps = withDefaults(config, given);
  const lock = await acquireRunLock(config.data, deps.clock.now());
  try {
    const store = await openStore(config.data);
    try {
      return await withQueue(config, deps, (queue) => runWithStore(store, config, { ...deps, queue }));
    } finally {
      await store.close();
    }
  } finally {
    lock.release();
  }
};
