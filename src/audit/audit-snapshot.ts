import { claimConstraints } from '../claims/claim-constraints.ts';
import { extractClaims } from '../claims/extract-claims.ts';
import { readDocument } from '../documents/read-document.ts';
import { outlineChapters } from '../facts/outline-chapters.ts';
import { readFacts } from '../facts/read-facts.ts';
import { buildFindings } from '../findings/build-findings.ts';
import type { Solver } from '../localisation/integer-program.ts';
import type { AuditFailure, AuditResult, Coverage } from '../model/audit-result.ts';
import type { Document } from '../model/document.ts';
import { type Fact, type FactSet, factKey } from '../model/fact.ts';
import type { Office, Snapshot } from '../model/report.ts';
import type { Verdict } from '../model/rule.ts';
import type { Template } from '../model/template.ts';
import { CHECKS } from '../rules/checks/registry.ts';
import { judge } from '../rules/judge.ts';
import { scoreFindings } from '../scorecards/score.ts';
import type { Knowledge } from './knowledge.ts';
import { locateCulprits } from './locate-culprits.ts';

/** `isProven` false: a solver might name wrong figures that the exact search did not. */
export type AuditOutcome =
  | { readonly result: AuditResult; readonly isProven: boolean }
  | { readonly failure: AuditFailure };

const worst = (verdicts: readonly Verdict[]): Verdict['is'] => {
  for (const is of ['violated', 'undecided', 'holds'] as const) {
    if (verdicts.some((verdict) => verdict.is === is)) return is;
  }
  return 'inapplicable';
};

/** Counts rules, not verdicts: a rule with one violated column is violated, with one undecided column undecided. */
const coverageOf = (verdicts: readonly Verdict[]): Coverage => {
  const byRule = Map.groupBy(verdicts, (verdict) => verdict.rule);
  const outcomes = [...byRule.values()].map(worst);
  const count = (is: Verdict['is']): number => outcomes.filter((outcome) => outcome === is).length;
  return {
    rules: outcomes.length,
    holds: count('holds'),
    violated: count('violated'),
    undecided: count('undecided'),
    inapplicable: count('inapplicable'),
  };
};

const unknownForm = (snapshot: Snapshot, templates: readonly Template[]): AuditFailure => ({
  source: snapshot.source,
  code: 'unsupported',
  message: `no known form of annual report was recognised (known: ${templates.map((t) => t.id).join(', ')})`,
});

const factsByKey = (factSet: FactSet): ReadonlyMap<string, Fact> =>
  new Map(factSet.facts.map((fact) => [factKey(fact.indicator, fact.group), fact]));

const auditDocument = (
  snapshot: Snapshot,
  document: Document,
  factSet: FactSet,
  template: Template,
  knowledge: Knowledge,
  office: Office | null,
  solver: Solver | null,
): { readonly result: AuditResult; readonly isProven: boolean } => {
  const facts = factsByKey(factSet);
  const claims = extractClaims(document, template);
  const { rules } = knowledge.ruleset;
  const judgement = judge(rules, knowledge.compiled, CHECKS, { document, factSet, facts, claims, template });
  const report = { office: office?.id ?? factSet.identity.officeName ?? '', year: factSet.identity.period.year };
  const found = buildFindings(judgement.verdicts, rules, report, template);
  const judged = { facts: factSet.facts, template, rules, judgement, claims: claimConstraints(claims, facts) };
  const { findings, isProven } = locateCulprits(found, report, judged, solver);
  const result: AuditResult = {
    source: snapshot.source,
    sha256: snapshot.sha256,
    mediaType: document.mediaType,
    office: { id: office?.id ?? null, name: factSet.identity.officeName ?? office?.name ?? null },
    identity: factSet.identity,
    template: template.id,
    facts: factSet.facts,
    parts: factSet.parts,
    claims,
    claimVerdicts: judgement.claims,
    equations: judgement.equations,
    findings,
    notes: factSet.notes,
    faults: judgement.faults,
    coverage: coverageOf(judgement.verdicts),
    score: scoreFindings(findings, knowledge.profile),
  };
  return { result, isProven };
};

/**
 * Audits one snapshot: document → facts → claims → rules → findings → localisation → score. Pure: the same bytes and
 * knowledge give the same result. Bytes that cannot be read, and documents of no known form, are a failure with the
 * reason, never a report without findings. `solver` is for reports with many wrong figures; without one, and where it
 * gives up, their findings say that nothing was located.
 */
export const auditSnapshot = (
  snapshot: Snapshot,
  knowledge: Knowledge,
  office: Office | null,
  solver: Solver | null = null,
): AuditOutcome => {
  const reading = readDocument(snapshot);
  if ('failure' in reading) return { failure: { source: snapshot.source, ...reading.failure } };
  const document = outlineChapters(reading.document, knowledge.templates);
  const factSet = readFacts(document, knowledge.templates);
  const template = knowledge.templates.find((t) => t.id === factSet.template);
  if (!template) return { failure: unknownForm(snapshot, knowledge.templates) };
  return auditDocument(snapshot, document, factSet, template, knowledge, office, solver);
};
