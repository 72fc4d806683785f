import type { AuditResult } from './audit-result.ts';
import type { Finding } from './finding.ts';
import type { Office } from './report.ts';
import type { Template } from './template.ts';
import type { Language } from './text.ts';

/** A finding as the office sees it on one night: since when it is known and by when it must be mended. */
export type ScorecardFinding = {
  readonly finding: Finding;
  /** ISO date of the run that first reported it. */
  readonly firstSeen: string;
  /** ISO date; null where the severity asks for no answer this year. */
  readonly deadline: string | null;
};

/** A figure that changed between two versions; null where one of them does not state it. */
export type ScorecardChange = {
  readonly label: string;
  readonly group: string | null;
  readonly from: string | null;
  readonly to: string | null;
};

/** What one office gets for one report: the content of the workbook and of the mail. Dates are ISO strings. */
export type Scorecard = {
  readonly office: Office;
  readonly year: number | null;
  readonly runId: string;
  readonly date: string;
  readonly ruleset: { readonly name: string; readonly version: string; readonly hash: string };
  readonly result: AuditResult;
  readonly template: Template | null;
  readonly findings: readonly ScorecardFinding[];
  /** Findings of the previous run that are gone. */
  readonly resolved: readonly { readonly rule: string; readonly message: Finding['message'] }[];
  /** Findings of earlier runs that could not be told tonight: neither found again nor resolved. */
  readonly unverified?: readonly {
    readonly rule: string;
    readonly message: Finding['message'];
    readonly firstSeen: string;
  }[];
  /** What this version of the report states otherwise than the one before; `noted`: the report says that it was corrected. */
  readonly changes?: { readonly figures: readonly ScorecardChange[]; readonly noted: boolean };
  /** The earliest deadline of the open findings. */
  readonly deadline: string | null;
  readonly language: Language;
};
