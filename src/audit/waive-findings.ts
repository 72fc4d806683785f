import { applyWaivers, isExpired, waivedFingerprint, waiversFor } from '../findings/apply-waivers.ts';
import { parseWaivers, type Waiver } from '../findings/waivers.ts';
import type { AuditResult, Score } from '../model/audit-result.ts';
import type { Finding } from '../model/finding.ts';

// What the jobs need of waivers: a step is reached through the audit only.
export { isExpired, parseWaivers, type Waiver, waivedFingerprint, waiversFor };

/** A result on a date: what is accepted is waived, and the score counts what is left. */
export const waiveFindings = (
  result: AuditResult,
  waivers: readonly Waiver[],
  date: string,
  score: (findings: readonly Finding[]) => Score,
): AuditResult => {
  const report = { office: result.office.id ?? '', year: result.identity.period.year };
  const findings = applyWaivers(result.findings, waivers, report, date);
  return findings === result.findings ? result : { ...result, findings, score: score(findings) };
};
