import type { Localisation, RankedRepair } from '../../src/localisation/localisation.ts';
import type { Constraint, Problem } from '../../src/localisation/problem.ts';
import { add, type Decimal, multiply, ZERO } from '../../src/model/decimal.ts';
import { compares } from '../../src/rules/expression/evaluate.ts';

const holds = ({ form }: Constraint, values: ReadonlyMap<string, Decimal>): boolean => {
  const left = form.terms.reduce(
    (sum, { key, coefficient }) => add(sum, multiply(coefficient, values.get(key)!)),
    form.constant,
  );
  return compares(form.op, left, ZERO, form.tolerance ?? ZERO);
};

/**
 * Substitutes every repair of an answer and compares with the checker's own comparison: a repair is wrong when a
 * constraint of its part does not hold with it, or one that held no longer does.
 */
export const mendedBy = (
  problem: Problem,
  answer: readonly Localisation[],
): { readonly repairs: number; readonly wrong: number } => {
  const stated = new Map(problem.figures.map(({ key, value }) => [key, value ?? ZERO]));
  const known = problem.constraints.filter(({ form }) => form.terms.every(({ key }) => stated.has(key)));
  const before = new Set(known.filter((constraint) => !holds(constraint, stated)).map(({ id }) => id));
  const isWrong = ({ changes }: RankedRepair, cluster: readonly string[]): boolean => {
    const values = new Map([...stated, ...changes.map(({ key, to }) => [key, to] as const)]);
    return known.some(
      (constraint) => (cluster.includes(constraint.id) || !before.has(constraint.id)) && !holds(constraint, values),
    );
  };
  const repairs = answer.flatMap(({ repairs: own, cluster }) => own.map((repair) => isWrong(repair, cluster)));
  return { repairs: repairs.length, wrong: repairs.filter((wrong) => wrong).length };
};
