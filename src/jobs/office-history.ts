import type { Delivery, FindingEvent, KnownFinding, ReportVersion, Store } from '../store/store.ts';
import { type KeptOfReport, keptOf } from './score-office.ts';

/** A finding with what became of it, night by night. */
export type FindingHistory = {
  readonly known: KnownFinding;
  readonly events: readonly { readonly date: string; readonly event: FindingEvent }[];
};

/** One report of an office: its versions, the oldest first, and every finding ever made of it. */
export type ReportHistory = {
  readonly report: string;
  readonly year: number | null;
  readonly kept: KeptOfReport;
  readonly versions: readonly ReportVersion[];
  readonly findings: readonly FindingHistory[];
};

export type OfficeHistory = { readonly reports: readonly ReportHistory[]; readonly mails: readonly Delivery[] };

/** All that the store knows of one office, the latest year first. */
export const officeHistory = async (office: string, store: Store): Promise<OfficeHistory> => {
  const filings = (await store.filings.all()).filter((filing) => filing.office === office);
  const reports: ReportHistory[] = [];
  for (const filing of filings.sort((a, b) => (b.year ?? 0) - (a.year ?? 0))) {
    const { report, year } = filing;
    const events = Map.groupBy(await store.filings.events(report), ({ fingerprint }) => fingerprint);
    const findings = (await store.filings.findings(report)).map((known) => ({
      known,
      events: events.get(known.fingerprint) ?? [],
    }));
    const byAge = (a: FindingHistory, b: FindingHistory): number =>
      a.known.firstSeen < b.known.firstSeen || (a.known.firstSeen === b.known.firstSeen && a.known.rule < b.known.rule)
        ? -1
        : 1;
    reports.push({
      report,
      year,
      kept: keptOf(filing),
      versions: await store.filings.versions(report),
      findings: findings.sort(byAge),
    });
  }
  return { reports, mails: await store.deliveries.ofOffice(office) };
};
