import { isExpired, waivedFingerprint } from '../audit/waive-findings.ts';
import { yearsWithoutHolidays } from './deadlines.ts';
import type { Night, NightNotices, ReportRow } from './night.ts';

/** Which waivers no longer count, and which accept nothing that is known: the figure changed, or the finding is gone. */
export const checkWaivers = async ({ store, waivers, run }: Night): Promise<NightNotices['waivers']> => {
  if (waivers.length === 0) return { expired: [], unused: [] };
  const waived = await store.filings.findingsByStatus(['waived']);
  const known = new Set(waived.map(({ known: { fingerprint } }) => fingerprint));
  return {
    expired: waivers.filter((waiver) => isExpired(waiver, run.date)),
    unused: waivers.filter((waiver) => !isExpired(waiver, run.date) && !known.has(waivedFingerprint(waiver))),
  };
};

/**
 * Known reports with open findings that tonight's filings do not include are left as not verified: nobody read them, so
 * nothing of them is resolved. Gives the names of those that were asked for until now; on later nights they are known
 * to be away. Reports of no known office are told by their file only, and left.
 */
export const leaveUnread = async (read: ReadonlySet<string>, { store, run }: Night): Promise<readonly string[]> => {
  const open = await store.filings.findingsByStatus(['new', 'persisting', 'reopened']);
  const reports = [...new Set(open.map(({ report }) => report))].filter(
    (report) => !read.has(report) && !report.startsWith('?/'),
  );
  await store.nights.unread(reports.map((report) => ({ run: run.id, date: run.date, report })));
  return reports;
};

/** All that the night has to say beside its reports. */
export const gatherNotices = async (
  rows: readonly ReportRow[],
  unread: readonly string[],
  notEscalated: readonly string[],
  night: Night,
): Promise<NightNotices> => ({
  waivers: await checkWaivers(night),
  unread,
  silent: rows.flatMap(({ officeId, year, silentChanges = 0 }) =>
    silentChanges > 0 ? [{ report: `${officeId ?? '?'}/${year ?? '?'}`, figures: silentChanges }] : [],
  ),
  yearsWithoutHolidays: yearsWithoutHolidays(night.run.date, night.deadlines),
  notEscalated,
});
