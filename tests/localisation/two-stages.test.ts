import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type IntegerProgram, repairProgram, type Solver } from '../../src/localisation/integer-program.ts';
import type { Localisation } from '../../src/localisation/localisation.ts';
import { localise } from '../../src/localisation/localise.ts';
import type { Problem } from '../../src/localisation/problem.ts';
import { exactSystem } from '../../src/localisation/system.ts';
import { print } from '../../src/model/decimal.ts';
import { loadIntegerSolver } from '../../src/platform/integer-solver.ts';
import {
  cellKey,
  constraint,
  figure,
  GROUPS,
  problem,
  ROWS,
  sum,
  tableThree,
  tyingTable,
  violatedAfter,
} from './a-problem.ts';

/** Seconds: a busy machine must not change what a test says. */
const PATIENT = 60;

/** No work at all for the first stage, so that the second has to answer. */
const secondStage = async (given: Problem): Promise<readonly Localisation[]> =>
  localise({ ...given, limits: { work: 1 } }, await loadIntegerSolver(PATIENT));

type Choice = { readonly keys: string; readonly values: string | null };

/** One smallest repair of every part together: the figures, and their values where nothing else is possible. */
const choices = (answer: readonly Localisation[]): readonly Choice[] =>
  answer
    .reduce<readonly { readonly changes: readonly string[]; readonly determined: boolean }[]>(
      (done, { repairs }) =>
        done.flatMap(({ changes, determined }) =>
          repairs
            .filter((r) => r.changes.length === repairs[0]!.changes.length)
            .map((r) => ({
              changes: [...changes, ...r.changes.map((c) => `${c.key}=${print(c.to)}`)],
              determined: determined && r.determined,
            })),
        ),
      [{ changes: [], determined: true }],
    )
    .map(({ changes, determined }) => {
      const sorted = [...changes].sort();
      return {
        keys: sorted.map((c) => c.replace(/=.*/, '')).join(' '),
        values: determined ? sorted.join(' ') : null,
      };
    });

const isProven = (answer: readonly Localisation[]): boolean => answer.every(({ proven }) => proven);

const expectSameAnswer = async (given: Problem): Promise<void> => {
  const [one, two] = [localise(given), await secondStage(given)];
  const [first, second] = [choices(one), choices(two)];
  const sets = (all: readonly Choice[]): readonly string[] => [...new Set(all.map(({ keys }) => keys))].sort();
  if (isProven(two)) {
    expect(sets(second)).toEqual(sets(first));
    expect(second.flatMap((c) => c.values ?? []).sort()).toEqual(first.flatMap((c) => c.values ?? []).sort());
  } else for (const set of sets(second)) expect(sets(first)).toContain(set);
};

const smallSystem = fc.integer({ min: 2, max: 8 }).chain((cells) =>
  fc.record({
    values: fc.array(fc.option(fc.integer({ min: 0, max: 9 }), { freq: 8 }), { minLength: cells, maxLength: cells }),
    lines: fc.array(
      fc.record({
        by: fc.array(fc.constantFrom(-1, 1, 0, 0, 1, -2), { minLength: cells, maxLength: cells }),
        op: fc.constantFrom('==' as const, '==' as const, '==' as const, '<=' as const, '>=' as const),
        constant: fc.constantFrom(0, 0, 0, 2, -3),
      }),
      { minLength: 1, maxLength: 5 },
    ),
  }),
);

test('both stages find the same smallest repairs on small systems', async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(smallSystem, async ({ values, lines }) => {
      const given = problem(
        values.map((value, i) => figure(`f${i}`, value)),
        lines.map(({ by, op, constant }, i) =>
          constraint(`c${i}`, Object.fromEntries(by.flatMap((b, j) => (b === 0 ? [] : [[`f${j}`, b]]))), op, constant),
        ),
      );
      const known = localise(given);
      if (known.length === 0 || !isProven(known)) return;
      compared += 1;
      await expectSameAnswer(given);
    }),
    { numRuns: 120, seed: 71 },
  );
  expect(compared).toBeGreaterThan(50);
});

const KEYS = ROWS.flatMap((row) => GROUPS.map((group) => cellKey(row, group)));

const corruptedTable = (wrong: number) =>
  fc
    .record({
      numbers: fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 300 })), { minLength: 138, maxLength: 138 }),
      errors: fc.uniqueArray(
        fc.record({ key: fc.constantFrom(...KEYS), by: fc.integer({ min: -90, max: 90 }).filter((by) => by !== 0) }),
        { minLength: wrong, maxLength: wrong, selector: (e) => e.key },
      ),
    })
    .map(({ numbers, errors }) => {
      const cells = new Map(tyingTable(numbers));
      for (const { key, by } of errors) cells.set(key, Math.max(cells.get(key)! + by, 0));
      return tableThree(cells);
    });

