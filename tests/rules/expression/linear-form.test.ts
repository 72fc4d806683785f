import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, type Decimal, decimal, multiply, ZERO } from '../../../src/model/decimal.ts';
import type { CompareOperator, Expression, LinearForm } from '../../../src/model/expression.ts';
import { compares, evaluate } from '../../../src/rules/expression/evaluate.ts';
import { linearForm } from '../../../src/rules/expression/linear-form.ts';
import { parseExpression } from '../../../src/rules/expression/parse-expression.ts';
import { environment, stated } from './readings.ts';

const NAMES = ['a', 'b', 'c', 'd'] as const;

/** Sums such as "(2 * a - sum(b, c, 3)) + d": whatever is linear by construction. */
const anySum: fc.Arbitrary<string> = fc.letrec<{ sum: string }>((tie) => ({
  sum: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom(...NAMES),
    fc.nat(20).map(String),
    fc.tuple(tie('sum'), fc.constantFrom('+', '-'), tie('sum')).map(([l, op, r]) => `(${l} ${op} ${r})`),
    fc.tuple(fc.nat(9), tie('sum'), fc.boolean()).map(([n, s, first]) => (first ? `${n} * (${s})` : `(${s}) * ${n}`)),
    fc.array(tie('sum'), { minLength: 1, maxLength: 3 }).map((sums) => `sum(${sums.join(', ')})`),
  ),
})).sum;

const anyOperator = fc.constantFrom<CompareOperator>('==', '!=', '<=', '>=', '<', '>');

const anyFigures = fc.record({ a: fc.integer(), b: fc.integer(), c: fc.integer(), d: fc.integer() });

const comparison = (source: string): Extract<Expression, { is: 'compare' }> => {
  const expression = parseExpression(source);
  if (expression.is !== 'compare') throw new Error('no comparison');
  return expression;
};

const leftSide = (form: LinearForm, figures: Readonly<Record<string, number>>): Decimal =>
  form.terms.reduce((sum, t) => add(sum, multiply(t.coefficient, decimal(figures[t.key]!))), form.constant);

describe('the linear form', () => {
  it('says the same as evaluation, whatever the figures are', () => {
    fc.assert(
      fc.property(anySum, anyOperator, anySum, anyFigures, (left, op, right, figures) => {
        const expression = comparison(`${left} ${op} ${right}`);
        const form = linearForm(expression)!;
        const env = environment(Object.fromEntries(NAMES.map((name) => [name, stated(figures[name])])));
        const holds = compares(form.op, leftSide(form, figures), ZERO, ZERO);
        expect(evaluate(expression, env).value).toEqual({ is: 'truth', value: holds });
      }),
    );
  });

  it('names each figure once and none that cancels out', () => {
    const form = linearForm(comparison('a + b + a == b + c'));
    expect(form).toEqual({
      terms: [
        { key: 'a', coefficient: decimal(2) },
        { key: 'c', coefficient: decimal(-1) },
      ],
      constant: decimal(0),
      op: '==',
    });
  });

  it.each(['max(a, b) <= c', 'a * b == c', 'count_positive(a, b) >= 2'])('does not exist for %s', (source) => {
    expect(linearForm(comparison(source))).toBeNull();
  });
});
