import type { Finding } from '../model/finding.ts';
import { fingerprint, type ReportKey } from './build-findings.ts';
import type { Waiver } from './waivers.ts';

/** The finding that a waiver is about, whatever its figures. */
export const waivedFingerprint = ({ rule, office, year, target }: Waiver): string =>
  fingerprint(rule, { office, year }, target);

export const isExpired = ({ expires }: Waiver, date: string): boolean => expires < date;

/** Waivers that are in force for one report on a date. */
export const waiversFor = (waivers: readonly Waiver[], report: ReportKey, date: string): readonly Waiver[] =>
  waivers.filter(
    (waiver) => waiver.office === report.office && waiver.year === report.year && !isExpired(waiver, date),
  );

const covers = (waiver: Waiver, finding: Finding): boolean =>
  waivedFingerprint(waiver) === finding.fingerprint &&
  waiver.value === finding.found &&
  waiver.expected === finding.expected;

/**
 * Marks the findings that a waiver in force accepts. A waiver is for the figures it names: once one of them changes the
 * finding is open again. What a waived finding was the cause of stands for itself. Pure.
 */
export const applyWaivers = (
  findings: readonly Finding[],
  waivers: readonly Waiver[],
  report: ReportKey,
  date: string,
): readonly Finding[] => {
  const inForce = waiversFor(waivers, report, date);
  if (inForce.length === 0) return findings;
  const waived = new Set(
    findings
      .filter((finding) => inForce.some((waiver) => covers(waiver, finding)))
      .map(({ fingerprint: known }) => known),
  );
  return findings.map((finding): Finding => {
    if (waived.has(finding.fingerprint)) return { ...finding, status: 'waived' };
    return finding.causedBy !== null && waived.has(finding.causedBy) ? { ...finding, causedBy: null } : finding;
  });
};
