import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localise } from '../../src/localisation/localise.ts';
import type { Problem } from '../../src/localisation/problem.ts';
import { toRepairs } from '../../src/localisation/to-repairs.ts';
import { atMost, cellKey, figure, problem, share, sum, tableThree, tyingTable, witness } from './a-problem.ts';

const bytes = (given: Problem): string =>
  JSON.stringify([localise(given), [...toRepairs(localise(given))]], (_, v) => (typeof v === 'bigint' ? `${v}` : v));

const mixed = (): Problem => {
  const cells = new Map(tyingTable([12, 4, 7, 3, 9, 1, 5, 2, 8, 8, 1, 0, 4]));
  cells.set(cellKey('granted', 'np'), 21).set(cellKey('sum', 'np'), 60);
  const table = tableThree(cells);
  return problem(
    [...table.figures, figure('total', 57), figure('a', 25), figure('b', 16), figure('c', 17), figure('d', null)],
    [...table.constraints, sum('sum', 'total', ['a', 'b', 'c', 'd']), atMost('c ≤ a', 'c', 'a')],
    {
      shares: [share('s1', 'a', 'total', '43.9'), share('s2', 'b', 'total', '28.1'), share('s3', 'c', 'total', '28')],
      witnesses: [witness('total', 57), witness('a', 25), witness('a', 26, 'prior')],
    },
  );
};

test('the order in which figures and constraints are given does not change a byte of the answer', () => {
  const given = mixed();
  const expected = bytes(given);
  const shuffled = <T>(items: readonly T[]): fc.Arbitrary<T[]> =>
    fc.shuffledSubarray([...items], { minLength: items.length });
  fc.assert(
    fc.property(
      shuffled(given.figures),
      shuffled(given.constraints),
      shuffled(given.shares),
      shuffled(given.witnesses),
      (figures, constraints, shares, witnesses) => {
        expect(bytes({ figures, constraints, shares, witnesses })).toBe(expected);
      },
    ),
    { numRuns: 25, seed: 3 },
  );
});

test('a figure given twice is refused by name', () => {
  expect(() => localise(problem([figure('a', 1), figure('a', 2)], []))).toThrow('Two figures have the key a');
});
