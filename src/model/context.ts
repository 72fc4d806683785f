import type { Claim } from './claim.ts';
import type { Fact } from './fact.ts';
import type { OfficeLevel } from './report.ts';

/** What another report says, as far as rules may ask: the same office a year before, an office below it, a peer. */
export type RelatedReport = {
  readonly office: string;
  readonly year: number;
  readonly template: string;
  readonly facts: readonly Fact[];
  readonly claims: readonly Claim[];
};

/** The offices below an office, and the reports of the same year that are known of them. */
export type ChildReports = {
  /** Ids of all offices whose parent this office is, in the order of the roster. */
  readonly expected: readonly string[];
  readonly reports: readonly RelatedReport[];
};

/** Reports of the same year and form by offices of the same level; fewer than 30 are no measure of anything. */
export type PeerReports = { readonly level: OfficeLevel; readonly reports: readonly RelatedReport[] };

/** The same report as the office published it in another file: the page beside the attachment. `source` names the file. */
export type OtherVersion = RelatedReport & { readonly source: string };

/**
 * What is known beside the report itself. Null is "not known", which leaves a rule undecided; it is never "nothing".
 * The result of an audit is a function of the report, the rules and this.
 */
export type AuditContext = {
  readonly prior: RelatedReport | null;
  readonly children: ChildReports | null;
  readonly peers: PeerReports | null;
  /** Left out: the report came in one file. */
  readonly versions?: readonly OtherVersion[];
};

export const NO_CONTEXT: AuditContext = { prior: null, children: null, peers: null };
