import { expect, test } from 'vitest';
import { splitIndependent } from '../../src/localisation/split-independent.ts';
import { exactSystem } from '../../src/localisation/system.ts';
import { figure, problem, sum } from './a-problem.ts';

/** Cells a, b, t are 0, 1, 4; c, d, u are 2, 3, 5. */
const system = exactSystem(
  problem(
    [figure('a', 1), figure('b', 1), figure('t', 3), figure('c', 2), figure('d', 2), figure('u', 5)],
    [sum('t', 't', ['a', 'b']), sum('u', 'u', ['c', 'd'])],
  ),
);

const both = (first: number, second: number) => ({
  edits: [
    { cell: first, delta: 1n },
    { cell: second, delta: 1n },
  ],
  determined: true,
});

test('repairs that are all combinations of two parts are shown part by part', () => {
  const parts = splitIndependent(system, [0, 1], [both(0, 2), both(0, 3), both(1, 2), both(1, 3)]);
  expect(parts.map((p) => [p.violated, p.candidates.map((c) => c.edits.map((e) => e.cell))])).toEqual([
    [[0], [[0], [1]]],
    [[1], [[2], [3]]],
  ]);
});

test('repairs of which a combination is missing stay together', () => {
  const candidates = [both(0, 2), both(1, 3)];
  expect(splitIndependent(system, [0, 1], candidates)).toEqual([{ violated: [0, 1], candidates }]);
});
