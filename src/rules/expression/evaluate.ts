import { add, compare, type Decimal, decimal, multiply, subtract, ZERO } from '../../model/decimal.ts';
import type { CompareOperator, Expression } from '../../model/expression.ts';
import { type FactReading, factKey } from '../../model/fact.ts';
import type { MissingMode } from '../../model/rule.ts';
import { figuresOf } from './bind.ts';
import { statedTolerance } from './tolerance.ts';

/** Three-valued: a number, a truth, or unknown with the figures that are missing. */
export type Value =
  | { readonly is: 'number'; readonly value: Decimal }
  | { readonly is: 'truth'; readonly value: boolean }
  | { readonly is: 'unknown'; readonly missing: readonly string[] };

export type Comparison = {
  readonly op: CompareOperator;
  readonly left: Decimal;
  readonly right: Decimal;
  readonly expression: Extract<Expression, { is: 'compare' }>;
};

export type Environment = {
  readonly reading: (key: string) => FactReading | undefined;
  readonly missing: MissingMode;
  readonly tolerance: 'exact' | 'stated-precision';
};

const truth = (value: boolean): Value => ({ is: 'truth', value });
const number = (value: Decimal): Value => ({ is: 'number', value });

const unknown = (...values: readonly Value[]): Value => ({
  is: 'unknown',
  missing: [...new Set(values.flatMap((v) => (v.is === 'unknown' ? v.missing : [])))],
});

const readFigure = (path: string, group: string | null, env: Environment): Value => {
  const key = factKey(path, group);
  const reading = env.reading(key);
  if (reading?.is === 'stated') return number(reading.value);
  if (reading?.is === 'blank' && env.missing === 'blank-is-zero') return number(ZERO);
  return { is: 'unknown', missing: [key] };
};

const toleranceOf = (e: Extract<Expression, { is: 'compare' }>, env: Environment): Decimal => {
  if (env.tolerance === 'exact') return ZERO;
  const readings = figuresOf(e).map(({ path, group }) => env.reading(factKey(path, group)));
  return statedTolerance(readings.flatMap((reading) => (reading?.is === 'stated' ? [reading.value] : [])));
};

/** The one comparison of the program: checker and localiser must agree on it. */
export const compares = (op: CompareOperator, left: Decimal, right: Decimal, tolerance: Decimal): boolean => {
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

const evaluateCompare = (e: Extract<Expression, { is: 'compare' }>, env: Environment, failed: Comparison[]): Value => {
  const left = evaluateNode(e.left, env, failed);
  const right = evaluateNode(e.right, env, failed);
  if (left.is !== 'number' || right.is !== 'number') return unknown(left, right);
  const holds = compares(e.op, left.value, right.value, toleranceOf(e, env));
  if (!holds) failed.push({ op: e.op, left: left.value, right: right.value, expression: e });
  return truth(holds);
};

/** Kleene's logic: false and unknown is false, true or unknown is true. */
const evaluateLogic = (e: Extract<Expression, { is: 'logic' }>, env: Environment, failed: Comparison[]): Value => {
  const inLeft: Comparison[] = [];
  const left = evaluateNode(e.left, env, inLeft);
  const right = evaluateNode(e.right, env, failed);
  const l = left.is === 'truth' ? left.value : null;
  const r = right.is === 'truth' ? right.value : null;
  if (e.op !== 'implies') failed.unshift(...inLeft);
  switch (e.op) {
    case 'and':
      return l === false || r === false ? truth(false) : l && r ? truth(true) : unknown(left, right);
    case 'or':
      return l || r ? truth(true) : l === false && r === false ? truth(false) : unknown(left, right);
    case 'implies':
      return l === false || r ? truth(true) : l && r === false ? truth(false) : unknown(left, right);
  }
};

const evaluateCall = (e: Extract<Expression, { is: 'call' }>, env: Environment, failed: Comparison[]): Value => {
  if (e.name === 'stated' || e.name === 'blank') {
    const arg = e.args[0]!;
    if (arg.is !== 'figure') throw new Error(`${e.name}() takes one figure`);
    const reading = env.reading(factKey(arg.path, arg.group));
    return truth(e.name === 'stated' ? reading?.is === 'stated' : reading?.is === 'blank');
  }
  const values = e.args.map((arg) => evaluateNode(arg, env, failed));
  const numbers = values.flatMap((v) => (v.is === 'number' ? [v.value] : []));
  if (numbers.length < values.length) return unknown(...values);
  switch (e.name) {
    case 'sum':
      return number(numbers.reduce(add, ZERO));
    case 'max':
      return number(numbers.reduce((a, b) => (compare(a, b) >= 0 ? a : b)));
    case 'min':
      return number(numbers.reduce((a, b) => (compare(a, b) <= 0 ? a : b)));
    case 'count_positive':
      return number(decimal(numbers.filter((n) => n.units > 0n).length));
  }
};

const evaluateNode = (e: Expression, env: Environment, failed: Comparison[]): Value => {
  switch (e.is) {
    case 'number':
      return number(e.value);
    case 'figure':
      return readFigure(e.path, e.group, env);
    case 'figures':
      throw new Error(`“${e.pattern}” was not bound`);
    case 'call':
      return evaluateCall(e, env, failed);
    case 'arithmetic': {
      const left = evaluateNode(e.left, env, failed);
      const right = evaluateNode(e.right, env, failed);
      if (left.is !== 'number' || right.is !== 'number') return unknown(left, right);
      const operate = e.op === '+' ? add : e.op === '-' ? subtract : multiply;
      return number(operate(left.value, right.value));
    }
    case 'compare':
      return evaluateCompare(e, env, failed);
    case 'logic':
      return evaluateLogic(e, env, failed);
    case 'not': {
      const of = evaluateNode(e.of, env, []);
      return of.is === 'truth' ? truth(!of.value) : of;
    }
  }
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
  const value = evaluateNode(expression, env, failed);
  return { value, failed };
};
