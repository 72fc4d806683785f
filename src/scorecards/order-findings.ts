import type { Severity } from '../model/rule.ts';
import { SEVERITIES } from '../model/rule.ts';
import type { ScorecardFinding } from '../model/scorecard.ts';

/** A finding with its number in the list and, for a consequence, the number of the finding that caused it. */
export type NumberedFinding = ScorecardFinding & { readonly number: number; readonly causedBy: number | null };

const rank = ({ finding }: ScorecardFinding): number =>
  (finding.status === 'waived' ? SEVERITIES.length : 0) + SEVERITIES.indexOf(finding.severity);

/** Whether the office still has something to do about it. */
export const isOpen = ({ finding }: ScorecardFinding): boolean =>
  finding.status !== 'waived' && finding.status !== 'resolved';

/**
 * The findings numbered from 1 in reading order: root causes by severity, each followed directly by its consequences,
 * waived ones last. A consequence whose root is not listed stands as a root.
 */
export const orderFindings = (findings: readonly ScorecardFinding[]): readonly NumberedFinding[] => {
  const listed = new Set(findings.map(({ finding }) => finding.fingerprint));
  const isRoot = ({ finding }: ScorecardFinding): boolean => finding.causedBy === null || !listed.has(finding.causedBy);
  const ordered: NumberedFinding[] = [];
  const placed = new Set<ScorecardFinding>();
  const place = (entry: ScorecardFinding, causedBy: number | null): void => {
    if (placed.has(entry)) return;
    placed.add(entry);
    const number = ordered.length + 1;
    ordered.push({ ...entry, number, causedBy });
    for (const next of findings) if (next.finding.causedBy === entry.finding.fingerprint) place(next, number);
  };
  const roots = findings.filter(isRoot).toSorted((a, b) => rank(a) - rank(b));
  for (const root of roots) place(root, null);
  for (const left of findings) place(left, null);
  return ordered;
};

/** The worst of the severities, null for none. */
export const worstOf = (severities: readonly Severity[]): Severity | null =>
  SEVERITIES.find((severity) => severities.includes(severity)) ?? null;
