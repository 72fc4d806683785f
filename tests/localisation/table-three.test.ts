import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Localisation } from '../../src/localisation/localisation.ts';
import { localise } from '../../src/localisation/localise.ts';
import type { Problem } from '../../src/localisation/problem.ts';
import { print } from '../../src/model/decimal.ts';
import { cellKey, GROUPS, ROWS, tableThree, tyingTable, violatedAfter } from './a-problem.ts';

const KEYS = ROWS.flatMap((row) => GROUPS.map((group) => cellKey(row, group)));

const corrupted = (wrong: number) =>
  fc.record({
    numbers: fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 300 })), { minLength: 138, maxLength: 138 }),
    errors: fc.uniqueArray(
      fc.record({ key: fc.constantFrom(...KEYS), by: fc.integer({ min: -20, max: 20 }).filter((by) => by !== 0) }),
      { minLength: wrong, maxLength: wrong, selector: (e) => e.key },
    ),
  });

const withErrors = (numbers: readonly number[], errors: readonly { key: string; by: number }[]): Problem => {
  const cells = new Map(tyingTable(numbers));
  for (const { key, by } of errors) cells.set(key, Math.max(cells.get(key)! + by, 0));
  return tableThree(cells);
};

/**
 * Every pair of cells (and every cell) that mends the table. Each cell of a pair lies on a line of its own, which says
 * by how much it must change; the change is then tried on all 39 lines.
 */
const tryAllPairs = (given: Problem): ReadonlyMap<number, readonly string[]> => {
  const value = new Map(given.figures.map((f) => [f.key, Number(f.value!.units)]));
  const lines = given.constraints.map((c) => new Map(c.form.terms.map((t) => [t.key, Number(t.coefficient.units)])));
  const residuals = lines.map((line) => [...line].reduce((s, [key, by]) => s + by * value.get(key)!, 0));
  const keys = [...value.keys()].sort();
  const touched = new Map(keys.map((key) => [key, lines.flatMap((line, i) => (line.has(key) ? [i] : []))]));
  const broken = residuals.flatMap((r, i) => (r === 0 ? [] : [i]));
  const attempt = (set: readonly string[]): string | null => {
    const deltas = set.map((key) => {
      const own = touched.get(key)!.find((i) => set.every((other) => other === key || !lines[i]!.has(other)))!;
      return -residuals[own]! / lines[own]!.get(key)!;
    });
    if (set.some((key, i) => deltas[i] === 0 || value.get(key)! + deltas[i]! < 0)) return null;
    const after = new Map(set.flatMap((key) => touched.get(key)!.map((i) => [i, residuals[i]!])));
    set.forEach((key, j) => {
      for (const i of touched.get(key)!) after.set(i, after.get(i)! + lines[i]!.get(key)! * deltas[j]!);
    });
    if (!broken.every((i) => after.has(i)) || [...after.values()].some((r) => r !== 0)) return null;
    return set.map((key, i) => `${key}=${value.get(key)! + deltas[i]!}`).join(' ');
  };
  const found = (sets: readonly (readonly string[])[]): readonly string[] => sets.flatMap((set) => attempt(set) ?? []);
  return new Map([
    [1, found(keys.map((key) => [key]))],
    [2, found(keys.flatMap((a, i) => keys.slice(i + 1).map((b) => [a, b])))],
  ]);
};

const together = (localisations: readonly Localisation[]): readonly string[] =>
  localisations
    .reduce<readonly (readonly string[])[]>(
      (done, { repairs }) =>
        done.flatMap((texts) =>
          repairs
            .filter((r) => r.changes.length === repairs[0]!.changes.length)
            .map((r) => [...texts, ...r.changes.map((c) => `${c.key}=${print(c.to)}`)]),
        ),
      [[]],
    )
    .map((texts) => [...texts].sort().join(' '))
    .sort();

