import { type Decimal, printShort } from '../model/decimal.ts';
import type { Expression, LinearForm } from '../model/expression.ts';
import type { Rule } from '../model/rule.ts';
import type { Template } from '../model/template.ts';
import type { CompiledRules, Instance } from './compile.ts';
import { linearForm } from './expression/linear-form.ts';
import { isScoped } from './expression/scope.ts';

/** A linear program: minimise Σ cost · column within the bounds, so that all rows hold. */
type Program = {
  readonly columns: readonly {
    readonly low: number;
    readonly high: number;
    readonly whole: boolean;
    readonly cost: number;
  }[];
  readonly rows: readonly Row[];
};

type Row = {
  readonly low: number;
  readonly high: number;
  readonly terms: readonly { readonly column: number; readonly by: number }[];
};

/** Solves a program; `stopped` when nothing is known. */
export type SolveProgram = (
  program: Program,
) =>
  | { readonly is: 'optimal'; readonly values: readonly number[] }
  | { readonly is: 'infeasible' }
  | { readonly is: 'stopped' };

/**
 * What is wrong with a catalogue although each rule is well formed: `contradiction` – figures that the rules together
 * force to zero, or that cannot be at all; `duplicate` – two rules that say the same; `implied` – a rule that the others
 * say already; `never` – a rule that no report can meet.
 */
export type RuleIssue = {
  readonly is: 'contradiction' | 'duplicate' | 'implied' | 'never';
  readonly rules: readonly string[];
  readonly template: string;
  readonly message: string;
};

/** An unconditional comparison of figures of the report, in linear form. */
type Line = { readonly rule: Rule; readonly target: string; readonly form: LinearForm };

const HIGH = 100_000;
const NEAR = 1e-6;

const isKept = (rule: Rule): boolean => rule.life === undefined || rule.life.status === 'active';

const isIdentity = (rule: Rule): boolean => rule.kind !== 'soft' && isKept(rule);

const asNumber = (value: Decimal): number => Number(printShort(value));

const formOf = (expression: Expression): LinearForm | null => {
  const form = expression.is === 'compare' ? linearForm(expression) : null;
  return form === null || form.op === '!=' || form.terms.some(({ key }) => isScoped(key)) ? null : form;
};

/** The comparisons that all must hold for the expression to hold; null where it is no conjunction of linear ones. */
const conjunction = (expression: Expression): readonly LinearForm[] | null => {
  if (expression.is === 'logic' && expression.op === 'and') {
    const [left, right] = [conjunction(expression.left), conjunction(expression.right)];
    return left && right ? [...left, ...right] : null;
  }
  const form = formOf(expression);
  return form && [form];
};

const linesOf = (compiled: CompiledRules, template: Template): readonly Line[] =>
  (compiled.get(template.id) ?? [])
    .filter(({ rule }) => isIdentity(rule))
    .flatMap(({ rule, instances }) =>
      (instances ?? []).flatMap((instance) => {
        const form = instance.when === null ? formOf(instance.expect) : null;
        return form && form.terms.length > 0 ? [{ rule, target: instance.target, form }] : [];
      }),
    );

/** Numbers the figures of one form as they come up. */
class Columns {
  readonly #numbers = new Map<string, number>();

  of(key: string): number {
    const before = this.#numbers.get(key);
    if (before !== undefined) return before;
    this.#numbers.set(key, this.#numbers.size);
    return this.#numbers.size - 1;
  }

