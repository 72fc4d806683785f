import { expect, test } from 'vitest';
import { localise } from '../../src/localisation/localise.ts';
import { rootCauses } from '../../src/localisation/root-causes.ts';
import { toRepairs } from '../../src/localisation/to-repairs.ts';
import type { Family, Severity } from '../../src/model/rule.ts';
import { atMost, figure, problem, share, sum } from './a-problem.ts';

const finding = (fingerprint: string, family: Family, severity: Severity = 'error') => ({
  fingerprint,
  family,
  severity,
});

const outcomes = () =>
  problem(
    [figure('total', 57), figure('a', 25), figure('b', 16), figure('c', 17)],
    [sum('sum', 'total', ['a', 'b', 'c']), sum('prose sum', 'total', ['a', 'b', 'c'])],
    { shares: [share('c share', 'c', 'total', '28'), share('a share', 'a', 'total', '43.9')] },
  );

test('a broken total lists every repair of its cluster, ranked from 1', () => {
  const { repairs, others } = toRepairs(localise(outcomes())).get('sum')!;
  expect(repairs.map((r) => [r.rank, r.changes[0]!.from, r.changes[0]!.to])).toEqual([
    [1, '17', '16'],
    [2, '16', '15'],
    [3, '25', '24'],
    [4, '57', '58'],
  ]);
  expect(repairs[0]).toMatchObject({ kind: 'back-solved', satisfies: ['prose sum', 'sum', 'c share'] });
  expect(others).toBe(0);
});

test('a share lists only the first repair, and only if that mends it', () => {
  const repairs = toRepairs(localise(outcomes()));
  expect(repairs.get('c share')!.repairs.map((r) => r.changes[0]!.to)).toEqual(['16']);
  expect(repairs.has('a share')).toBe(false);
});

test('more than eight ties are counted, not listed', () => {
  const parts = Array.from({ length: 11 }, (_, i) => `part ${i}`);
  const near = problem([figure('total', 320), ...parts.map((part) => figure(part, 30))], [sum('sum', 'total', parts)]);
  const many = toRepairs(localise(near)).get('sum')!;
  expect([many.repairs.length, many.others]).toEqual([8, 4]);
  expect(many.located).toEqual({ is: 'one-of', of: 12, atLeast: false });
});

test('a blank is printed as nothing', () => {
  const filled = localise(problem([figure('t', 9), figure('a', null), figure('b', 2)], [sum('sum', 't', ['a', 'b'])]));
  expect(toRepairs(filled).get('sum')!.repairs[0]!.changes[0]).toMatchObject({ from: '', to: '7' });
});

test('findings that the first repair clears have one root, the identity of the table', () => {
  const causes = rootCauses(localise(outcomes()), [
    finding('c share', 'percentage-mismatch', 'fatal'),
    finding('prose sum', 'narrative-vs-narrative'),
    finding('sum', 'broken-total'),
    finding('a share', 'percentage-mismatch'),
  ]);
  expect(causes).toEqual(
    new Map([
      ['prose sum', 'sum'],
      ['c share', 'sum'],
    ]),
  );
});

test('equal candidates still share what all of them clear, the identity before the comparison', () => {
  const staff = problem(
    [figure('staff', 1), figure('full', null), figure('part', 2)],
    [atMost('a comparison', 'part', 'staff'), sum('the sum', 'staff', ['full', 'part'])],
  );
  const causes = rootCauses(localise(staff), [
    finding('a comparison', 'broken-total'),
    finding('the sum', 'broken-total'),
  ]);
  expect(causes).toEqual(new Map([['a comparison', 'the sum']]));
});

test('a cluster that was not located explains nothing', () => {
  const causes = rootCauses(localise({ ...outcomes(), limits: { work: 1 } }), [
    finding('sum', 'broken-total'),
    finding('prose sum', 'narrative-vs-narrative'),
  ]);
  expect(causes).toEqual(new Map());
});

test('a finding says whether its figure is known, one of several, or not located', () => {
  expect(toRepairs(localise(outcomes())).get('sum')!.located).toEqual({ is: 'unique' });
  const lost = toRepairs(localise({ ...outcomes(), limits: { work: 1 } })).get('sum')!;
  expect([lost.located, lost.repairs]).toEqual([{ is: 'not-located' }, []]);
});

test('where values can only be guessed, there may be more of them than are listed', () => {
  const bound = problem([figure('part', 120), figure('whole', 12)], [atMost('a bound', 'part', 'whole')]);
  expect(toRepairs(localise(bound)).get('a bound')!.located).toMatchObject({ is: 'one-of', atLeast: true });
});
