import type { Claim, ClaimVerdict } from '../model/claim.ts';
import type { Equation, Judgement, Rule, RuleFault, Verdict } from '../model/rule.ts';
import type { Check, CheckInput } from './checks/check.ts';
import type { CompiledRule, CompiledRules } from './compile.ts';
import { judgeInstance } from './judge-expression.ts';

type Outcome = { readonly verdicts: readonly Verdict[]; readonly equations: readonly Equation[] };

const judgeCheck = (rule: Rule, checks: ReadonlyMap<string, Check>, input: CheckInput): Outcome => {
  if (rule.body.is !== 'check') throw new Error(`${rule.id} is an expression`);
  const check = checks.get(rule.body.name)!;
  const verdicts = check.judge(input, rule.body.options).map((verdict): Verdict => ({ ...verdict, rule: rule.id }));
  return { verdicts, equations: [] };
};

const judgeCompiled = (compiled: CompiledRule, checks: ReadonlyMap<string, Check>, input: CheckInput): Outcome => {
  const { rule, instances } = compiled;
  if (!instances) return judgeCheck(rule, checks, input);
  const judged = instances.map((instance) => judgeInstance(rule, instance, input.facts));
  return {
    verdicts: judged.map((j) => j.verdict),
    equations: judged.flatMap((j) => j.equation ?? []),
  };
};

const inapplicable = (rule: Rule, template: string | null): Verdict => ({
  rule: rule.id,
  target: '',
  evidence: [],
  is: 'inapplicable',
  because: `for ${rule.templates.join(', ')}; this report is ${template ?? 'of no known form'}`,
});

const claimVerdict = (claim: Claim, about: readonly Verdict[]): ClaimVerdict => {
  const bad = about.find((verdict) => verdict.is === 'violated');
  if (bad?.is === 'violated') return { claim: claim.id, verdict: 'violated', computed: bad.expected };
  const good = about.find((verdict) => verdict.is === 'holds');
  if (good)
    return { claim: claim.id, verdict: 'holds', computed: good.is === 'holds' ? (good.computed ?? null) : null };
  return { claim: claim.id, verdict: 'undecided', computed: null };
};

/**
 * Judges one report by all rules. A rule that crashes becomes a named fault, never a verdict; rules for other forms are
 * inapplicable. The order of verdicts is that of the rules.
 */
export const judge = (
  rules: readonly Rule[],
  compiled: CompiledRules,
  checks: ReadonlyMap<string, Check>,
  input: CheckInput,
): Judgement => {
  const ready = new Map((compiled.get(input.factSet.template ?? '') ?? []).map((c) => [c.rule.id, c]));
  const faults: RuleFault[] = [];
  const outcomes = rules.map((rule): Outcome => {
    const own = ready.get(rule.id);
    if (!own) return { verdicts: [inapplicable(rule, input.factSet.template)], equations: [] };
    try {
      return judgeCompiled(own, checks, input);
    } catch (error) {
      faults.push({ rule: rule.id, error: error instanceof Error ? error.message : String(error) });
      return { verdicts: [], equations: [] };
    }
  });
  const verdicts = outcomes.flatMap((outcome) => outcome.verdicts);
  const equations = outcomes.flatMap((outcome) => outcome.equations);
  const byTarget = Map.groupBy(verdicts, (verdict) => verdict.target);
  const claims = input.claims.map((claim) => claimVerdict(claim, byTarget.get(claim.id) ?? []));
  return { verdicts, claims, equations, faults };
};
