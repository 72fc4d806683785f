import type { ClaimVerdict } from './claim.ts';
import type { Decimal } from './decimal.ts';
import type { Expression, LinearForm } from './expression.ts';
import type { Locator } from './locator.ts';
import type { Bilingual } from './text.ts';

export const SEVERITIES = ['fatal', 'error', 'warning', 'info'] as const;

export type Severity = (typeof SEVERITIES)[number];

export const FAMILIES = [
  'missing-field',
  'broken-total',
  'percentage-mismatch',
  'narrative-vs-table',
  'narrative-vs-narrative',
  'cross-table',
  'cross-year',
  'roll-up',
  'period',
  'unit',
  'structure',
  'timeliness',
  'leak',
  'text-quality',
  'plausibility',
] as const;

export type Family = (typeof FAMILIES)[number];

/** What a missing operand does: leave the rule undecided, count a blank (never an absent) cell as 0, or violate it. */
export const MISSING_MODES = ['undecided', 'blank-is-zero', 'violated'] as const;

export type MissingMode = (typeof MISSING_MODES)[number];

/** Hard identities can never be explained away; near-hard ones have stated exceptions; soft ones are plausibility. */
export type RuleKind = 'hard' | 'near-hard' | 'soft';

/** A draft is judged only where rules are tried out; a retired rule is kept for the record and judged nowhere. */
export const RULE_STATES = ['draft', 'active', 'retired'] as const;

/** `from`: the day an active rule began, or begins, to count; `until`: the day a retired one ceased to. ISO dates. */
export type RuleLife = {
  readonly status: (typeof RULE_STATES)[number];
  readonly from: string | null;
  readonly until: string | null;
};

/** `for`: one verdict for each value of `variable`. Values may be groups, indicator codes or code prefixes. */
export type Iteration = {
  readonly variable: string;
  readonly over: 'group' | 'path';
  readonly values: readonly string[];
};

export type RuleBody =
  | {
      readonly is: 'expression';
      readonly when: Expression | null;
      readonly expect: Expression;
      readonly each: Iteration | null;
      readonly missing: MissingMode;
      readonly tolerance: 'exact' | 'stated-precision';
      /** Words that, all of a list in one sentence of the report, explain a violation; then the rule does not apply. */
      readonly explained?: readonly (readonly string[])[];
    }
  | { readonly is: 'check'; readonly name: string; readonly options: Readonly<Record<string, unknown>> };

export type Rule = {
  readonly id: string;
  readonly title: Bilingual;
  readonly family: Family;
  readonly severity: Severity;
  readonly kind: RuleKind;
  /** “{form}” stands for the document that prescribes the report's own form. */
  readonly basis: string | null;
  readonly templates: readonly string[];
  readonly body: RuleBody;
  /** The expressions as written, for documentation. */
  readonly source: { readonly when: string | null; readonly expect: string | null };
  readonly message: Bilingual;
  readonly advice: Bilingual | null;
  /** What the rule cannot see although one might expect it to. */
  readonly blind: string | null;
  /** Left out: active since ever. */
  readonly life?: RuleLife;
  /** The report years for which its basis is in force; left out: all years of its forms. */
  readonly years?: { readonly from: number | null; readonly to: number | null };
};

/** Rules, their version and the hash of their content, which changes with any rule. */
export type RuleSet = {
  readonly name: string;
  readonly version: string;
  readonly hash: string;
  readonly rules: readonly Rule[];
};

/** What a verdict rests on: a figure of a table, a figure or words of the prose, or a place. */
export type Evidence = {
  readonly indicator: string | null;
  readonly group: string | null;
  readonly label: string | null;
  readonly quote: string | null;
  readonly value: string | null;
  readonly locator: Locator;
};

/**
 * The outcome of one rule for one target. `target` names what was judged (a group, an indicator, a claim id, or '').
 * `slots` fill the message; a slot may differ by language.
 */
export type Verdict = {
  readonly rule: string;
  readonly target: string;
  readonly evidence: readonly Evidence[];
} /** `computed`: what the other figures give, where a claim was judged. */ & (
  | { readonly is: 'holds'; readonly computed?: string | null }
  | {
      readonly is: 'violated';
      readonly found: string | null;
      readonly expected: string | null;
      readonly difference: string | null;
      readonly slots: Readonly<Record<string, string | Bilingual>>;
      /** Overrides the rule's severity and message where a check tells cases apart. */
      readonly severity?: Severity;
      readonly message?: Bilingual;
      /** The comparison that failed, for localisation; null where it is not linear. */
      readonly linear: LinearForm | null;
    }
  | { readonly is: 'undecided'; readonly missing: readonly string[] }
  | { readonly is: 'inapplicable'; readonly because: string }
);

/** A rule that crashed: a fault of the run, never a verdict. */
export type RuleFault = { readonly rule: string; readonly error: string };

/** One linear comparison that was evaluated, holding or not: the constraints for localisation and the live formulas of the workbook. */
export type Equation = {
  readonly rule: string;
  readonly target: string;
  readonly title: Bilingual;
  readonly left: Expression;
  readonly right: Expression;
  readonly op: '==' | '!=' | '<=' | '>=' | '<' | '>';
  readonly linear: LinearForm | null;
  readonly verdict: 'holds' | 'violated' | 'undecided';
  readonly missing: MissingMode;
  /** Figures of other reports in the equation, by their key ("prior.t3.carry_out[np]"): constants for this report. */
  readonly constants?: readonly { readonly key: string; readonly value: Decimal }[];
};

export type Judgement = {
  readonly verdicts: readonly Verdict[];
  readonly claims: readonly ClaimVerdict[];
  readonly equations: readonly Equation[];
  readonly faults: readonly RuleFault[];
};
