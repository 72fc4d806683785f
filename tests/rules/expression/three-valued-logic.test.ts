import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Expression } from '../../../src/model/expression.ts';
import type { FactReading } from '../../../src/model/fact.ts';
import { evaluate } from '../../../src/rules/expression/evaluate.ts';
import { parseExpression } from '../../../src/rules/expression/parse-expression.ts';
import { environment, stated, UNREADABLE } from './readings.ts';

/** False 0, unknown 1, true 2: Kleene's connectives are the smaller, the larger and the opposite. */
type Truth = 0 | 1 | 2;
const opposite = (a: Truth): Truth => (2 - a) as Truth;
const smaller = (a: Truth, b: Truth): Truth => (a < b ? a : b);
const larger = (a: Truth, b: Truth): Truth => (a > b ? a : b);

const NAMES = ['p', 'q', 'r', 's'] as const;
type Truths = Readonly<Record<(typeof NAMES)[number], Truth>>;

const READING: Readonly<Record<Truth, FactReading>> = { 0: stated(0), 1: UNREADABLE, 2: stated(1) };

const reportOf = (truths: Truths) =>
  environment(Object.fromEntries(NAMES.map((name) => [name, READING[truths[name]]])));

const truthOf = (expression: Expression, truths: Truths): Truth => {
  const { value } = evaluate(expression, reportOf(truths));
  if (value.is === 'number') throw new Error('a comparison is no number');
  return value.is === 'unknown' ? 1 : value.value ? 2 : 0;
};

const kleene = (e: Expression, truths: Truths): Truth => {
  if (e.is === 'not') return opposite(kleene(e.of, truths));
  if (e.is === 'compare' && e.left.is === 'figure') return truths[e.left.path as (typeof NAMES)[number]];
  if (e.is !== 'logic') throw new Error(`unexpected ${e.is}`);
  const [left, right] = [kleene(e.left, truths), kleene(e.right, truths)];
  if (e.op === 'and') return smaller(left, right);
  return e.op === 'or' ? larger(left, right) : larger(opposite(left), right);
};

const anyTruth = fc.constantFrom<Truth>(0, 1, 2);
const anyTruths = fc.record({ p: anyTruth, q: anyTruth, r: anyTruth, s: anyTruth });

/** Sentences such as "((p == 1 and not (q == 1)) implies r == 1)". */
const anySentence: fc.Arbitrary<string> = fc.letrec<{ sentence: string }>((tie) => ({
  sentence: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(...NAMES).map((name) => `${name} == 1`),
    tie('sentence').map((s) => `not (${s})`),
    fc
      .tuple(tie('sentence'), fc.constantFrom('and', 'or', 'implies'), tie('sentence'))
      .map(([left, op, right]) => `((${left}) ${op} (${right}))`),
  ),
})).sentence;

describe('three-valued logic', () => {
  it('follows the tables of Kleene', () => {
    fc.assert(
      fc.property(anySentence, anyTruths, (sentence, truths) => {
        const expression = parseExpression(sentence);
        expect(truthOf(expression, truths)).toBe(kleene(expression, truths));
      }),
    );
  });

  it('never takes a verdict back when a missing figure turns up', () => {
    fc.assert(
      fc.property(
        anySentence,
        anyTruths,
        fc.array(fc.constantFrom<Truth>(0, 2), { minLength: 4, maxLength: 4 }),
        (sentence, truths, found) => {
          const expression = parseExpression(sentence);
          const before = truthOf(expression, truths);
          const completed = Object.fromEntries(
            NAMES.map((name, i) => [name, truths[name] === 1 ? found[i]! : truths[name]]),
          ) as Truths;
          if (before !== 1) expect(truthOf(expression, completed)).toBe(before);
        },
      ),
    );
  });

  it('names the figures for want of which it is open', () => {
    const { value } = evaluate(parseExpression('p == 1 and q == 1 and r == 1'), reportOf({ p: 2, q: 1, r: 1, s: 2 }));
    expect(value).toEqual({ is: 'unknown', missing: ['q', 'r'] });
  });

  it('does not name what one false part has made irrelevant', () => {
    const { value } = evaluate(parseExpression('p == 1 and q == 1'), reportOf({ p: 0, q: 1, r: 2, s: 2 }));
    expect(value).toEqual({ is: 'truth', value: false });
  });
});
