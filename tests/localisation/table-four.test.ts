import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localise } from '../../src/localisation/localise.ts';
import type { Problem } from '../../src/localisation/problem.ts';
import { print } from '../../src/model/decimal.ts';
import { atMost, figure, problem, sum, violatedAfter } from './a-problem.ts';

const FORUMS = ['recon', 'direct', 'after'];
const OUTCOMES = ['upheld', 'corrected', 'other', 'pending'];

/** Table 4: three forums of four outcomes and a total; suits after reconsideration are no more than reconsiderations. */
const tableFour = (values: ReadonlyMap<string, number>): Problem =>
  problem(
    [...values].map(([key, value]) => figure(key, value)),
    [
      ...FORUMS.map((forum) =>
        sum(
          `${forum} total`,
          `${forum}.total`,
          OUTCOMES.map((outcome) => `${forum}.${outcome}`),
        ),
      ),
      atMost('after ≤ recon', 'after.total', 'recon.total'),
    ],
  );

const tying = (numbers: readonly number[]): Map<string, number> => {
  const values = new Map<string, number>();
  FORUMS.forEach((forum, f) => {
    const parts = OUTCOMES.map((_, o) => numbers[4 * f + o]!);
    OUTCOMES.forEach((outcome, o) => {
      values.set(`${forum}.${outcome}`, parts[o]!);
    });
    values.set(
      `${forum}.total`,
      parts.reduce((a, b) => a + b, 0),
    );
  });
  return values;
};

const totalsOf = (values: ReadonlyMap<string, number>): readonly number[] =>
  FORUMS.map(
    (forum) =>
      OUTCOMES.reduce((s, outcome) => s + values.get(`${forum}.${outcome}`)!, 0) - values.get(`${forum}.total`)!,
  );

const isTied = (values: ReadonlyMap<string, number>): boolean =>
  totalsOf(values).every((r) => r === 0) && values.get('after.total')! <= values.get('recon.total')!;

/** Above every value that a repair of one or two cells of these tables can need. */
const HIGHEST = 40;

/** Every cell, else every pair of cells, with the values from 0 up that make the table tie. */
const tryAll = (values: ReadonlyMap<string, number>, size: 1 | 2): readonly string[] => {
  const keys = [...values.keys()].sort();
  const all = Array.from({ length: HIGHEST + 1 }, (_, value) => value);
  const fits = (changes: readonly (readonly [string, number])[]): boolean => {
    return changes.every(([key, value]) => values.get(key) !== value) && isTied(new Map([...values, ...changes]));
  };
  if (size === 1) return keys.flatMap((key) => all.filter((v) => fits([[key, v]])).map((v) => `${key}=${v}`));
  return keys.flatMap((a, i) =>
    keys.slice(i + 1).flatMap((b) =>
      all.flatMap((v) =>
        all
          .filter((w) =>
            fits([
              [a, v],
              [b, w],
            ]),
          )
          .map((w) => `${a}=${v} ${b}=${w}`),
      ),
    ),
  );
};

const cellsOf = (changes: string): string => changes.replace(/=\d+/g, '');

test.each([1, 2])(
  'table 4 with %i wrong cells: the smallest repairs are those that trying everything finds',
  (wrong) => {
    let determined = 0;
    fc.assert(
      fc.property(
        fc.array(fc.nat(6), { minLength: 12, maxLength: 12 }),
        fc.uniqueArray(fc.record({ at: fc.nat(14), by: fc.integer({ min: 1, max: 5 }) }), {
          minLength: wrong,
          maxLength: wrong,
          selector: (e) => e.at,
        }),
        (numbers, errors) => {
          const values = tying(numbers);
          // Fewer suits after reconsideration than reconsiderations, as it must be.
          if (values.get('after.total')! > values.get('recon.total')!) return;
          const keys = [...values.keys()];
          for (const { at, by } of errors) values.set(keys[at]!, values.get(keys[at]!)! + by);
          if (isTied(values)) return;
          const one = tryAll(values, 1);
          const expected = one.length > 0 ? one : tryAll(values, 2);
          const parts = localise(tableFour(values));
          const found = parts.reduce<readonly { readonly text: readonly string[]; readonly sure: boolean }[]>(
            (done, { repairs }) =>
              done.flatMap(({ text, sure }) =>
                repairs
                  .filter((r) => r.changes.length === repairs[0]!.changes.length)
                  .map((r) => ({
                    text: [...text, ...r.changes.map((c) => `${c.key}=${print(c.to)}`)].sort(),
                    sure: sure && r.determined,
                  })),
              ),
            [{ text: [], sure: true }],
          );
          expect(new Set(found.map(({ text }) => cellsOf(text.join(' '))))).toEqual(new Set(expected.map(cellsOf)));
          for (const { text, sure } of found) {
            if (sure) {
              determined += 1;
              expect(expected).toContain(text.join(' '));
            }
          }
          expect(violatedAfter(tableFour(values))).not.toEqual([]);
        },
      ),
      { numRuns: wrong === 1 ? 60 : 12, seed: 4 },
    );
    expect(determined).toBeGreaterThan(5);
  },
);
