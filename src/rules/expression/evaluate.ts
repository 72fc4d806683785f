import { add, compare, type Decimal, decimal, multiply, subtract, ZERO } from '../../model/decimal.ts';
import type { CompareOperator, Expression } from '../../model/expression.ts';
import { type FactReading, factKey } from '../../model/fact.ts';
import type { MissingMode } from '../../model/rule.ts';
import { figuresOf } from './bind.ts';
import { statedTolerance } from './tolerance.ts';

/**
 * Three-valued: a number, a truth, or unknown with the figures that are missing. An unknown sum of which some parts are
 * known is at least their sum, where none can be below zero.
 */
export type Value =
  | { readonly is: 'number'; readonly value: Decimal }
  | { readonly is: 'truth'; readonly value: boolean }
  | { readonly is: 'unknown'; readonly missing: readonly string[]; readonly atLeast?: Decimal };

export type Comparison = {
  readonly op: CompareOperator;
  readonly left: Decimal;
  readonly right: Decimal;
  readonly expression: Extract<Expression, { is: 'compare' }>;
};

export type Environment = {
  readonly reading: (key: string) => FactReading | undefined;
  /** For a figure that is not known in full: what it is at least, null when that is not known either. */
  readonly atLeast?: (key: string) => Decimal | null;
  readonly missing: MissingMode;
  readonly tolerance: 'exact' | 'stated-precision';
};

/** An expression turned into a function once, when it is first met; every report after that only calls it. */
type Run = (env: Environment, failed: Comparison[]) => Value;

type Unknown = Extract<Value, { is: 'unknown' }>;

const TRUE: Value = { is: 'truth', value: true };
const FALSE: Value = { is: 'truth', value: false };

const truth = (value: boolean): Value => (value ? TRUE : FALSE);
const number = (value: Decimal): Value => ({ is: 'number', value });
const ZERO_VALUE = number(ZERO);

const unknown = (...values: readonly Value[]): Unknown => ({
  is: 'unknown',
  missing: [...new Set(values.flatMap((v) => (v.is === 'unknown' ? v.missing : [])))],
});

/** What a value is at least: itself when it is known. */
const floorOf = (value: Value): Decimal | null => {
  if (value.is === 'number') return value.value;
  return value.is === 'unknown' ? (value.atLeast ?? null) : null;
};

const runFigure = (key: string): Run => {
  const missing: Value = { is: 'unknown', missing: [key] };
  return (env) => {
    const reading = env.reading(key);
    if (reading?.is === 'stated') return number(reading.value);
    if (reading?.is === 'blank' && env.missing === 'blank-is-zero') return ZERO_VALUE;
    const atLeast = env.atLeast?.(key) ?? null;
    return atLeast === null ? missing : { ...missing, atLeast };
  };
};

const satisfiesOrder = (op: CompareOperator, order: number): boolean => {
  switch (op) {
    case '==':
      return order === 0;
    case '!=':
      return order !== 0;
    case '<=':
      return order <= 0;
    case '>=':
      return order >= 0;
    case '<':
      return order < 0;
    case '>':
      return order > 0;
  }
};

/** The one comparison of the program: checker and localiser must agree on it. */
export const compares = (op: CompareOperator, left: Decimal, right: Decimal, tolerance: Decimal): boolean => {
  if (tolerance.units === 0n) return satisfiesOrder(op, compare(left, right));
  const difference = subtract(left, right);
  const beyond = compare(difference, tolerance) > 0;
  const below = compare(difference, { units: -tolerance.units, scale: tolerance.scale }) < 0;
  switch (op) {
    case '==':
      return !beyond && !below;
    case '!=':
      return beyond || below;
    case '<=':
      return !beyond;
    case '>=':
      return !below;
    case '<':
      return compare(difference, ZERO) < 0;
    case '>':
      return compare(difference, ZERO) > 0;
  }
};

/** The answer to `left (op) right` for every right side from its floor up, where it is the same for all of them. */
const forAllAbove = (op: CompareOperator, left: Decimal, floor: Decimal, tolerance: Decimal): boolean | null => {
  switch (op) {
    case '==':
    case '>=':
    case '>':
      return compares(op === '==' ? '>=' : op, left, floor, tolerance) ? null : false;
    case '!=':
      return compares('>=', left, floor, tolerance) ? null : true;
    default:
      return compares(op, left, floor, tolerance) ? true : null;
  }
};

const MIRRORED: Readonly<Record<CompareOperator, CompareOperator>> = {
  '==': '==',
  '!=': '!=',
  '<=': '>=',
  '>=': '<=',
  '<': '>',
  '>': '<',
};

type Compare = Extract<Expression, { is: 'compare' }>;

const partlyKnown = (op: CompareOperator, left: Value, right: Value, tolerance: Decimal): boolean | null => {
  const [l, r] = [floorOf(left), floorOf(right)];
  if (l === null || r === null) return null;
  if (left.is === 'number') return forAllAbove(op, l, r, tolerance);
  return right.is === 'number' ? forAllAbove(MIRRORED[op], r, l, tolerance) : null;
};

