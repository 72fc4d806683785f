import type { Claim, ClaimVerdict } from '../model/claim.ts';
import type { Equation, Judgement, Rule, RuleFault, Verdict } from '../model/rule.ts';
import type { Check, CheckInput } from './checks/check.ts';
import type { CompiledRule, CompiledRules } from './compile.ts';
import { judgeInstance } from './judge-expression.ts';
import { type ReportView, viewReport } from './report-view.ts';
import { unlessUnread, unreadParts } from './unread-parts.ts';

type Outcome = { readonly verdicts: readonly Verdict[]; readonly equations: readonly Equation[] };

const judgeCheck = (rule: Rule, checks: ReadonlyMap<string, Check>, input: CheckInput): Outcome => {
  if (rule.body.is !== 'check') throw new Error(`${rule.id} is an expression`);
  const check = checks.get(rule.body.name)!;
  const verdicts = check.judge(input, rule.body.options).map((verdict): Verdict => ({ ...verdict, rule: rule.id }));
  return { verdicts, equations: [] };
};

const judgeCompiled = (
  compiled: CompiledRule,
  checks: ReadonlyMap<string, Check>,
  input: CheckInput,
  view: ReportView,
): Outcome => {
  const { rule, instances } = compiled;
  if (!instances) return judgeCheck(rule, checks, input);
  const judged = instances.map((instance) => judgeInstance(rule, instance, view));
  return {
    verdicts: judged.map((j) => j.verdict),
    equations: judged.flatMap((j) => j.equation ?? []),
  };
};

const notFor = new WeakMap<Rule, Map<string | null, Verdict>>();

const inapplicable = (rule: Rule, template: string | null): Verdict => {
  const forms = notFor.get(rule) ?? new Map<string | null, Verdict>();
  notFor.set(rule, forms);
  const before = forms.get(template);
  if (before) return before;
  const because = `for ${rule.templates.join(', ')}; this report is ${template ?? 'of no known form'}`;
  const verdict: Verdict = { rule: rule.id, target: '', evidence: [], is: 'inapplicable', because };
  forms.set(template, verdict);
  return verdict;
};

/** Why a rule does not speak of a report's year; null where it does, or the year is not known. */
const otherYear = ({ years }: Rule, year: number | null): string | null => {
  if (years === undefined || year === null) return null;
  const { from, to } = years;
  if ((from === null || year >= from) && (to === null || year <= to)) return null;
  return `for report years ${from ?? ''}–${to ?? ''}; this report is of ${year}`;
};

const claimVerdict = (claim: Claim, about: readonly Verdict[]): ClaimVerdict => {
  const bad = about.find((verdict) => verdict.is === 'violated');
  if (bad?.is === 'violated') return { claim: claim.id, verdict: 'violated', computed: bad.expected };
  const good = about.find((verdict) => verdict.is === 'holds');
  if (good)
    return { claim: claim.id, verdict: 'holds', computed: good.is === 'holds' ? (good.computed ?? null) : null };
  return { claim: claim.id, verdict: 'undecided', computed: null };
};

type Ready = ReadonlyMap<string, CompiledRule>;

// Rules are compiled once and then meet every report.
const known = new WeakMap<CompiledRules, Map<string, Ready>>();

const readyFor = (compiled: CompiledRules, template: string): Ready => {
  const forms = known.get(compiled) ?? new Map<string, Ready>();
  known.set(compiled, forms);
  const before = forms.get(template);
  if (before) return before;
  const ready = new Map((compiled.get(template) ?? []).map((c) => [c.rule.id, c]));
  forms.set(template, ready);
  return ready;
};

/** The verdicts about each claim: most verdicts are about none. */
const aboutClaims = (claims: readonly Claim[], verdicts: readonly Verdict[]): ReadonlyMap<string, Verdict[]> => {
  const about = new Map<string, Verdict[]>(claims.map(({ id }) => [id, []]));
  for (const verdict of verdicts) about.get(verdict.target)?.push(verdict);
  return about;
};

/**
 * Judges one report by all rules. A rule that crashes becomes a named fault, never a verdict; rules for other forms are
 * inapplicable; that something is missing is undecided where a part of the report was not read. The order of verdicts is
 * that of the rules.
 */
export const judge = (
  rules: readonly Rule[],
  compiled: CompiledRules,
  checks: ReadonlyMap<string, Check>,
  input: CheckInput,
): Judgement => {
  const ready = readyFor(compiled, input.factSet.template ?? '');
  const view = viewReport(input);
  const faults: RuleFault[] = [];
  const outcomes = rules.map((rule): Outcome => {
    const own = ready.get(rule.id);
    if (!own) return { verdicts: [inapplicable(rule, input.factSet.template)], equations: [] };
    const because = otherYear(rule, input.factSet.identity.period.year);
    if (because !== null)
      return {
        verdicts: [{ rule: rule.id, target: '', evidence: [], is: 'inapplicable', because }],
        equations: [],
      };
    try {
      return judgeCompiled(own, checks, input, view);
    } catch (error) {
      faults.push({ rule: rule.id, error: error instanceof Error ? error.message : String(error) });
      return { verdicts: [], equations: [] };
    }
  });
  const unread = unreadParts(input.document.notes);
  const verdicts = outcomes.flatMap((outcome, i) =>
    outcome.verdicts.map((verdict) => unlessUnread(verdict, rules[i]!, unread)),
  );
  const equations = outcomes.flatMap((outcome) => outcome.equations);
  const byTarget = aboutClaims(input.claims, verdicts);
  const claims = input.claims.map((claim) => claimVerdict(claim, byTarget.get(claim.id) ?? []));
  return { verdicts, claims, equations, faults };
};
