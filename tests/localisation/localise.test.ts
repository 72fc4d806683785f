import { expect, test } from 'vitest';
import type { IntegerProgram, ProgramAnswer } from '../../src/localisation/integer-program.ts';
import { localise } from '../../src/localisation/localise.ts';
import { toRepairs } from '../../src/localisation/to-repairs.ts';
import {
  atMost,
  constraint,
  figure,
  number,
  printedRepairs,
  problem,
  share,
  sum,
  violatedAfter,
  witness,
} from './a-problem.ts';

const first = (given: Parameters<typeof localise>[0]) => localise(given)[0]!;

test('a figure that the prose repeats is protected against one that it does not', () => {
  const given = problem([figure('t', 30), figure('a', 10), figure('b', 25)], [sum('sum', 't', ['a', 'b'])]);
  const located = first({ ...given, witnesses: [witness('t', 30), witness('a', 10)] });
  expect(located.outcome).toBe('unique');
  expect(printedRepairs(located)[0]).toBe('b 25→20');
});

test('the value that another statement gives is preferred', () => {
  const given = problem([figure('t', 30), figure('a', 10), figure('b', 25)], [sum('sum', 't', ['a', 'b'])]);
  expect(printedRepairs(first({ ...given, witnesses: [witness('a', 5, 'prior')] }))[0]).toBe('a 10→5');
});

test('among equals a typing slip comes first, but does not make the answer unique', () => {
  const given = problem([figure('t', 75), figure('a', 21), figure('b', 36)], [sum('sum', 't', ['a', 'b'])]);
  const located = first(given);
  expect(located).toMatchObject({ outcome: 'one-of', equals: 3 });
  expect(printedRepairs(located)[0]).toBe('t 75→57');
  expect(located.repairs.map((r) => r.kind)).toEqual(['swap', 'other', 'other']);
});

test('a blank that was a number is filled before stated figures are changed', () => {
  const located = first(problem([figure('t', 95), figure('a', null), figure('b', 38)], [sum('sum', 't', ['a', 'b'])]));
  expect(printedRepairs(located)[0]).toBe('a –→57');
  expect(located.repairs[0]!.kind).toBe('fill-blank');
});

test('a total is named when only its change leaves everything else tied', () => {
  const given = problem(
    [
      figure('t', 40),
      figure('a', 10),
      figure('b', 20),
      figure('a1', 4),
      figure('a2', 6),
      figure('b1', 9),
      figure('b2', 11),
    ],
    [sum('t', 't', ['a', 'b']), sum('a', 'a', ['a1', 'a2']), sum('b', 'b', ['b1', 'b2'])],
  );
  expect(printedRepairs(first(given))).toEqual(['t 40→30']);
});

test('two figures entered in each other’s place are told as a shift', () => {
  const given = problem(
    [figure('a', 70), figure('b', 12), figure('x', 3), figure('y', 5), figure('ax', 15), figure('by', 75)],
    [sum('ax', 'ax', ['a', 'x']), sum('by', 'by', ['b', 'y']), constraint('all', { a: 1, b: 1 }, '==', -82)],
  );
  const located = first(given);
  expect(printedRepairs(located)[0]).toBe('a 70→12, b 12→70');
  expect(located.repairs[0]!.kind).toBe('shifted');
});

test('a dropped zero is named as one', () => {
  const located = first(problem([figure('t', 330), figure('a', 30), figure('b', 30)], [sum('sum', 't', ['a', 'b'])]));
  expect(located.repairs.find((r) => r.changes[0]!.key === 'a')?.kind).toBe('missing-zero');
});

test('amounts keep the decimals they are stated with, and a difference within the tolerance is none', () => {
  const amounts = (t: string) =>
    problem(
      [figure('t', t, 'amount'), figure('a', '1.25', 'amount'), figure('b', '2.5', 'amount')],
      [sum('sum', 't', ['a', 'b'], number('0.105'))],
    );
  expect(localise(amounts('3.8'))).toEqual([]);
  const located = first(amounts('4.8'));
  expect(printedRepairs(located)).toContain('a 1.25→2.30');
  expect(printedRepairs(located)).toContain('b 2.5→3.5');
  for (const repair of located.repairs) expect(violatedAfter(amounts('4.8'), [repair])).toEqual([]);
});

test('a signed count may fall below zero where a count may not', () => {
  const stock = (kind: 'count' | 'signed-count') =>
    problem(
      [figure('now', 3), figure('before', 5), figure('change', 2, kind)],
      [sum('stock', 'now', ['before', 'change'])],
    );
  expect(printedRepairs(first(stock('signed-count')))).toContain('change 2→-2');
  expect(printedRepairs(first(stock('count')))).toEqual(['before 5→1', 'now 3→7']);
});

