import type { Knowledge } from '../audit/knowledge.ts';
import type { AuditFailure } from '../model/audit-result.ts';
import type { AuditContext } from '../model/context.ts';
import type { Office, Snapshot } from '../model/report.ts';

/** What every child knows: rules and forms with each scoring profile, and the profile for offices of no other. */
export type ReaderKnowledge = { readonly byProfile: ReadonlyMap<string, Knowledge>; readonly common: Knowledge };

/** An archive taken apart: what is in it, what should have been read and could not, and what is no report. */
export type ExpandedArchive = {
  readonly snapshots: readonly Snapshot[];
  readonly failures: readonly AuditFailure[];
  /** One member a line, with the reason. */
  readonly leftOut: readonly { readonly source: string; readonly why: string }[];
};

export type AuditTask = {
  readonly snapshot: Snapshot;
  readonly office: Office | null;
  readonly context: AuditContext;
};
