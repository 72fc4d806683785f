import type { Claim, ClaimVerdict } from './claim.ts';
import type { Fact, Part } from './fact.ts';
import type { Finding } from './finding.ts';
import type { Note } from './note.ts';
import type { Identity } from './report.ts';
import type { Equation, RuleFault } from './rule.ts';

/**
 * How much of the official form was read: the figures that it asks for, and how many of them are stated, left blank,
 * unreadable, or nowhere to be found (a row or a whole table is missing).
 */
export type FormCoverage = {
  readonly cells: number;
  readonly stated: number;
  readonly blank: number;
  readonly unreadable: number;
  readonly absent: number;
};

/** How many rules ended how. Rules that could not be decided never count as passed. */
export type Coverage = {
  readonly rules: number;
  readonly holds: number;
  readonly violated: number;
  readonly undecided: number;
  readonly inapplicable: number;
  readonly form?: FormCoverage;
};

export type Grade = '优' | '良' | '中' | '差';

/** 0 to 100 with one decimal, as a number of tenths: exact and printable. */
export type Score = { readonly tenths: number; readonly grade: Grade };

/** Everything the audit says about one report. */
export type AuditResult = {
  readonly source: string;
  readonly sha256: string;
  readonly mediaType: string;
  readonly office: { readonly id: string | null; readonly name: string | null };
  readonly identity: Identity;
  readonly template: string | null;
  readonly facts: readonly Fact[];
  readonly parts: readonly Part[];
  readonly claims: readonly Claim[];
  readonly claimVerdicts: readonly ClaimVerdict[];
  readonly equations: readonly Equation[];
  readonly findings: readonly Finding[];
  readonly notes: readonly Note[];
  readonly faults: readonly RuleFault[];
  readonly coverage: Coverage;
  readonly score: Score;
  /** What no rule could decide, by rule and target, with the fingerprint that a finding of it would have. */
  readonly undecided?: readonly { readonly rule: string; readonly target: string; readonly fingerprint: string }[];
  /** Words of the report that say it was corrected after it was first published; null where there are none. */
  readonly correction?: string | null;
};

/** An input that could not be audited; the others of the batch still are. */
export type AuditFailure = { readonly source: string; readonly code: string; readonly message: string };