test('where a comparison leaves a choice of values it is said, and never called unique', () => {
  const located = first(problem([figure('part', 120), figure('whole', 12)], [atMost('part ≤ whole', 'part', 'whole')]));
  expect(located.outcome).toBe('one-of');
  expect(located.repairs.every((r) => !r.determined)).toBe(true);
  expect(printedRepairs(located)).toContain('whole 12→120');
  expect(printedRepairs(located)).toContain('part 120→12');
});

test('where only the sum of two figures is known, a percentage and the typing slips give their values', () => {
  // The total is held by another figure, and neither part alone can shrink enough.
  const given = problem(
    [figure('t', 200), figure('u', 200), figure('v', 200), figure('a', 150), figure('b', 160), figure('c', 140)],
    [sum('sum', 't', ['a', 'b', 'c']), constraint('t = u', { t: 1, u: -1 }), constraint('t = v', { t: 1, v: -1 })],
    { shares: [share('a share', 'a', 't', '20'), share('c share', 'c', 't', '70')] },
  );
  const located = first(given);
  expect(printedRepairs(located)[0]).toBe('a 150→40, b 160→20');
  expect(located.repairs[0]!.satisfies).toEqual(['sum', 'a share']);
  expect(located.repairs[0]!.determined).toBe(false);
});

test('a constraint that names a figure that could not be read asks for nothing', () => {
  expect(localise(problem([figure('t', 4), figure('a', 1)], [sum('sum', 't', ['a', 'unreadable'])]))).toEqual([]);
});

test('figures that no broken line reaches are in no repair', () => {
  const located = localise(
    problem(
      [figure('t', 3), figure('a', 1), figure('b', 1), figure('u', 5), figure('c', 2), figure('d', 3)],
      [sum('broken', 't', ['a', 'b']), sum('sound', 'u', ['c', 'd'])],
    ),
  );
  expect(located).toHaveLength(1);
  expect(new Set(located[0]!.repairs.flatMap((r) => r.changes.map((c) => c.key)))).toEqual(new Set(['t', 'a', 'b']));
});

test('an amount in 元 where 万元 was meant is told as that', () => {
  const fees = problem(
    [figure('t', '123.45', 'amount'), figure('a', '1000000', 'amount'), figure('b', '23.45', 'amount')],
    [sum('sum', 't', ['a', 'b'])],
  );
  const repair = first(fees).repairs.find((r) => r.changes[0]!.key === 'a')!;
  expect([repair.kind, repair.changes[0]!.to]).toEqual(['magnitude', number(100)]);
  const counts = problem([figure('t', 123), figure('a', 1000000), figure('b', 23)], [sum('sum', 't', ['a', 'b'])]);
  expect(first(counts).repairs.find((r) => r.changes[0]!.key === 'a')!.kind).toBe('missing-zero');
});

test('a row that slid along by one cell is told as a shift', () => {
  const cell = (group: string, value: number | null) => ({
    ...figure(`row[${group}]`, value),
    indicator: 'row',
    group,
  });
  // 31 54 78 was meant; the last one fell out when the row was entered one cell too late.
  const given = problem(
    [cell('a', null), cell('b', 31), cell('c', 54), figure('ta', 31), figure('tb', 54), figure('tc', 78)],
    ['a', 'b', 'c'].flatMap((g) => [
      constraint(`column ${g}`, { [`row[${g}]`]: 1, [`t${g}`]: -1 }),
      constraint(`column ${g} again`, { [`row[${g}]`]: 2, [`t${g}`]: -2 }),
    ]),
    { witnesses: ['ta', 'tb', 'tc'].map((key, i) => witness(key, [31, 54, 78][i]!, 'prior')) },
  );
  expect(localise(given).map((l) => printedRepairs(l)[0])).toEqual(['row[a] –→31', 'row[b] 31→54', 'row[c] 54→78']);
  const joined = first({
    ...given,
    constraints: [...given.constraints, constraint('row', { 'row[a]': 1, 'row[b]': 2, 'row[c]': 3 }, '==', -373)],
  });
  expect(joined.repairs[0]).toMatchObject({ kind: 'shifted' });
});

test('what is not proven is never called unique', () => {
  const given = problem([figure('t', 30), figure('a', 10), figure('b', 25)], [sum('sum', 't', ['a', 'b'])]);
  // A solver that finds one repair and then runs out of time.
  let asked = 0;
  const hasty = (program: IntegerProgram): ProgramAnswer => {
    asked += 1;
    if (asked > 1) return { is: 'stopped' };
    return { is: 'optimal', values: program.columns.map((_, at) => (at === 2 ? -5 : at === 3 ? 1 : 0)) };
  };
  const [only] = localise({ ...given, limits: { work: 1 } }, hasty);
  expect(only).toMatchObject({ outcome: 'one-of', equals: 1, proven: false, minimal: true });
  expect(toRepairs([only!]).get('sum')!.located).toEqual({ is: 'one-of', of: 1, atLeast: true });
});
