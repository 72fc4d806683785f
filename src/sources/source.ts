import type { AuditFailure } from '../model/audit-result.ts';
import type { Snapshot } from '../model/report.ts';

/**
 * Something a source can be asked for: `source` is its name there, with '/' on every system, or its address; `folder`
 * the id of the office it belongs to, null where that is not known. Entries of one `lane` are taken one after
 * another, different lanes at once.
 */
export type SourceEntry = {
  readonly source: string;
  readonly folder: string | null;
  readonly lane: string;
  readonly size: number;
};

/** What a source offers tonight, in a fixed order, and what of it cannot be taken. */
export type SourceListing = { readonly entries: readonly SourceEntry[]; readonly failures: readonly AuditFailure[] };

/** One version of a report that is kept: its name, its hash, and the office it is known to belong to. */
export type KeptReport = { readonly source: string; readonly sha256: string; readonly folder: string | null };

/** Where a source puts what it takes. */
export type Keep = {
  /** Keeps the bytes; durable when it resolves. */
  readonly report: (snapshot: Snapshot, folder: string | null) => Promise<void>;
  /** Offers a version that was kept on an earlier night; false when its bytes are no longer there. */
  readonly known: (report: KeptReport) => Promise<boolean>;
};

/** What a source is told when it is asked: which run and date it is for, when to stop, and where its finds go. */
export type TakeContext = {
  /** The id of the run; a run that is continued has the same. */
  readonly run: string;
  readonly date: string;
  readonly signal: AbortSignal;
  readonly keep: Keep;
  /** Tells the operator of something that is no failure. */
  readonly note: (event: string, fields: Readonly<Record<string, string | number>>) => void;
};

/**
 * Where reports come from. Listing is cheap and uses no network. `take` hands every report of an entry to `keep` and
 * resolves with what could not be taken, named; it throws only for trouble of this machine.
 */
export type Source = {
  readonly list: () => Promise<SourceListing>;
  readonly take: (entry: SourceEntry, context: TakeContext) => Promise<readonly AuditFailure[]>;
  readonly close: () => Promise<void>;
};
