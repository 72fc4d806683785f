import { add, type Decimal, decimal, multiply, ZERO } from '../../model/decimal.ts';
import type { Expression, LinearForm } from '../../model/expression.ts';
import { factKey } from '../../model/fact.ts';
import { figuresOf } from './bind.ts';
import { isScoped } from './scope.ts';

type Sum = { readonly terms: ReadonlyMap<string, Decimal>; readonly constant: Decimal };

const constantSum = (constant: Decimal): Sum => ({ terms: new Map(), constant });

const scale = (sum: Sum, factor: Decimal): Sum => ({
  terms: new Map([...sum.terms].map(([key, c]) => [key, multiply(c, factor)])),
  constant: multiply(sum.constant, factor),
});

const plus = (a: Sum, b: Sum): Sum => {
  const terms = new Map(a.terms);
  for (const [key, c] of b.terms) terms.set(key, add(terms.get(key) ?? ZERO, c));
  return { terms, constant: add(a.constant, b.constant) };
};

/** The value of a figure of another report; null where it is not known. */
type ConstantOf = (key: string) => Decimal | null;

const figureSum = (key: string, constant: ConstantOf): Sum | null => {
  if (!isScoped(key)) return { terms: new Map([[key, decimal(1)]]), constant: ZERO };
  const value = constant(key);
  return value && constantSum(value);
};

const toSum = (e: Expression, constant: ConstantOf): Sum | null => {
  switch (e.is) {
    case 'number':
      return constantSum(e.value);
    case 'figure':
      return figureSum(factKey(e.path, e.group), constant);
    case 'call': {
      if (e.name !== 'sum') return null;
      const sums = e.args.map((arg) => toSum(arg, constant));
      return sums.every((s) => s !== null) ? sums.reduce(plus, constantSum(ZERO)) : null;
    }
    case 'arithmetic': {
      const [left, right] = [toSum(e.left, constant), toSum(e.right, constant)];
      if (!left || !right) return null;
      if (e.op === '+') return plus(left, right);
      if (e.op === '-') return plus(left, scale(right, decimal(-1)));
      if (left.terms.size === 0) return scale(right, left.constant);
      return right.terms.size === 0 ? scale(left, right.constant) : null;
    }
    default:
      return null;
  }
};

type Compare = Extract<Expression, { is: 'compare' }>;

const toForm = (comparison: Compare, constant: ConstantOf): LinearForm | null => {
  const [left, right] = [toSum(comparison.left, constant), toSum(comparison.right, constant)];
  if (!left || !right) return null;
  const sum = plus(left, scale(right, decimal(-1)));
  const terms = [...sum.terms].filter(([, c]) => c.units !== 0n).map(([key, coefficient]) => ({ key, coefficient }));
  return { terms, constant: sum.constant, op: comparison.op };
};

// Comparisons are bound once, when the rules are loaded, and then meet every report.
const known = new WeakMap<Compare, { readonly isFixed: boolean; readonly form: LinearForm | null }>();

const nothingKnown: ConstantOf = () => null;

/**
 * A bound comparison as `Σ coefficient · figure + constant (op) 0`; null where it is not linear (max, min, products of
 * figures). Figures of other reports are constants, which `constant` gives; null where one is not known. Terms are in
 * order of appearance, zero coefficients dropped.
 */
export const linearForm = (comparison: Compare, constant: ConstantOf = nothingKnown): LinearForm | null => {
  const before = known.get(comparison);
  if (before?.isFixed) return before.form;
  const isFixed = !figuresOf(comparison).some(({ path }) => isScoped(path));
  const form = toForm(comparison, constant);
  known.set(comparison, { isFixed, form });
  return form;
};
