import type { Snapshot } from '../../src/model/report.ts';
import type { KeptReport, TakeContext } from '../../src/sources/source.ts';

/** What a source handed over, and the context that collects it. */
export type Taking = {
  readonly context: TakeContext;
  readonly reports: (Snapshot & { readonly folder: string | null })[];
  readonly known: KeptReport[];
  readonly notes: Readonly<Record<string, string | number>>[];
};

/** A night that takes; `has` says whether the bytes of an earlier version are still there. */
export const aTaking = (over: Partial<TakeContext> = {}, has: (sha256: string) => boolean = () => true): Taking => {
  const reports: Taking['reports'] = [];
  const known: KeptReport[] = [];
  const notes: Readonly<Record<string, string | number>>[] = [];
  const context: TakeContext = {
    run: '2026-01-20',
    date: '2026-01-20',
    signal: new AbortController().signal,
    keep: {
      report: async (snapshot, folder) => void reports.push({ ...snapshot, folder }),
      known: async (report) => {
        if (!has(report.sha256)) return false;
        known.push(report);
        return true;
      },
    },
    note: (_event, fields) => void notes.push(fields),
    ...over,
  };
  return { context, reports, known, notes };
};
