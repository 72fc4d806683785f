import type { ClaimConstraint } from '../model/claim.ts';
import { add, type Decimal, decimal, ZERO } from '../model/decimal.ts';
import type { LinearForm } from '../model/expression.ts';
import { type Fact, factKey } from '../model/fact.ts';
import type { Equation, Rule } from '../model/rule.ts';
import type { Indicator, Template } from '../model/template.ts';
import { statedTolerance } from '../rules/expression/tolerance.ts';
import type { Constraint, Figure, Problem, ShareConstraint, Witness } from './problem.ts';

/** What a judged report gives to localisation. The two names are those of the findings: their fingerprints. */
export type JudgedReport = {
  readonly facts: readonly Fact[];
  readonly indicators: Template['indicators'];
  readonly equations: readonly Equation[];
  readonly rules: readonly Rule[];
  readonly claims: readonly ClaimConstraint[];
  readonly nameOfRule: (rule: string, target: string) => string;
  readonly nameOfClaim: (claim: string) => string;
};

/**
 * The problem of one report: its figures stated or blank, the decided comparisons of hard rules with the tolerance they
 * were judged with, sums of the prose whose operands all stand in the tables, shares, and what the prose repeats.
 */
export const stateProblem = (report: JudgedReport): Problem => {
  const figures = report.facts.flatMap((fact) => figureOf(fact, report.indicators.get(fact.indicator)) ?? []);
  const values = new Map(figures.map((figure) => [figure.key, figure.value]));
  return {
    figures,
    constraints: [...hardConstraints(report, values), ...report.claims.flatMap((claim) => sumOf(report, claim) ?? [])],
    shares: report.claims.flatMap((claim) => shareOf(report, claim) ?? []),
    witnesses: [...report.claims.flatMap(witnessesOf), ...carriedOver(report)],
  };
};

const figureOf = (fact: Fact, known: Indicator | undefined): Figure | null => {
  const { indicator, group, reading } = fact;
  if (reading.is !== 'stated' && reading.is !== 'blank') return null;
  // A row of the office's own is in no dictionary; what it holds can be told from its decimals.
  const numeric = known?.kind ?? (reading.is === 'stated' && reading.value.scale > 0 ? 'amount' : 'count');
  if (numeric !== 'count' && numeric !== 'signed-count' && numeric !== 'amount') return null;
  const value = reading.is === 'stated' ? reading.value : null;
  return { key: factKey(indicator, group), indicator, group, label: known?.name ?? fact.label, value, kind: numeric };
};

const hardConstraints = (
  { equations, rules, nameOfRule }: JudgedReport,
  values: ReadonlyMap<string, Decimal | null>,
): readonly Constraint[] => {
  const hard = new Map(rules.filter((rule) => rule.kind === 'hard').map((rule) => [rule.id, rule]));
  return equations.flatMap(({ rule: id, target, linear, verdict }): readonly Constraint[] => {
    const rule = hard.get(id);
    if (!rule || !linear || verdict === 'undecided') return [];
    const isExact = rule.body.is === 'check' || rule.body.tolerance === 'exact';
    const tolerance = isExact ? ZERO : toleranceOf(linear, values);
    return [{ id: nameOfRule(id, target), form: { ...linear, tolerance }, hard: true }];
  });
};

/** The tolerance of the checker, over the stated figures of the comparison. */
const toleranceOf = (form: LinearForm, values: ReadonlyMap<string, Decimal | null>): Decimal =>
  statedTolerance(form.terms.flatMap(({ key }) => values.get(key) ?? []));

type Keyed = { readonly key: string; readonly coefficient: Decimal };

const keyed = (claim: ClaimConstraint, role: string, coefficient: number): readonly Keyed[] =>
  claim.operands.flatMap((o) =>
    o.role === role && o.key !== null ? [{ key: o.key, coefficient: decimal(coefficient) }] : [],
  );

/** A sum with a figure that stands only in the prose says nothing about the tables: that figure may be the wrong one. */
const sumOf = ({ nameOfClaim }: JudgedReport, claim: ClaimConstraint): Constraint | null => {
  if (claim.kind !== 'sum' || claim.operands.some((o) => o.key === null)) return null;
  const [parts, whole] = [keyed(claim, 'part', 1), keyed(claim, 'whole', -1)];
  if (whole.length !== 1 || parts.length === 0) return null;
  return { id: nameOfClaim(claim.claim), form: { terms: [...parts, ...whole], constant: ZERO, op: '==' }, hard: true };
};

const literal = (claim: ClaimConstraint, role: string): Decimal =>
  claim.operands.filter((o) => o.role === role && o.key === null).reduce((sum, o) => add(sum, o.value), ZERO);

const shareOf = ({ nameOfClaim }: JudgedReport, claim: ClaimConstraint): ShareConstraint | null => {
  if (claim.kind !== 'share' && claim.kind !== 'rate') return null;
  const [numerator, base] = [keyed(claim, 'numerator', 1), keyed(claim, 'denominator', 1)];
  const rest = literal(claim, 'denominator');
  // A base that is partly of the tables and partly of the prose cannot be followed.
  if ((base.length > 0 && rest.units !== 0n) || (base.length === 0 && numerator.length === 0)) return null;
  return {
    id: nameOfClaim(claim.claim),
    numerator,
    literal: literal(claim, 'numerator'),
    denominator: base.length > 0 ? base : rest,
    stated: statedWith(claim.stated, claim.decimals),
  };
};

/** The percentage with the decimals it is printed with: 28 at one decimal → 28.0. */
const statedWith = (value: Decimal, decimals: number): Decimal =>
  value.scale >= decimals ? value : { units: value.units * 10n ** BigInt(decimals - value.scale), scale: decimals };

/**
 * One figure of this report that must equal what last year's report says: a stock, say, or cases carried over. Last
 * year's figure may be the wrong one, so this binds nothing unless its rule is hard, but it tells what to expect.
 */
const carriedOver = ({ equations, rules }: JudgedReport): readonly Witness[] => {
  const yearly = rules.filter(({ family, kind }) => family === 'cross-year' && kind !== 'hard');
  const names = new Set(yearly.map(({ id }) => id));
  return equations.flatMap(({ rule, linear, verdict }) => {
    const [term, ...others] = linear?.terms ?? [];
    if (!linear || !term || others.length > 0 || linear.op !== '==' || verdict === 'undecided') return [];
    const { units, scale } = term.coefficient;
    const isWhole = scale === 0 && (units === 1n || units === -1n);
    if (!names.has(rule) || !isWhole) return [];
    const value = { ...linear.constant, units: -linear.constant.units * units };
    return [{ key: term.key, value, source: 'prior' as const }];
  });
};

/** An operand that stands in the tables too is that figure stated a second time; so is a count of one cell. */
const witnessesOf = (claim: ClaimConstraint): readonly Witness[] => {
  const cells = claim.operands.flatMap((o) => (o.key === null ? [] : [{ key: o.key, value: o.value }]));
  const stated = claim.kind === 'count' && cells.length === 1 ? [{ key: cells[0]!.key, value: claim.stated }] : cells;
  return stated.map((cell) => ({ ...cell, source: 'prose' as const }));
};
