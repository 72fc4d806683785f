import { join } from 'node:path';
import type { AuditFailure } from '../model/audit-result.ts';
import type { Office } from '../model/report.ts';
import type { Delivery } from '../store/store.ts';
import type { Night, ReportRow, RowMail, RunSummary } from './night.ts';
import type { NightWords } from './night-words.ts';
import { NO_MAIL } from './score-office.ts';

/** A row as one line for the person waiting. */
export const describeRow = (
  { officeId, officeName, year, status, counts, failure }: ReportRow,
  words: NightWords,
): string => {
  const what = failure ? failure.message : words.counts(counts.fatal + counts.error, counts.warning);
  return `${words.status[status]} ${officeId ?? officeName ?? '?'} ${year ?? '?'}: ${what}`;
};

/** The row of a report that could not be read or judged. */
export const failureRow = ({ source, code, message }: AuditFailure, office: Office | null): ReportRow => ({
  officeId: office?.id ?? null,
  officeName: office?.name ?? null,
  year: null,
  source,
  status: 'failed',
  score: null,
  counts: { fatal: 0, error: 0, warning: 0, info: 0 },
  scorecard: null,
  mail: NO_MAIL,
  failure: { code, message },
});

const settledMail = (mail: RowMail, delivery: Delivery | undefined, reports: string): RowMail => {
  // The store would not plan it: this very mail went out on this date before.
  if (!delivery) return { ...NO_MAIL, because: 'nothing-new' };
  const { state, recipient, answer, file } = delivery;
  const status = state === 'accepted' || state === 'failed' ? state : 'waiting';
  return { ...mail, status, to: recipient, answer, path: status === 'accepted' ? join(reports, file) : null };
};

/** Puts what became of the mails into the rows. */
export const withMails = async (rows: readonly ReportRow[], night: Night): Promise<readonly ReportRow[]> => {
  const deliveries = await night.store.deliveries.ofRun(night.run.id);
  const own = deliveries.filter(({ kind }) => kind === 'report');
  const byOffice = new Map(own.map((delivery) => [delivery.office, delivery]));
  return rows.map((row) =>
    row.mail.status === 'none'
      ? row
      : { ...row, mail: settledMail(row.mail, byOffice.get(row.officeId ?? ''), night.config.reports) },
  );
};

const sortKey = ({ officeId, year, source }: ReportRow): string =>
  `${officeId ?? '\uffff'}\0${year ?? '\uffff'}\0${source}`;

/** By office, year and source; rows without an office last. */
export const compareRows = (a: ReportRow, b: ReportRow): number => (sortKey(a) < sortKey(b) ? -1 : 1);

/** The record of a run: what is not in the rows of the store already. */
export const recordOf = ({
  rows,
  faults,
  mails,
  notices,
}: Pick<RunSummary, 'rows' | 'faults' | 'mails' | 'notices'>): string => {
  const count = (status: ReportRow['status']): number => rows.filter((row) => row.status === status).length;
  return JSON.stringify({
    reports: { new: count('new'), changed: count('changed'), unchanged: count('unchanged'), failed: count('failed') },
    failures: rows.flatMap(({ source, failure }) => (failure ? [{ source, ...failure }] : [])),
    unmatched: rows.filter(({ officeId, failure }) => officeId === null && !failure).map(({ source }) => source),
    faults,
    mails,
    notices,
  });
};
