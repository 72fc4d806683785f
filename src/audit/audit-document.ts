import { claimConstraints } from '../claims/claim-constraints.ts';
import { extractClaims } from '../claims/extract-claims.ts';
import { findCorrection } from '../facts/find-correction.ts';
import { buildFindings, fingerprint, type ReportKey } from '../findings/build-findings.ts';
import type { Solver } from '../localisation/integer-program.ts';
import type { AuditResult, Coverage } from '../model/audit-result.ts';
import type { Claim } from '../model/claim.ts';
import { type AuditContext, NO_CONTEXT } from '../model/context.ts';
import { type Fact, type FactSet, factKey } from '../model/fact.ts';
import type { Finding } from '../model/finding.ts';
import type { Office } from '../model/report.ts';
import type { Judgement, Verdict } from '../model/rule.ts';
import { CHECKS } from '../rules/checks/registry.ts';
import { judge } from '../rules/judge.ts';
import { scoreFindings } from '../scorecards/score.ts';
import { formCoverage } from './form-coverage.ts';
import type { Knowledge } from './knowledge.ts';
import { locateCulprits } from './locate-culprits.ts';
import type { ReadReport } from './read-report.ts';

/** `isProven` false: a solver might name wrong figures that the exact search did not. */
export type Audited = { readonly result: AuditResult; readonly isProven: boolean };

/** A report with its verdicts and findings, of which none is located yet. */
export type JudgedReport = {
  readonly read: ReadReport;
  readonly office: Office | null;
  readonly context: AuditContext;
  readonly key: ReportKey;
  readonly facts: ReadonlyMap<string, Fact>;
  readonly claims: readonly Claim[];
  readonly judgement: Judgement;
  readonly findings: readonly Finding[];
};

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

const undecidedOf = (verdicts: readonly Verdict[], key: ReportKey): NonNullable<AuditResult['undecided']> =>
  verdicts.flatMap(({ is, rule, target }) =>
    is === 'undecided' ? [{ rule, target, fingerprint: fingerprint(rule, key, target) }] : [],
  );

const factsByKey = (factSet: FactSet): ReadonlyMap<string, Fact> =>
  new Map(factSet.facts.map((fact) => [factKey(fact.indicator, fact.group), fact]));

/** Judges a report that was read: claims → rules → findings. `context` is what is known beside the report. Pure. */
export const judgeReport = (
  read: ReadReport,
  knowledge: Knowledge,
  office: Office | null,
  context: AuditContext,
): JudgedReport => {
  const { document, factSet, template } = read;
  const facts = factsByKey(factSet);
  const claims = extractClaims(document, template);
  const { rules } = knowledge.ruleset;
  const input = { document, factSet, facts, claims, template, context };
  const judgement = judge(rules, knowledge.compiled, CHECKS, input);
  const key = { office: office?.id ?? factSet.identity.officeName ?? '', year: factSet.identity.period.year };
  const findings = buildFindings(judgement.verdicts, rules, key, template);
  return { read, office, context, key, facts, claims, judgement, findings };
};

/** Locates the figures most likely wrong and scores what was found. `solver` null: by the exact search alone. Pure. */
export const concludeAudit = (judged: JudgedReport, knowledge: Knowledge, solver: Solver | null): Audited => {
  const { read, office, key, facts, claims, judgement } = judged;
  const { source, sha256, document, factSet, template } = read;
  const { rules } = knowledge.ruleset;
  const known = { facts: factSet.facts, template, rules, judgement, claims: claimConstraints(claims, facts) };
  const { findings, isProven } = locateCulprits(judged.findings, key, known, solver);
  const result: AuditResult = {
    source,
    sha256,
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
    coverage: { ...coverageOf(judgement.verdicts), form: formCoverage(template, facts) },
    score: scoreFindings(findings, knowledge.profile),
    undecided: undecidedOf(judgement.verdicts, key),
    correction: findCorrection(document),
  };
  return { result, isProven };
};

/**
 * Audits a report that was read: claims → rules → findings → localisation → score. Pure and synchronous: the same
 * report, knowledge and context give the same result. Findings that only a solver could locate say so.
 */
export const auditDocument = (
  read: ReadReport,
  knowledge: Knowledge,
  office: Office | null,
  context: AuditContext = NO_CONTEXT,
): Audited => concludeAudit(judgeReport(read, knowledge, office, context), knowledge, null);
