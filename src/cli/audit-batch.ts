import type { AuditFailure, AuditResult } from '../model/audit-result.ts';
import type { Finding } from '../model/finding.ts';
import { SEVERITIES, type Severity } from '../model/rule.ts';

/** One call of `gouji audit`: what was read, in the order given, and what could not be. */
export type AuditBatch = {
  readonly ruleset: { readonly name: string; readonly version: string; readonly hash: string };
  readonly results: readonly AuditResult[];
  readonly failures: readonly AuditFailure[];
};

/** Whether a finding still counts: neither waived nor mended. */
export const isOpen = (finding: Finding): boolean => finding.status !== 'waived' && finding.status !== 'resolved';

export const countOpen = (result: AuditResult, severity: Severity): number =>
  result.findings.filter((finding) => finding.severity === severity && isOpen(finding)).length;

const reaches = (severity: Severity, bar: Severity): boolean => SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(bar);

/**
 * The exit code of a batch. What makes the result itself doubtful comes first: a rule that crashed (2), then input
 * that was not read (3), then findings (1).
 */
export const exitCodeOf = (batch: AuditBatch, failOn: Severity | 'never'): 0 | 1 | 2 | 3 => {
  if (batch.results.some((result) => result.faults.length > 0)) return 2;
  if (batch.failures.length > 0) return 3;
  if (failOn === 'never') return 0;
  const found = batch.results.some((result) =>
    result.findings.some((finding) => isOpen(finding) && reaches(finding.severity, failOn)),
  );
  return found ? 1 : 0;
};
