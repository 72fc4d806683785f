import type { Knowledge } from '../audit/knowledge.ts';
import { claimConstraints } from '../claims/claim-constraints.ts';
import type { Solver } from '../localisation/integer-program.ts';
import { localise } from '../localisation/localise.ts';
import { stateProblem } from '../localisation/state-problem.ts';
import { type Decimal, equals, ZERO } from '../model/decimal.ts';
import { factKey } from '../model/fact.ts';
import type { Family, Judgement, Rule } from '../model/rule.ts';
import type { Template } from '../model/template.ts';
import type { CheckInput } from '../rules/checks/check.ts';
import { CHECKS } from '../rules/checks/registry.ts';
import { judge } from '../rules/judge.ts';
import { cleanFigures, type Figures } from './clean-figures.ts';
import { type Corrupted, corruptFigures, MISTAKES, type Printed } from './corrupt-figures.ts';
import { neighboursIn } from './neighbours.ts';
import { type Random, seededRandom } from './random.ts';
import { readProse, type TrialProse, type TrialReport, trialInput, trialReport } from './trial-report.ts';

/** The mistakes of figures, and two that need more than the table: last year's figure, and prose that states another. */
export const MUTATIONS = [...MISTAKES, 'last-year', 'text-against-table'] as const;

export type Mutation = (typeof MUTATIONS)[number];

/** Of so many wrong reports, in so many something was found that is not found in the clean one. */
export type Kills = { readonly mutants: number; readonly killed: number };

/**
 * `located`: the first repair changes exactly the wrong figures, of those that were `killed` by a rule that can be
 * located. `hard`: single wrong figures of tables 3 and 4, and how many of them a hard identity of these tables found.
 */
export type MutationReport = {
  readonly reports: number;
  readonly byMutation: readonly (Kills & {
    readonly mutation: Mutation;
    readonly locatable: number;
    readonly located: number;
  })[];
  /** For each rule: mutants with a wrong figure that it speaks of, and those it found; findings on clean reports. */
  readonly byRule: readonly (Kills & { readonly rule: string; readonly falseAlarms: number })[];
  readonly hard: Kills & { readonly missed: readonly string[] };
};

type Mutant = { readonly figures: Printed; readonly stated: Printed | null; readonly wrong: readonly string[] };

const lastYears = (clean: Figures, report: TrialReport, random: Random): Corrupted | null => {
  const before = new Map(report.prior.facts.map((fact) => [factKey(fact.indicator, fact.group), fact.reading]));
  const changed = [...clean].flatMap(([key, value]): [string, Decimal][] => {
    const reading = before.get(key);
    return reading?.is === 'stated' && !equals(reading.value, value) ? [[key, reading.value]] : [];
  });
  if (changed.length === 0) return null;
  const [key, value] = random.pick(changed);
  return { figures: new Map([...clean, [key, value]]), wrong: [key] };
};

/** The table is right and a sentence states another figure. */
const misquoted = (clean: Figures, report: TrialReport, random: Random): Mutant | null => {
  const quoted = new Map(report.lines.map(({ key }) => [key, clean.get(key) ?? ZERO]));
  const changed = corruptFigures(
    quoted,
    { below: new Map(), beside: new Map() },
    1,
    ['transposed', 'added-digit', 'one-off'],
    random,
  );
  return changed && { figures: clean, stated: changed.figures, wrong: changed.wrong };
};

const mutantOf = (mutation: Mutation, clean: Figures, report: TrialReport, random: Random): Mutant | null => {
  if (mutation === 'text-against-table') return misquoted(clean, report, random);
  const isShift = mutation === 'shifted-row' || mutation === 'shifted-column';
  const made =
    mutation === 'last-year'
      ? lastYears(clean, report, random)
      : corruptFigures(clean, neighboursIn(report.template), isShift ? 2 : 1, [mutation], random);
  return made && { figures: made.figures, stated: null, wrong: made.wrong };
};

const violations = ({ verdicts }: Judgement): ReadonlySet<string> =>
  new Set(verdicts.filter(({ is }) => is === 'violated').map(({ rule, target }) => `${rule}\n${target}`));

const ruleOf = (violation: string): string => violation.split('\n')[0]!;

/** Figures of the report that each rule of a form speaks of. */
const figuresByRule = (knowledge: Knowledge, template: Template): ReadonlyMap<string, ReadonlySet<string>> =>
  new Map(
    (knowledge.compiled.get(template.id) ?? []).map(({ rule, instances }) => [
      rule.id,
      new Set((instances ?? []).flatMap(({ keys }) => keys)),
    ]),
  );

/** Families whose rules judge figures; the others would look for a document that a trial report does not have. */
const OF_FIGURES: readonly Family[] = [
  'broken-total',
  'percentage-mismatch',
  'narrative-vs-table',
  'narrative-vs-narrative',
  'cross-table',
  'cross-year',
  'roll-up',
  'unit',
  'plausibility',
];

const judgesFigures = ({ family, body }: Rule): boolean =>
  OF_FIGURES.includes(family) || body.is === 'expression' || body.name === 'blank-cells';

const isTableIdentity = (rule: Rule): boolean =>
  rule.kind === 'hard' && rule.family === 'broken-total' && rule.body.is === 'expression';

const ofTables3And4 = (key: string): boolean => key.startsWith('t3.') || key.startsWith('t4.');

