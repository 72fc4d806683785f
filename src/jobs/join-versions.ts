import type { AuditedFiling } from './audit-filing.ts';
import { type Chosen, chooseVersion } from './choose-version.ts';
import type { Night } from './night.ts';

/** Tonight's filings of which each is a report of its own, and by source the other files in which it was published. */
export type JoinedVersions = {
  readonly reports: readonly AuditedFiling[];
  readonly versions: ReadonlyMap<string, readonly AuditedFiling[]>;
};

const chooseAmong = async (
  filings: readonly AuditedFiling[],
  { store }: Night,
): Promise<Chosen<AuditedFiling> | null> => {
  const files = [];
  for (const of of filings) {
    const result = await store.audits.result(of.audit);
    if (!result) return null;
    files.push({ of, source: of.source, result });
  }
  return chooseVersion(files);
};

/**
 * Joins the files of one office and year that are one report – the page and its attachment – to the one of which more
 * was read. Files that state mostly other figures stay reports of their own.
 */
export const joinVersions = async (filings: readonly AuditedFiling[], night: Night): Promise<JoinedVersions> => {
  const versions = new Map<string, readonly AuditedFiling[]>();
  const dropped = new Set<AuditedFiling>();
  const dated = filings.filter(({ office, year }) => office !== null && year !== null);
  for (const group of Map.groupBy(dated, ({ office, year }) => `${office}/${year}`).values()) {
    const chosen = group.length > 1 ? await chooseAmong(group, night) : null;
    if (!chosen || chosen.versions.length === 0) continue;
    versions.set(chosen.report.source, chosen.versions);
    for (const version of chosen.versions) {
      dropped.add(version);
      night.log.info('read beside the report', { source: version.source, report: chosen.report.source });
    }
  }
  return { reports: filings.filter((filing) => !dropped.has(filing)), versions };
};
