import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Localisation, RankedRepair } from '../../src/localisation/localisation.ts';
import { localise } from '../../src/localisation/localise.ts';
import type { Problem } from '../../src/localisation/problem.ts';
import { print } from '../../src/model/decimal.ts';
import { constraint, figure, problem, violatedAfter } from './a-problem.ts';

/** Above every value that a repair of one or two cells of these small systems can need. */
const HIGHEST = 60;

type Assignment = readonly (readonly [cell: number, value: number])[];
type Small = {
  readonly values: readonly (number | null)[];
  readonly lines: readonly {
    readonly by: readonly number[];
    readonly op: '==' | '<=' | '>=';
    readonly constant: number;
  }[];
};

const smallSystem: fc.Arbitrary<Small> = fc.integer({ min: 2, max: 8 }).chain((cells) =>
  fc.record({
    values: fc.array(fc.option(fc.integer({ min: 0, max: 4 }), { freq: 8 }), { minLength: cells, maxLength: cells }),
    lines: fc.array(
      fc.record({
        by: fc.array(fc.constantFrom(-1, 1, 0, 0, 1, -2), { minLength: cells, maxLength: cells }),
        op: fc.constantFrom('==', '==', '==', '<=', '>='),
        constant: fc.constantFrom(0, 0, 0, 2, -3),
      }),
      { minLength: 1, maxLength: 5 },
    ),
  }),
);

const toProblem = ({ values, lines }: Small): Problem =>
  problem(
    values.map((value, i) => figure(`f${i}`, value)),
    lines.map(({ by, op, constant }, i) =>
      constraint(`c${i}`, Object.fromEntries(by.flatMap((b, j) => (b === 0 ? [] : [[`f${j}`, b]]))), op, constant),
    ),
  );

const isSatisfied = ({ values, lines }: Small, changes: Assignment): boolean => {
  const after = values.map((v) => v ?? 0);
  for (const [cell, value] of changes) after[cell] = value;
  return lines.every(({ by, op, constant }) => {
    const residual = by.reduce((s, b, i) => s + b * after[i]!, constant);
    return op === '==' ? residual === 0 : op === '<=' ? residual <= 0 : residual >= 0;
  });
};

/** Every way to satisfy all lines by changing exactly `size` cells, by trying all values. */
const tryAll = (small: Small, size: number, from = 0, chosen: Assignment = []): readonly Assignment[] => {
  if (chosen.length === size) return isSatisfied(small, chosen) ? [chosen] : [];
  const found: Assignment[] = [];
  for (let cell = from; cell < small.values.length; cell += 1) {
    for (let value = 0; value <= HIGHEST; value += 1) {
      if (value !== (small.values[cell] ?? 0)) found.push(...tryAll(small, size, cell + 1, [...chosen, [cell, value]]));
    }
  }
  return found;
};

const named = (changes: Assignment): string => changes.map(([cell, value]) => `f${cell}=${value}`).join(' ');
const cellsOf = (changes: string): string => changes.replace(/=\d+/g, '');

/** One repair of each localisation together, and whether their values are determined. */
const combined = (localisations: readonly Localisation[]) =>
  localisations.reduce<readonly { readonly text: readonly string[]; readonly determined: boolean }[]>(
    (done, { repairs }) =>
      done.flatMap(({ text, determined }) =>
        smallestOf(repairs).map((r) => ({
          text: [...text, ...r.changes.map((c) => `${c.key}=${print(c.to)}`)],
          determined: determined && r.determined,
        })),
      ),
    [{ text: [], determined: true }],
  );

const smallestOf = (repairs: readonly RankedRepair[]): readonly RankedRepair[] =>
  repairs.filter((r) => r.changes.length === repairs[0]!.changes.length);

test('the smallest repairs of one and two cells are those that exhaustive search finds', () => {
  let located = 0;
  fc.assert(
    fc.property(smallSystem, (small) => {
      if (isSatisfied(small, [])) return;
      const one = tryAll(small, 1);
      const expected = (one.length > 0 ? one : tryAll(small, 2)).map(named);
      const localisations = localise(toProblem(small));
      const size = localisations.reduce((s, l) => s + (l.repairs[0]?.changes.length ?? Number.POSITIVE_INFINITY), 0);
      if (expected.length === 0) {
        expect(size).toBeGreaterThan(2);
        return;
      }
      located += 1;
      const found = combined(localisations).map(({ text, determined }) => ({
        text: [...text].sort().join(' '),
        determined,
      }));
      expect(new Set(found.map((f) => cellsOf(f.text)))).toEqual(new Set(expected.map(cellsOf)));
      const sure = new Set(found.filter((f) => f.determined).map((f) => cellsOf(f.text)));
      const determined = found.filter((f) => f.determined).map((f) => f.text);
      expect([...determined].sort()).toEqual(expected.filter((e) => sure.has(cellsOf(e))).sort());
      // Where the cells leave a choice, values beyond those tried are possible; the next test substitutes them.
      const tried = found.filter(({ text }) => [...text.matchAll(/=(\d+)/g)].every((m) => Number(m[1]) <= HIGHEST));
      for (const { text } of tried) expect(expected).toContain(text);
    }),
    { numRuns: 250, seed: 57 },
  );
  expect(located).toBeGreaterThan(100);
});

test('every repair of a cluster mends all its constraints, breaks none, and keeps counts whole and not negative', () => {
  fc.assert(
    fc.property(smallSystem, (small) => {
      const given = toProblem(small);
      const before = violatedAfter(given);
      for (const { cluster, repairs } of localise(given)) {
        const left = before.filter((id) => !cluster.includes(id));
        for (const repair of repairs) {
          expect(violatedAfter(given, [repair])).toEqual(left);
          expect(repair.satisfies).toEqual(cluster);
          for (const { to } of repair.changes) expect([to.scale, to.units >= 0n]).toEqual([0, true]);
        }
      }
    }),
    { numRuns: 400, seed: 104 },
  );
});