/** Whether the first repairs change exactly the wrong figures; null where nothing was to be located. */
const locates = (
  judgement: Judgement,
  input: CheckInput,
  wrong: readonly string[],
  rules: readonly Rule[],
  solver: Solver | null,
): boolean | null => {
  const problem = stateProblem({
    facts: input.factSet.facts,
    indicators: input.template!.indicators,
    equations: judgement.equations,
    rules,
    claims: claimConstraints(input.claims, input.facts),
    nameOfRule: (rule, target) => `${rule} ${target}`,
    nameOfClaim: (claim) => claim,
  });
  const found = localise({ ...problem, limits: { figures: 6 } }, solver);
  if (found.length === 0) return null;
  const changed = found.flatMap(({ repairs }) => (repairs[0]?.changes ?? []).map(({ key }) => key));
  return [...changed].sort().join(' ') === [...wrong].sort().join(' ');
};

class Tally {
  readonly #mutations = new Map<Mutation, { mutants: number; killed: number; locatable: number; located: number }>();
  readonly #rules = new Map<string, { mutants: number; killed: number; falseAlarms: number }>();
  readonly hard = { mutants: 0, killed: 0, missed: [] as string[] };

  mutation(mutation: Mutation) {
    const entry = this.#mutations.get(mutation) ?? { mutants: 0, killed: 0, locatable: 0, located: 0 };
    this.#mutations.set(mutation, entry);
    return entry;
  }

  rule(rule: string) {
    const entry = this.#rules.get(rule) ?? { mutants: 0, killed: 0, falseAlarms: 0 };
    this.#rules.set(rule, entry);
    return entry;
  }

  report(reports: number, order: readonly Rule[]): MutationReport {
    return {
      reports,
      byMutation: MUTATIONS.map((mutation) => ({ mutation, ...this.mutation(mutation) })),
      byRule: order.map(({ id }) => ({ rule: id, ...this.rule(id) })),
      hard: this.hard,
    };
  }
}

type Bench = {
  readonly knowledge: Knowledge;
  readonly rules: readonly Rule[];
  readonly solver: Solver | null;
  readonly tally: Tally;
  readonly figuresOfRule: ReadonlyMap<string, ReadonlySet<string>>;
  readonly hardRules: ReadonlySet<string>;
};

const judged = ({ knowledge, rules }: Bench, input: CheckInput): Judgement =>
  judge(rules, knowledge.compiled, CHECKS, input);

const countRules = (bench: Bench, wrong: readonly string[], killers: ReadonlySet<string>): void => {
  for (const [rule, keys] of bench.figuresOfRule) {
    const entry = bench.tally.rule(rule);
    if (!wrong.some((key) => keys.has(key)) && !killers.has(rule)) continue;
    entry.mutants += 1;
    if (killers.has(rule)) entry.killed += 1;
  }
};

const countHard = (
  { tally, hardRules }: Bench,
  mutation: Mutation,
  wrong: readonly string[],
  killers: ReadonlySet<string>,
): void => {
  const [key] = wrong;
  if (mutation === 'text-against-table' || wrong.length !== 1 || !ofTables3And4(key!)) return;
  tally.hard.mutants += 1;
  if ([...killers].some((rule) => hardRules.has(rule))) tally.hard.killed += 1;
  else tally.hard.missed.push(`${mutation} ${key}`);
};

const tryMutation = (
  bench: Bench,
  mutation: Mutation,
  report: TrialReport,
  clean: Figures,
  prose: TrialProse,
  before: ReadonlySet<string>,
  random: Random,
): void => {
  const mutant = mutantOf(mutation, clean, report, random);
  if (mutant === null) return;
  const told = mutant.stated === null ? prose : readProse(report, mutant.stated);
  const input = trialInput(report, told, mutant.figures);
  const judgement = judged(bench, input);
  const fresh = [...violations(judgement)].filter((violation) => !before.has(violation));
  const killers = new Set(fresh.map(ruleOf));
  const entry = bench.tally.mutation(mutation);
  entry.mutants += 1;
  if (killers.size > 0) entry.killed += 1;
  countRules(bench, mutant.wrong, killers);
  countHard(bench, mutation, mutant.wrong, killers);
  if (killers.size === 0 || mutant.stated !== null) return;
  const located = locates(judgement, input, mutant.wrong, bench.rules, bench.solver);
  if (located === null) return;
  entry.locatable += 1;
  if (located) entry.located += 1;
};

/**
 * Makes `reports` clean reports from a seed, spoils each in every way there is, one way at a time, and counts what the
 * rules find. The same seed gives the same counts.
 */
export const mutate = (
  knowledge: Knowledge,
  {
    reports,
    seed,
    solver = null,
  }: { readonly reports: number; readonly seed: number; readonly solver?: Solver | null },
): MutationReport => {
  const tally = new Tally();
  const rules = knowledge.ruleset.rules.filter(judgesFigures);
  const hardRules = new Set(rules.filter(isTableIdentity).map(({ id }) => id));
  const byForm = new Map(knowledge.templates.map((template) => [template.id, figuresByRule(knowledge, template)]));
  for (let number = 0; number < reports; number += 1) {
    const template = knowledge.templates[number % knowledge.templates.length]!;
    const random = seededRandom(seed).branch(`${template.id} ${number}`);
    const clean = cleanFigures(template, random.branch('figures'), 'county');
    const report = trialReport(template, clean);
    const prose = readProse(report, clean);
    const bench: Bench = { knowledge, rules, solver, tally, figuresOfRule: byForm.get(template.id)!, hardRules };
    const before = violations(judged(bench, trialInput(report, prose, clean)));
    for (const violation of before) tally.rule(ruleOf(violation)).falseAlarms += 1;
    for (const mutation of MUTATIONS)
      tryMutation(bench, mutation, report, clean, prose, before, random.branch(mutation));
  }
  return tally.report(reports, rules);
};