test.each([1, 2, 3])('both stages find the same smallest repairs of a table 3 with %i wrong cells', async (wrong) => {
  await fc.assert(fc.asyncProperty(corruptedTable(wrong), expectSameAnswer), { numRuns: 5, seed: 2021 + wrong });
});

const expectTrue = (given: Problem, answer: readonly Localisation[]): void => {
  const before = violatedAfter(given);
  for (const { cluster, repairs } of answer) {
    const left = before.filter((id) => !cluster.includes(id));
    for (const repair of repairs) {
      expect(violatedAfter(given, [repair])).toEqual(left);
      for (const { to } of repair.changes) expect([to.scale, to.units >= 0n]).toEqual([0, true]);
    }
  }
};

test('whatever is answered for one to twelve wrong cells holds when it is substituted', () => {
  for (let wrong = 1; wrong <= 12; wrong += 1) {
    fc.assert(
      fc.property(corruptedTable(wrong), (given) => {
        expectTrue(given, localise({ ...given, limits: { figures: 6 } }));
      }),
      { numRuns: 42, seed: 500 + wrong },
    );
  }
});

test.each([8, 10, 12])('so does what the integer program answers for %i wrong cells', async (wrong) => {
  await fc.assert(
    fc.asyncProperty(corruptedTable(wrong), async (given) => {
      expectTrue(given, localise({ ...given, limits: { figures: 6 } }, await loadIntegerSolver()));
    }),
    { numRuns: 2, seed: 28 },
  );
});

test('many wrong cells that the search gives up on are named by the integer program, provenly', async () => {
  const cells = new Map(tyingTable(Array.from({ length: 138 }, (_, i) => 20 + (i % 13))));
  const wrong = [
    'granted',
    'partial',
    'deny.secret',
    'deny.process',
    'unable.unclear',
    'reject.repeat',
    'other.misc',
  ].map((row, i) => cellKey(row, GROUPS[i % 6]!));
  for (const [i, key] of wrong.entries()) cells.set(key, cells.get(key)! + 3 ** i);
  const given = tableThree(cells);
  expect(localise({ ...given, limits: { figures: 6, work: 50 } }).some((l) => l.outcome === 'not-located')).toBe(true);
  const answer = localise({ ...given, limits: { figures: 6, work: 50 } }, await loadIntegerSolver(PATIENT));
  expectTrue(given, answer);
  expect(answer.every((l) => l.outcome === 'unique' && l.proven && l.minimal)).toBe(true);
  expect(answer.flatMap((l) => l.repairs[0]!.changes.map((c) => c.key)).sort()).toEqual([...wrong].sort());
});

const brokenSum = () =>
  problem([figure('t', 30), figure('a', 10), figure('b', 25)], [sum('sum', 't', ['a', 'b'])], { limits: { work: 1 } });

test('a solver that gives up locates nothing', () => {
  expect(localise(brokenSum(), () => ({ is: 'stopped' }))).toMatchObject([{ outcome: 'not-located', proven: false }]);
});

test('a solver that is wrong is not believed', () => {
  // It says that nothing has to change, or that all have to by a thousandth: neither is a repair.
  const lies = [0, 0.001].map(
    (by): Solver =>
      ({ columns }) => ({ is: 'optimal', values: columns.map(({ whole }) => (whole ? Math.ceil(by) : by)) }),
  );
  for (const liar of lies) {
    for (const { repairs } of localise(brokenSum(), liar))
      for (const r of repairs) expect(violatedAfter(brokenSum(), [r])).toEqual([]);
  }
});

test('how far a figure may change grows with the figures of the report', () => {
  const widest = (scale: number): number => {
    const system = exactSystem(
      problem([figure('t', 30 * scale), figure('a', 10 * scale), figure('b', 25 * scale)], [sum('s', 't', ['a', 'b'])]),
    );
    const { columns } = repairProgram(system, [0, 1, 2], [0, 0, 0], 1) as IntegerProgram;
    return Math.max(...columns.map(({ high }) => high));
  };
  expect([widest(1), widest(100)]).toEqual([220, 12_100]);
});

test('figures beyond what doubles tell apart are not handed to a solver', () => {
  const given = problem(
    [figure('t', '90000000000'), figure('a', '10000000000'), figure('b', '25000000000')],
    [sum('sum', 't', ['a', 'b'])],
    { limits: { work: 1 } },
  );
  const asked = (): never => {
    throw new Error('the solver was asked');
  };
  expect(localise(given, asked)).toMatchObject([{ outcome: 'not-located' }]);
});
