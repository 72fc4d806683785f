import { fingerprint, type ReportKey } from '../findings/build-findings.ts';
import type { Solver } from '../localisation/integer-program.ts';
import { localise } from '../localisation/localise.ts';
import { rootCauses } from '../localisation/root-causes.ts';
import { stateProblem } from '../localisation/state-problem.ts';
import { toRepairs } from '../localisation/to-repairs.ts';
import type { ClaimConstraint } from '../model/claim.ts';
import type { Fact } from '../model/fact.ts';
import type { Finding } from '../model/finding.ts';
import type { Judgement, Rule, Verdict } from '../model/rule.ts';
import type { Template } from '../model/template.ts';

/** Up to this many figures are searched for together; more are reported as not located. */
const MOST_FIGURES = 6;

/** A claim may violate several rules; its finding is the first of them. */
const nameClaims =
  (verdicts: readonly Verdict[], report: ReportKey) =>
  (claim: string): string => {
    const violated = verdicts.find((verdict) => verdict.target === claim && verdict.is === 'violated');
    return fingerprint(violated?.rule ?? 'claim', report, claim);
  };

/** `isProven`: nothing that a solver could tell is missing. */
export type Located = { readonly findings: readonly Finding[]; readonly isProven: boolean };

/**
 * Gives each finding its proposed repairs and how surely they are known, and tells consequences from their root:
 * findings that the same first repair clears have one cause. Facts are not changed. `solver` is asked only where the
 * exact search proves nothing.
 */
export const locateCulprits = (
  findings: readonly Finding[],
  report: ReportKey,
  judged: {
    readonly facts: readonly Fact[];
    readonly template: Template;
    readonly rules: readonly Rule[];
    readonly judgement: Judgement;
    readonly claims: readonly ClaimConstraint[];
  },
  solver: Solver | null,
): Located => {
  const { facts, template, rules, judgement, claims } = judged;
  const problem = stateProblem({
    facts,
    indicators: template.indicators,
    equations: judgement.equations,
    rules,
    claims,
    nameOfRule: (rule, target) => fingerprint(rule, report, target),
    nameOfClaim: nameClaims(judgement.verdicts, report),
  });
  const localisations = localise({ ...problem, limits: { figures: MOST_FIGURES } }, solver);
  const repairs = toRepairs(localisations);
  const causes = rootCauses(localisations, findings);
  return {
    findings: findings.map((finding) => ({
      ...finding,
      repairs: repairs.get(finding.fingerprint)?.repairs ?? [],
      located: repairs.get(finding.fingerprint)?.located ?? null,
      causedBy: causes.get(finding.fingerprint) ?? null,
    })),
    isProven: localisations.every(({ proven }) => proven),
  };
};