test.each([1, 2])('with %i wrong cells the smallest repairs are those that trying every pair finds', (wrong) => {
  fc.assert(
    fc.property(corrupted(wrong), ({ numbers, errors }) => {
      const given = withErrors(numbers, errors);
      if (violatedAfter(given).length === 0) return;
      const all = tryAllPairs(given);
      const expected = all.get(1)!.length > 0 ? all.get(1)! : all.get(2)!;
      const localisations = localise(given);
      expect(expected.length).toBeGreaterThan(0);
      expect(together(localisations)).toEqual([...expected].sort());
      expect(localisations.every((l) => l.proven)).toBe(true);
    }),
    { numRuns: 40, seed: 2021 },
  );
});

test('a single wrong cell is named alone, with the value that ties', () => {
  fc.assert(
    fc.property(corrupted(1), ({ numbers, errors: [error] }) => {
      const given = withErrors(numbers, [error!]);
      if (violatedAfter(given).length === 0) return;
      const [only, ...others] = localise(given);
      expect(others).toEqual([]);
      expect(only!.outcome).toBe('unique');
      expect(only!.repairs[0]!.changes.map((c) => `${c.key}=${print(c.to)}`)).toEqual([
        `${error!.key}=${tyingTable(numbers).get(error!.key)}`,
      ]);
    }),
    { numRuns: 60, seed: 7 },
  );
});

test('two mistakes in unrelated rows and columns are shown one by one', () => {
  const cells = new Map(tyingTable([12, 4, 7, 3, 9, 1, 5, 2]));
  const [a, b] = [cellKey('granted', 'np'), cellKey('carry_out', 'biz')];
  cells.set(a, cells.get(a)! + 3).set(b, cells.get(b)! + 2);
  const localisations = localise(tableThree(cells));
  expect(localisations.map((l) => [l.outcome, l.repairs.map((r) => r.changes.map((c) => c.key))])).toEqual([
    ['unique', [[b]]],
    ['unique', [[a]]],
  ]);
});

test('more mistakes than are looked for are not located, unless more figures are asked for', () => {
  const cells = new Map(tyingTable(Array.from({ length: 138 }, (_, i) => 20 + (i % 13))));
  const wrong = ['granted', 'partial', 'deny.secret', 'deny.process'].map((row) => cellKey(row, 'np'));
  for (const [i, key] of wrong.entries()) cells.set(key, cells.get(key)! + 3 ** i);
  const given = tableThree(cells);
  expect(localise(given).map((l) => [l.outcome, l.repairs])).toEqual([['not-located', []]]);
  const [only] = localise({ ...given, limits: { figures: 4 } });
  expect(only).toMatchObject({ outcome: 'unique', proven: true });
  expect(only!.repairs[0]!.changes.map((c) => c.key)).toEqual([...wrong].sort());
});

test('work that does not suffice is said to have located nothing', () => {
  const cells = new Map(tyingTable([12, 4, 7, 3, 9, 1, 5, 2]));
  cells.set(cellKey('granted', 'np'), 13).set(cellKey('new', 'law'), 4);
  const localisations = localise({ ...tableThree(cells), limits: { work: 5 } });
  expect(new Set(localisations.map((l) => `${l.outcome} ${l.repairs.length}`))).toEqual(new Set(['not-located 0']));
});

test('a quantity that one move puts right is not moved in two rows at once', () => {
  const cells = new Map(tyingTable([30, 5, 2]));
  const fill = (row: string, np: number, law: number): unknown =>
    cells
      .set(cellKey(row, 'np'), np)
      .set(cellKey(row, 'law'), law)
      .set(cellKey(row, 'total'), np + law);
  for (const row of ['granted', 'sum']) fill(row, 40, 30);
  for (const row of ['partial', 'deny.secret', 'carry_out']) fill(row, 0, 0);
  fill('new', 10, 10);
  fill('carry_in', 27, 23);
  const [only] = localise(tableThree(cells));
  const rows = only!.repairs.map((r) => [...new Set(r.changes.map((c) => c.indicator))]);
  expect(rows).toEqual([['t3.carry_in'], ['t3.new'], ['t3.granted', 't3.sum']]);
});