const runCompare = (e: Compare): Run => {
  const [runLeft, runRight] = [compile(e.left), compile(e.right)];
  const keys = figuresOf(e).map(({ path, group }) => factKey(path, group));
  const toleranceIn = (env: Environment): Decimal => {
    if (env.tolerance === 'exact') return ZERO;
    return statedTolerance(
      keys.flatMap((key) => {
        const reading = env.reading(key);
        return reading?.is === 'stated' ? [reading.value] : [];
      }),
    );
  };
  return (env, failed) => {
    const left = runLeft(env, failed);
    const right = runRight(env, failed);
    const known = left.is === 'number' && right.is === 'number';
    const tolerance = toleranceIn(env);
    const holds = known
      ? compares(e.op, left.value, right.value, tolerance)
      : partlyKnown(e.op, left, right, tolerance);
    if (holds === null) return unknown(left, right);
    if (!holds) failed.push({ op: e.op, left: floorOf(left)!, right: floorOf(right)!, expression: e });
    return truth(holds);
  };
};

/** Kleene's logic: false and unknown is false, true or unknown is true. */
const runLogic = (e: Extract<Expression, { is: 'logic' }>): Run => {
  const [runLeft, runRight] = [compile(e.left), compile(e.right)];
  return (env, failed) => {
    const inLeft: Comparison[] = [];
    const left = runLeft(env, inLeft);
    const right = runRight(env, failed);
    const l = left.is === 'truth' ? left.value : null;
    const r = right.is === 'truth' ? right.value : null;
    if (e.op !== 'implies') failed.unshift(...inLeft);
    switch (e.op) {
      case 'and':
        return l === false || r === false ? FALSE : l && r ? TRUE : unknown(left, right);
      case 'or':
        return l || r ? TRUE : l === false && r === false ? FALSE : unknown(left, right);
      case 'implies':
        return l === false || r ? TRUE : l && r === false ? FALSE : unknown(left, right);
    }
  };
};

/** A sum of which parts are missing is at least the sum of what all parts are at least. */
const addUp = (values: readonly Value[]): Value => {
  const floors = values.map(floorOf);
  if (floors.some((floor) => floor === null)) return unknown(...values);
  const total = (floors as readonly Decimal[]).reduce(add, ZERO);
  return values.every((v) => v.is === 'number') ? number(total) : { ...unknown(...values), atLeast: total };
};

const larger = (a: Decimal, b: Decimal): Decimal => (compare(a, b) >= 0 ? a : b);
const smaller = (a: Decimal, b: Decimal): Decimal => (compare(a, b) <= 0 ? a : b);

const runTest = (e: Extract<Expression, { is: 'call' }>): Run => {
  const arg = e.args[0]!;
  if (arg.is !== 'figure') throw new Error(`${e.name}() takes one figure`);
  const key = factKey(arg.path, arg.group);
  const wanted = e.name;
  return (env) => truth(env.reading(key)?.is === wanted);
};

const runCall = (e: Extract<Expression, { is: 'call' }>): Run => {
  if (e.name === 'stated' || e.name === 'blank') return runTest(e);
  const runs = e.args.map(compile);
  const { name } = e;
  return (env, failed) => {
    const values = runs.map((run) => run(env, failed));
    if (name === 'sum') return addUp(values);
    const numbers = values.flatMap((v) => (v.is === 'number' ? [v.value] : []));
    if (numbers.length < values.length) return unknown(...values);
    if (name === 'count_positive') return number(decimal(numbers.filter((n) => n.units > 0n).length));
    return number(numbers.reduce(name === 'max' ? larger : smaller));
  };
};

const runArithmetic = (e: Extract<Expression, { is: 'arithmetic' }>): Run => {
  const [runLeft, runRight] = [compile(e.left), compile(e.right)];
  const operate = e.op === '+' ? add : e.op === '-' ? subtract : multiply;
  return (env, failed) => {
    const left = runLeft(env, failed);
    const right = runRight(env, failed);
    if (left.is === 'number' && right.is === 'number') return number(operate(left.value, right.value));
    return e.op === '+' ? addUp([left, right]) : unknown(left, right);
  };
};

const runNot = (e: Extract<Expression, { is: 'not' }>): Run => {
  const run = compile(e.of);
  return (env) => {
    const of = run(env, []);
    return of.is === 'truth' ? truth(!of.value) : of;
  };
};

const compileNode = (e: Expression): Run => {
  switch (e.is) {
    case 'number': {
      const value = number(e.value);
      return () => value;
    }
    case 'figure':
      return runFigure(factKey(e.path, e.group));
    case 'figures':
      throw new Error(`“${e.pattern}” was not bound`);
    case 'call':
      return runCall(e);
    case 'arithmetic':
      return runArithmetic(e);
    case 'compare':
      return runCompare(e);
    case 'logic':
      return runLogic(e);
    case 'not':
      return runNot(e);
  }
};

// Expressions are bound once, when the rules are loaded, and then meet every report.
const compiled = new WeakMap<Expression, Run>();

const compile = (e: Expression): Run => {
  const before = compiled.get(e);
  if (before) return before;
  const run = compileNode(e);
  compiled.set(e, run);
  return run;
};

/**
 * Evaluates a bound expression over one report. `failed` are the comparisons that did not hold, outermost reading order:
 * the first one explains a violation. Counts are compared exactly.
 */
export const evaluate = (
  expression: Expression,
  env: Environment,
): { readonly value: Value; readonly failed: readonly Comparison[] } => {
  const failed: Comparison[] = [];
  const value = compile(expression)(env, failed);
  return { value, failed };
};
