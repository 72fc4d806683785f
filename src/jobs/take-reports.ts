import type { AuditFailure } from '../model/audit-result.ts';
import type { Snapshot } from '../model/report.ts';
import type { Keep, Source, SourceEntry, SourceListing } from '../sources/source.ts';
import type { FilingToAudit } from './audit-filing.ts';
import type { Night } from './night.ts';
import { unpackSnapshot } from './unpack-snapshot.ts';

/** What the source gave tonight; a failure names the office it is of, where that is known. */
export type TakenReports = {
  readonly filings: readonly FilingToAudit[];
  readonly failures: readonly { readonly failure: AuditFailure; readonly office: string | null }[];
};

const bySource = (a: { readonly source: string }, b: { readonly source: string }): number =>
  a.source < b.source ? -1 : a.source > b.source ? 1 : 0;

/** Names of files that hold others. */
const PACKED = /\.(?:zip|rar|7z|tar|gz|tgz|eml|msg)$/i;

const isPacked = (source: string): boolean => PACKED.test(source);

/**
 * Takes every report of the source into the store, until the signal is aborted. Lanes are worked on side by side, the
 * entries of one in their order; what comes out is in the order of names, whichever was first.
 */
export const takeReports = async (
  source: Source,
  { entries, failures: refused }: SourceListing,
  night: Night,
  signal: AbortSignal,
): Promise<TakenReports> => {
  const filings = new Map<string, FilingToAudit>();
  const failures = refused.map((failure) => ({ failure, office: null as string | null }));
  const file = ({ source: name, sha256, folder }: FilingToAudit): void => {
    const before = filings.get(name);
    filings.set(name, { source: name, sha256, folder });
    // One address in the name of two offices: neither is a guess, so it is the first one's by the order of ids.
    if (before && before.folder !== folder) {
      const [first, second] = [before.folder ?? '', folder ?? ''].sort();
      filings.set(name, { source: name, sha256, folder: first || null });
      const message = `${name} is also the report of ${first}; it is judged as that office's`;
      failures.push({ failure: { source: name, code: 'shared', message }, office: second || null });
    }
  };
  const save = ({ source: name, sha256, bytes }: Snapshot): Promise<void> =>
    night.store.saveSnapshot({ sha256, source: name, bytes }, night.now());
  /** An archive is filed as the reports in it. */
  const fileContents = async (snapshot: Snapshot, folder: string | null): Promise<void> => {
    const unpacked = await unpackSnapshot(snapshot, night.steps, night.log);
    failures.push(...unpacked.failures.map((failure) => ({ failure, office: folder })));
    for (const one of unpacked.snapshots) {
      await save(one);
      file({ source: one.source, sha256: one.sha256, folder });
    }
  };
  const keep: Keep = {
    report: async (snapshot, folder) => {
      // What came from the network cannot be had again: the archive itself is kept, not only what is in it.
      if (isPacked(snapshot.source)) await save(snapshot);
      await fileContents(snapshot, folder);
    },
    known: async ({ source: name, sha256, folder }) => {
      if (!isPacked(name)) {
        file({ source: name, sha256, folder });
        return true;
      }
      const bytes = await night.store.blobs.get('snapshots', sha256);
      if (bytes) await fileContents({ source: name, sha256, bytes, declaredType: null }, folder);
      return bytes !== null;
    },
  };
  const context = { run: night.run.id, date: night.run.date, signal, keep, note: night.log.info };
  const workOn = async (lane: readonly SourceEntry[]): Promise<void> => {
    for (const entry of lane) {
      if (signal.aborted) return;
      const wrong = await source.take(entry, context);
      failures.push(...wrong.map((failure) => ({ failure, office: entry.folder })));
    }
  };
  await Promise.all([...Map.groupBy(entries, ({ lane }) => lane).values()].map(workOn));
  return {
    filings: [...filings.values()].sort(bySource),
    failures: failures.sort((a, b) => bySource(a.failure, b.failure)),
  };
};
