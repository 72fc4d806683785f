import { expect, test } from 'vitest';
import { localise } from '../../src/localisation/localise.ts';
import {
  atMost,
  cellKey,
  figure,
  printedRepairs,
  problem,
  share,
  sum,
  tableThree,
  violatedAfter,
  witness,
} from './a-problem.ts';

const outcomes = (total: number, [a, b, c]: readonly number[], [p, q, r]: readonly string[], stated: boolean) =>
  problem(
    [figure('total', total), figure('upheld', a!), figure('corrected', b!), figure('other', c!)],
    [sum('sum', 'total', ['upheld', 'corrected', 'other'])],
    {
      shares: [
        share('upheld share', 'upheld', 'total', p!),
        share('corrected share', 'corrected', 'total', q!),
        share('other share', 'other', 'total', r!),
      ],
      witnesses: stated
        ? [witness('total', total), witness('upheld', a!), witness('corrected', b!), witness('other', c!)]
        : [],
    },
  );

test.each([false, true])(
  '57 = 25 + 16 + 17: only 17 → 16 mends sum and share (repeated in the prose: %s)',
  (stated) => {
    const [only, ...others] = localise(outcomes(57, [25, 16, 17], ['43.9', '28.1', '28'], stated));
    expect(others).toEqual([]);
    expect(only).toMatchObject({ cluster: ['sum'], outcome: 'unique', equals: 1, proven: true });
    expect(printedRepairs(only!)[0]).toBe('other 17→16');
    expect(only!.repairs[0]).toMatchObject({
      satisfies: ['sum', 'other share'],
      kind: 'back-solved',
      confidence: 0.95,
    });
    expect(printedRepairs(only!)).toEqual(['other 17→16', 'corrected 16→15', 'upheld 25→24', 'total 57→58']);
  },
);

test('104 = 56 + 11 + 39: only 39 → 37 mends sum and share', () => {
  const [only] = localise(outcomes(104, [56, 11, 39], ['53.8', '10.6', '35.6'], true));
  expect(only!.outcome).toBe('unique');
  expect(printedRepairs(only!)[0]).toBe('other 39→37');
  expect(only!.repairs[0]!.satisfies).toEqual(['sum', 'other share']);
});

test('2154 = 410 + 1657: three equal candidates, and it says so', () => {
  const staff = problem(
    [figure('staff', 2154), figure('full', 410), figure('part', 1657)],
    [
      sum('sum', 'staff', ['full', 'part']),
      atMost('full ≤ staff', 'full', 'staff'),
      atMost('part ≤ staff', 'part', 'staff'),
    ],
  );
  const [only] = localise(staff);
  expect(only).toMatchObject({ outcome: 'one-of', equals: 3, proven: true });
  expect(printedRepairs(only!)).toEqual(['full 410→497', 'part 1657→1744', 'staff 2154→2067']);
  expect(new Set(only!.repairs.map((r) => r.confidence))).toEqual(new Set([0.33]));
});

test('1 = blank + 2: the total or the part, the blank stays 0', () => {
  const staff = problem(
    [figure('staff', 1), figure('full', null), figure('part', 2)],
    [
      sum('sum', 'staff', ['full', 'part']),
      atMost('full ≤ staff', 'full', 'staff'),
      atMost('part ≤ staff', 'part', 'staff'),
    ],
  );
  const [only] = localise(staff);
  expect(only).toMatchObject({ cluster: ['sum', 'part ≤ staff'], outcome: 'one-of', equals: 2 });
  expect(printedRepairs(only!)).toEqual(['part 2→1', 'staff 1→2']);
});

test('table 3 with two columns out of balance: the two cells of row 一 first, the four cells of the results after', () => {
  const cells = { np: { new: 8, granted: 9, sum: 9 }, law: { new: 1 }, total: { new: 9, granted: 9, sum: 9 } };
  const table = tableThree(
    new Map(
      Object.entries(cells).flatMap(([group, rows]) =>
        Object.entries(rows).map(([row, value]) => [cellKey(row, group), value] as const),
      ),
    ),
  );
  const [only, ...others] = localise(table);
  expect(others).toEqual([]);
  expect(only).toMatchObject({ cluster: ['balance law', 'balance np'], outcome: 'unique', equals: 1, proven: true });
  expect(printedRepairs(only!)).toEqual([
    't3.new[law] 1→0, t3.new[np] 8→9',
    't3.granted[law] 0→1, t3.granted[np] 9→8, t3.sum[law] 0→1, t3.sum[np] 9→8',
  ]);
  expect(only!.repairs.map((r) => r.kind)).toEqual(['moved', 'moved']);
  for (const repair of only!.repairs) expect(violatedAfter(table, [repair])).toEqual([]);
});

test('a share that is off asks for no change where the counts agree', () => {
  const counts = problem(
    [figure('all', 749), figure('granted', 209), figure('rest', 540)],
    [sum('sum', 'all', ['granted', 'rest'])],
    { shares: [share('wrong base', 'granted', 'all', '17.64')] },
  );
  expect(localise(counts)).toEqual([]);
});
