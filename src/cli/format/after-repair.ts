import { add, type Decimal, multiply, parseDecimal, ZERO } from '../../model/decimal.ts';
import { factKey } from '../../model/fact.ts';
import type { Repair } from '../../model/finding.ts';
import type { Equation, Rule } from '../../model/rule.ts';
import { figuresOf } from '../../rules/expression/bind.ts';
import { compares } from '../../rules/expression/evaluate.ts';
import { statedTolerance } from '../../rules/expression/tolerance.ts';

/** The figures that a repair changes, by key. */
export const changedFigures = (repair: Repair): ReadonlyMap<string, Decimal> =>
  new Map(
    repair.changes.flatMap(({ indicator, group, to }) => {
      const value = parseDecimal(to);
      return value === null ? [] : [[factKey(indicator, group), value] as const];
    }),
  );

/** The equations that speak of a changed figure, those first that did not hold. */
export const touchedEquations = (
  equations: readonly Equation[],
  changed: ReadonlyMap<string, Decimal>,
): readonly Equation[] =>
  equations
    .filter((equation) =>
      [...figuresOf(equation.left), ...figuresOf(equation.right)].some(({ path, group }) =>
        changed.has(factKey(path, group)),
      ),
    )
    .sort((a, b) => Number(a.verdict !== 'violated') - Number(b.verdict !== 'violated'));

/** Whether an equation holds with these values, by the checker's own comparison; null where it is not linear. */
export const holdsWith = (equation: Equation, rule: Rule, valueAt: (key: string) => Decimal | null): boolean | null => {
  const { linear, op } = equation;
  if (linear === null) return null;
  const left = linear.terms.reduce(
    (sum, { key, coefficient }) => add(sum, multiply(coefficient, valueAt(key) ?? ZERO)),
    linear.constant,
  );
  const isExact = rule.body.is === 'check' || rule.body.tolerance === 'exact';
  const tolerance = isExact ? ZERO : statedTolerance(linear.terms.flatMap(({ key }) => valueAt(key) ?? []));
  return compares(op, left, ZERO, tolerance);
};
