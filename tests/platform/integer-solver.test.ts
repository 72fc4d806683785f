import { expect, test } from 'vitest';
import { loadIntegerSolver } from '../../src/platform/integer-solver.ts';

const whole = (cost: number) => ({ low: 0, high: 10, whole: true, cost });

test('a program is solved to the optimum in whole numbers', async () => {
  const solver = await loadIntegerSolver();
  const rows = [
    {
      low: 7,
      high: Number.POSITIVE_INFINITY,
      terms: [
        { column: 0, by: 2 },
        { column: 1, by: 3 },
      ],
    },
  ];
  const answer = solver({ columns: [whole(2), whole(3.1)], rows });
  expect(answer).toMatchObject({ is: 'optimal' });
  expect(answer.is === 'optimal' && answer.values.map(Math.round)).toEqual([2, 1]);
});

test('a program without a solution is told from one that was given up', async () => {
  const solver = await loadIntegerSolver();
  const rows = [{ low: 1, high: 1, terms: [{ column: 0, by: 2 }] }];
  expect(solver({ columns: [whole(1)], rows })).toEqual({ is: 'infeasible' });
});

test('a solver without time left gives up', async () => {
  const solver = await loadIntegerSolver(0);
  expect(solver({ columns: [whole(1)], rows: [] })).toEqual({ is: 'stopped' });
});

test('the same program has the same answer from every solver', async () => {
  const columns = Array.from({ length: 12 }, () => whole(1));
  const rows = [
    { low: 17, high: Number.POSITIVE_INFINITY, terms: columns.map((_, column) => ({ column, by: 1 + (column % 3) })) },
  ];
  const [one, two] = [await loadIntegerSolver(), await loadIntegerSolver()];
  expect(one({ columns, rows })).toEqual(two({ columns, rows }));
});