  get keys(): readonly string[] {
    return [...this.#numbers.keys()];
  }
}

const rowOf = ({ terms, constant, op }: LinearForm, columns: Columns): Row => {
  const base = -asNumber(constant);
  // figures are whole numbers, or lie further apart than the solver's tolerance
  const strict = op === '<' ? base - 1 : op === '>' ? base + 1 : base;
  return {
    low: op === '<=' || op === '<' ? Number.NEGATIVE_INFINITY : strict,
    high: op === '>=' || op === '>' ? Number.POSITIVE_INFINITY : strict,
    terms: terms.map(({ key, coefficient }) => ({ column: columns.of(key), by: asNumber(coefficient) })),
  };
};

/** The least that the form can be while all rows hold; null when nothing can be told. */
const least = (form: LinearForm, sign: 1 | -1, rows: readonly Row[], columns: Columns, solve: SolveProgram) => {
  const costs = new Map(form.terms.map(({ key, coefficient }) => [columns.of(key), sign * asNumber(coefficient)]));
  const answer = solve({
    columns: columns.keys.map((_, i) => ({ low: 0, high: HIGH, whole: false, cost: costs.get(i) ?? 0 })),
    rows,
  });
  if (answer.is !== 'optimal') return null;
  const sum = [...costs].reduce((total, [column, cost]) => total + cost * answer.values[column]!, 0);
  return sum + sign * asNumber(form.constant);
};

const isImplied = (line: Line, others: readonly Line[], solve: SolveProgram): boolean => {
  const columns = new Columns();
  const rows = others.map(({ form }) => rowOf(form, columns));
  if (line.form.terms.some(({ key }) => !columns.keys.includes(key))) return false;
  const { op } = line.form;
  const low = op === '<=' || op === '<' ? 0 : least(line.form, 1, rows, columns, solve);
  const high = op === '>=' || op === '>' ? 0 : least(line.form, -1, rows, columns, solve);
  if (op === '<' || op === '>') return false;
  return low !== null && high !== null && low > -NEAR && high > -NEAR;
};

const impliedRules = (lines: readonly Line[], template: Template, solve: SolveProgram): readonly RuleIssue[] => {
  const byRule = Map.groupBy(lines, ({ rule }) => rule.id);
  return [...byRule].flatMap(([id, own]) => {
    const others = lines.filter(({ rule }) => rule.id !== id);
    const implied = own.every((line) => isImplied(line, others, solve));
    const message = 'holds wherever the other rules do';
    return implied ? [{ is: 'implied' as const, rules: [id], template: template.id, message }] : [];
  });
};

/** Equal forms have equal names, whatever the order of their terms. */
const nameOf = ({ form }: Line): string =>
  [...form.terms.map(({ key, coefficient }) => `${key}*${printShort(coefficient)}`).sort(), form.op].join(' ');

const duplicates = (lines: readonly Line[], template: Template): readonly RuleIssue[] => {
  const pairs = new Map<string, RuleIssue>();
  for (const same of Map.groupBy(lines, nameOf).values()) {
    const rules = [...new Set(same.map(({ rule }) => rule.id))].sort();
    if (rules.length < 2) continue;
    const message = `say the same of ${same[0]!.form.terms.map(({ key }) => key).join(', ')}`;
    pairs.set(rules.join(' '), { is: 'duplicate', rules, template: template.id, message });
  }
  return [...pairs.values()];
};

/** The figures that are zero in every report that keeps the rows; null when no report does. */
const forcedToZero = (rows: readonly Row[], columns: Columns, solve: SolveProgram): readonly string[] | null => {
  const { keys } = columns;
  // beside each figure a second column that is at most the figure and at most one, as large as can be
  const answer = solve({
    columns: [
      ...keys.map(() => ({ low: 0, high: HIGH, whole: false, cost: 0 })),
      ...keys.map(() => ({ low: 0, high: 1, whole: false, cost: -1 })),
    ],
    rows: [
      ...rows,
      ...keys.map((_, i) => ({
        low: Number.NEGATIVE_INFINITY,
        high: 0,
        terms: [
          { column: keys.length + i, by: 1 },
          { column: i, by: -1 },
        ],
      })),
    ],
  });
  if (answer.is === 'stopped') return [];
  return answer.is === 'infeasible' ? null : keys.filter((_, i) => answer.values[keys.length + i]! < 0.5);
};

const forcedBy = (lines: readonly Line[], solve: SolveProgram): readonly string[] | null => {
  const columns = new Columns();
  const rows = lines.map(({ form }) => rowOf(form, columns));
  return forcedToZero(rows, columns, solve);
};

/** The fewest rules that are still at odds: each is left out in turn, and stays out where nothing changes. */
const atOdds = (
  lines: readonly Line[],
  isAtOdds: (forced: readonly string[] | null) => boolean,
  solve: SolveProgram,
): readonly string[] => {
  let left = lines;
  for (const id of new Set(lines.map(({ rule }) => rule.id))) {
    const without = left.filter(({ rule }) => rule.id !== id);
    if (isAtOdds(forcedBy(without, solve))) left = without;
  }
  return [...new Set(left.map(({ rule }) => rule.id))].sort();
};

const contradictions = (lines: readonly Line[], template: Template, solve: SolveProgram): readonly RuleIssue[] => {
  const forced = forcedBy(lines, solve);
  const head = { is: 'contradiction' as const, template: template.id };
  if (forced === null) {
    const rules = atOdds(lines, (without) => without === null, solve);
    return [{ ...head, rules, message: 'no report can keep them all' }];
  }
  const [first] = forced;
  if (first === undefined) return [];
  const rules = atOdds(lines, (without) => without?.includes(first) ?? true, solve);
  return [{ ...head, rules, message: `together allow nothing but 0 for ${forced.join(', ')}` }];
};

/** Whether a condition can be true at all. Reports may break the other rules, so these do not count. */
const canBe = (when: Expression, solve: SolveProgram): boolean => {
  const wanted = conjunction(when);
  if (wanted === null) return true;
  const columns = new Columns();
  const rows = wanted.map((form) => rowOf(form, columns));
  const program = { columns: columns.keys.map(() => ({ low: 0, high: HIGH, whole: false, cost: 0 })), rows };
  return solve(program).is !== 'infeasible';
};

const isMissed = ({ years }: Rule, template: Template): boolean =>
  years !== undefined &&
  ((years.to !== null && years.to < template.years.from) ||
    (years.from !== null && template.years.to !== null && years.from > template.years.to));

const neverMet = (compiled: CompiledRules, template: Template, solve: SolveProgram): readonly RuleIssue[] =>
  (compiled.get(template.id) ?? [])
    .filter(({ rule }) => isKept(rule))
    .flatMap(({ rule, instances }): readonly RuleIssue[] => {
      const head = { is: 'never' as const, rules: [rule.id], template: template.id };
      if (isMissed(rule, template) && !rule.templates.includes('*'))
        return [{ ...head, message: `is for years that this form (${template.years.from}–) does not cover` }];
      const conditional: readonly Instance[] = (instances ?? []).filter(({ when }) => when !== null);
      if (conditional.length === 0 || conditional.some(({ when }) => canBe(when!, solve))) return [];
      return [{ ...head, message: `its condition cannot be true: ${rule.source.when}` }];
    });

/** Everything that is wrong with the catalogue as a whole, form by form, in a fixed order. */
export const lintRules = (
  compiled: CompiledRules,
  templates: readonly Template[],
  solve: SolveProgram,
): readonly RuleIssue[] =>
  templates.flatMap((template) => {
    const lines = linesOf(compiled, template);
    const conflicts = contradictions(lines, template, solve);
    const same = duplicates(lines, template);
    const told = new Set(same.flatMap(({ rules }) => rules));
    const implied = conflicts.length > 0 ? [] : impliedRules(lines, template, solve);
    return [
      ...conflicts,
      ...same,
      ...implied.filter(({ rules }) => !told.has(rules[0]!)),
      ...neverMet(compiled, template, solve),
    ];
  });
