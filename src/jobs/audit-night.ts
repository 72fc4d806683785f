import type { AuditFailure } from '../model/audit-result.ts';
import type { Office } from '../model/report.ts';
import type { Log } from '../platform/log.ts';
import {
  type AuditedFiling,
  auditBesideOthersTask,
  auditFilingTask,
  type FilingOutcome,
  type FilingToAudit,
} from './audit-filing.ts';
import { joinVersions } from './join-versions.ts';
import type { Night } from './night.ts';
import { NIGHT_WORDS } from './night-words.ts';
import { filingsBesideOthers, latestOutcomes } from './place-reports.ts';
import type { Parked, Queue, Task, Unit } from './queue/queue.ts';

/** Work that failed at each attempt, as the summary names it; nothing of it is saved, so the next run tries it again. */
export const parkedFailure = ({ attempts, reason }: Parked): { readonly code: string; readonly message: string } => ({
  code: 'parked',
  message: `given up after ${attempts} attempts: ${reason}`,
});

/** The office whose folder a report lies in; null where it lies in none. */
export const officeOfSource = (source: string, { offices }: Pick<Night, 'offices'>): Office | null =>
  offices.get(source.split('/')[0] ?? '') ?? null;

export type AuditedNight = {
  readonly filings: readonly AuditedFiling[];
  readonly failures: readonly { readonly failure: AuditFailure; readonly office: string | null }[];
};

type AuditDeps = {
  readonly queue: Queue;
  readonly signal: AbortSignal;
  readonly progress: (line: string) => void;
  readonly log: Log;
};

/** Runs one audit task over its units; what was given up after several attempts is a failure like any other. */
const runTask = async <P>(
  task: Task<P, FilingOutcome>,
  units: readonly Unit<P>[],
  night: Night,
  { queue, signal, progress, log }: AuditDeps,
): Promise<readonly FilingOutcome[]> => {
  const words = NIGHT_WORDS[night.config.lang];
  const onDone = (id: string, outcome: FilingOutcome): void => {
    if ('failure' in outcome) progress(words.notAudited(id, outcome.failure.message));
    else log.debug('audited', { source: id, office: outcome.filing.office, year: outcome.filing.year });
  };
  const { results, parked } = await queue.runAll(task, units, { signal, onDone });
  const givenUp = parked.map((one): FilingOutcome => {
    progress(words.notAudited(one.id, one.reason));
    const office = officeOfSource(one.id, night)?.id ?? null;
    return { failure: { source: one.id, ...parkedFailure(one) }, office };
  });
  return [...results, ...givenUp];
};

/**
 * Judges tonight's filings: each by itself, which tells whose report of which year it is; then those that have others
 * beside them – last year's, those of the offices below – once more beside these. An interrupted run stops in between.
 */
export const auditAll = async (
  filings: readonly FilingToAudit[],
  night: Night,
  deps: AuditDeps,
): Promise<AuditedNight> => {
  const units = filings.map((filing) => ({ id: filing.source, payload: filing }));
  const alone = await runTask(auditFilingTask(night), units, night, deps);
  const read = alone.flatMap((outcome) => ('filing' in outcome ? [outcome.filing] : []));
  const { reports, versions } = await joinVersions(read, night);
  const beside = deps.signal.aborted ? [] : await filingsBesideOthers(filings, reports, versions, night);
  const again = beside.length === 0 ? [] : await runTask(auditBesideOthersTask(night), beside, night, deps);
  const outcomes = latestOutcomes(alone, again);
  const isReport = new Set(reports.map(({ source }) => source));
  return {
    filings: outcomes.flatMap((outcome) =>
      'filing' in outcome && isReport.has(outcome.filing.source) ? [outcome.filing] : [],
    ),
    failures: outcomes.flatMap((outcome) => ('failure' in outcome ? [outcome] : [])),
  };
};
