import { expect, test } from 'vitest';
import { backSolve, shareState } from '../../src/localisation/shares.ts';
import { print } from '../../src/model/decimal.ts';
import { number, share } from './a-problem.ts';

const valueAt = (values: Readonly<Record<string, number>>) => (key: string) =>
  key in values ? number(values[key]!) : null;

test.each([
  ['28', 57, '16'],
  ['35.6', 104, '37'],
  ['43.9', 57, '25'],
  ['50', 5, '3'],
])('%s %% of %i is %s', (stated, whole, part) => {
  expect(print(backSolve(share('s', 'part', 'whole', stated), 'part', valueAt({ part: 0, whole }))!)).toBe(part);
});

test('the rest of the numerator is taken off what the percentage gives', () => {
  const one = share('s', 'a', 'whole', '87.05');
  const both = {
    ...one,
    numerator: [...one.numerator, ...share('t', 'b', 'whole', '0').numerator],
    literal: number(44),
  };
  expect(print(backSolve(both, 'a', valueAt({ a: 1, b: 399, whole: 749 }))!)).toBe('209');
});

test('a figure of the base, an unknown base, or another figure is not back-solved', () => {
  const part = share('s', 'part', 'whole', '20');
  expect(backSolve(part, 'whole', valueAt({ part: 1, whole: 5 }))).toBeNull();
  expect(backSolve(part, 'part', valueAt({ part: 1 }))).toBeNull();
  expect(backSolve(share('s', 'a', 'a', '20'), 'a', valueAt({ a: 1 }))).toBeNull();
});

test('a share of a figure that is not known is not judged', () => {
  expect(shareState(share('s', 'part', 'whole', '20'), valueAt({ part: 1 }))).toBe('unknown');
  expect(shareState({ ...share('s', 'part', '', '20'), denominator: number(5) }, valueAt({ part: 1 }))).toBe('rounded');
});
