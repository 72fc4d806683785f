import type { Finding } from '../model/finding.ts';
import type { Rule, Verdict } from '../model/rule.ts';
import { SEVERITIES } from '../model/rule.ts';
import type { Template } from '../model/template.ts';
import { shortHash } from '../text/short-hash.ts';
import { findPlace } from './find-place.ts';
import { renderMessage } from './render-message.ts';

/** What makes a finding the same finding on another night: whose report, for which year. */
export type ReportKey = { readonly office: string; readonly year: number | null };

/** Rule + report + target; wording, language and run do not enter. */
export const fingerprint = (rule: string, report: ReportKey, target: string): string =>
  `${rule}-${shortHash([rule, report.office, report.year ?? '', target].join('\u0000'))}`;

/** The legal basis of a rule for a report: “{form}” is the document that prescribes the report's own form. */
export const basisOf = (rule: Rule, template: Template | null): string | null =>
  rule.basis?.replaceAll('{form}', template?.basis ?? '') ?? null;

const toFinding = (
  verdict: Extract<Verdict, { is: 'violated' }>,
  rule: Rule,
  report: ReportKey,
  template: Template | null,
): Finding => ({
  fingerprint: fingerprint(rule.id, report, verdict.target),
  rule: rule.id,
  title: rule.title,
  family: rule.family,
  severity: verdict.severity ?? rule.severity,
  message: renderMessage(verdict.message ?? rule.message, verdict.slots),
  advice: rule.advice ? renderMessage(rule.advice, verdict.slots) : null,
  basis: basisOf(rule, template),
  place: findPlace(verdict.evidence, template),
  found: verdict.found,
  expected: verdict.expected,
  difference: verdict.difference,
  evidence: verdict.evidence,
  repairs: [],
  causedBy: null,
  target: verdict.target,
  status: 'new',
});

const lineOf = (finding: Finding): number => finding.evidence[0]?.locator.line ?? Number.MAX_SAFE_INTEGER;

/**
 * Violated verdicts as findings, worst first, then by place, then by rule: always the same order. A second violation
 * with the same fingerprint is dropped.
 */
export const buildFindings = (
  verdicts: readonly Verdict[],
  rules: readonly Rule[],
  report: ReportKey,
  template: Template | null,
): readonly Finding[] => {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const found = new Map<string, Finding>();
  for (const verdict of verdicts) {
    const rule = byId.get(verdict.rule);
    if (verdict.is !== 'violated' || !rule) continue;
    const finding = toFinding(verdict, rule, report, template);
    if (!found.has(finding.fingerprint)) found.set(finding.fingerprint, finding);
  }
  return [...found.values()].sort(
    (a, b) =>
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
      lineOf(a) - lineOf(b) ||
      (a.fingerprint < b.fingerprint ? -1 : 1),
  );
};
