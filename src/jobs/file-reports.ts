import type { AuditedFiling } from './audit-filing.ts';

/** A filing with the report it is a version of: "<office>/<year>/<copy>", or "?/<source>" where the office is not known. */
export type FiledReport = AuditedFiling & { readonly report: string; readonly name: string };

/** The filings of one office tonight; `office` null for one filing of no known office. */
export type OfficeFilings = { readonly office: string | null; readonly filings: readonly FiledReport[] };

const bySource = (a: AuditedFiling, b: AuditedFiling): number => (a.source < b.source ? -1 : 1);

const yearName = (year: number | null): string => (year === null ? 'undated' : String(year));

const ofUnknownOffice = (filing: AuditedFiling): OfficeFilings => ({
  office: null,
  filings: [
    {
      ...filing,
      report: `?/${filing.source}`,
      name: `unmatched-${filing.sha256.slice(0, 12)}-${yearName(filing.year)}`,
    },
  ],
});

/** Several files of one office and year are told apart by their order: the second is copy 2. */
const ofOffice = (office: string, filings: readonly AuditedFiling[]): OfficeFilings => {
  const seen = new Map<number | null, number>();
  const filed = [...filings].sort(bySource).map((filing) => {
    const copy = (seen.get(filing.year) ?? 0) + 1;
    seen.set(filing.year, copy);
    const year = yearName(filing.year);
    return { ...filing, report: `${office}/${year}/${copy}`, name: `${office}-${year}${copy === 1 ? '' : `-${copy}`}` };
  });
  return { office, filings: filed };
};

/** Groups filings by office, in the order of ids, those of no known office last, and names each one's report. Pure. */
export const fileReports = (filings: readonly AuditedFiling[]): readonly OfficeFilings[] => {
  const byOffice = Map.groupBy(filings, ({ office }) => office);
  const known = [...byOffice.keys()].filter((id) => id !== null).sort();
  return [
    ...known.map((id) => ofOffice(id, byOffice.get(id) ?? [])),
    ...[...(byOffice.get(null) ?? [])].sort(bySource).map(ofUnknownOffice),
  ];
};
