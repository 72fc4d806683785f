import { expect, test } from 'vitest';
import { localise } from '../../src/localisation/localise.ts';
import { type JudgedReport, stateProblem } from '../../src/localisation/state-problem.ts';
import type { ClaimConstraint } from '../../src/model/claim.ts';
import { decimal, print } from '../../src/model/decimal.ts';
import type { Fact, FactReading } from '../../src/model/fact.ts';
import type { Equation, Rule } from '../../src/model/rule.ts';
import { constraint, number, printedRepairs, sum } from './a-problem.ts';

const fact = (indicator: string, reading: FactReading): Fact => ({
  indicator,
  group: null,
  label: indicator,
  raw: '',
  reading,
  unit: null,
  unitStated: null,
  unitInCell: null,
  remarks: [],
  locator: { block: 0 } as Fact['locator'],
});

const stated = (indicator: string, value: string): Fact => fact(indicator, { is: 'stated', value: number(value) });

const rule = (id: string, kind: Rule['kind'], tolerance: 'exact' | 'stated-precision' = 'exact'): Rule =>
  ({ id, kind, body: { is: 'expression', tolerance } }) as Rule;

const equation = (id: string, verdict: Equation['verdict'], total: string, parts: readonly string[]): Equation =>
  ({ rule: id, target: '', verdict, linear: sum('', total, parts).form }) as Equation;

const share = (role: 'numerator' | 'denominator', key: string | null, value: number) => ({
  role,
  key,
  value: decimal(value),
});

const report = (given: Partial<JudgedReport>): JudgedReport => ({
  facts: [],
  indicators: new Map(),
  equations: [],
  rules: [],
  claims: [],
  nameOfRule: (id, target) => `${id}|${target}`,
  nameOfClaim: (claim) => `claim ${claim}`,
  ...given,
});

test('figures are the cells with a number or blank; text and unreadable cells are none', () => {
  const { figures } = stateProblem(
    report({
      facts: [
        stated('a', '12'),
        stated('money', '3.10'),
        fact('b', { is: 'blank' }),
        fact('c', { is: 'absent' }),
        fact('d', { is: 'unreadable', why: 'smudged' }),
        fact('e', { is: 'text', value: 'yes' }),
      ],
    }),
  );
  expect(figures.map((f) => [f.key, f.value && print(f.value), f.kind])).toEqual([
    ['a', '12', 'count'],
    ['money', '3.10', 'amount'],
    ['b', null, 'count'],
  ]);
});

test('only decided comparisons of hard rules constrain, under the name of their finding', () => {
  const { constraints } = stateProblem(
    report({
      rules: [rule('hard', 'hard'), rule('near', 'near-hard'), rule('soft', 'soft'), rule('open', 'hard')],
      equations: ['hard', 'near', 'soft']
        .map((id) => equation(id, 'violated', 't', ['a']))
        .concat(equation('open', 'undecided', 't', ['a'])),
    }),
  );
  expect(constraints.map((c) => c.id)).toEqual(['hard|']);
});

test('the tolerance is half of the last decimal of each stated figure, where the rule grants it', () => {
  const { constraints } = stateProblem(
    report({
      facts: [stated('t', '3.8'), stated('a', '1.25'), fact('b', { is: 'blank' })],
      rules: [rule('loose', 'hard', 'stated-precision'), rule('exact', 'hard')],
      equations: [equation('loose', 'holds', 't', ['a', 'b']), equation('exact', 'holds', 't', ['a', 'b'])],
    }),
  );
  expect(constraints.map((c) => print(c.form.tolerance!))).toEqual(['0.055', '0']);
});

test('a share of a table figure chooses, and what the prose repeats bears witness', () => {
  const claim: ClaimConstraint = {
    claim: '7',
    kind: 'share',
    operands: [share('numerator', 'c', 17), share('denominator', 't', 57)],
    stated: number('28'),
    decimals: 0,
  };
  const given = stateProblem(
    report({
      facts: [stated('t', '57'), stated('a', '25'), stated('b', '16'), stated('c', '17')],
      rules: [rule('sum', 'hard')],
      equations: [equation('sum', 'violated', 't', ['a', 'b', 'c'])],
      claims: [claim],
    }),
  );
  expect(given.witnesses.map((w) => [w.key, print(w.value), w.source])).toEqual([
    ['c', '17', 'prose'],
    ['t', '57', 'prose'],
  ]);
  const [only] = localise(given);
  expect(printedRepairs(only!)[0]).toBe('c 17→16');
  expect(only!.repairs[0]!.satisfies).toEqual(['sum|', 'claim 7']);
});

test('a sum of the prose constrains only where all its figures stand in the tables', () => {
  const claim = (last: string | null): ClaimConstraint => ({
    claim: last ?? 'loose',
    kind: 'sum',
    operands: [
      { role: 'whole', key: 't', value: decimal(5) },
      { role: 'part', key: 'a', value: decimal(2) },
      { role: 'part', key: last, value: decimal(3) },
    ],
    stated: decimal(5),
    decimals: 0,
  });
  expect(stateProblem(report({ claims: [claim(null), claim('b')] })).constraints.map((c) => c.id)).toEqual(['claim b']);
});

test('a percentage printed with a zero keeps its decimals', () => {
  const claim: ClaimConstraint = {
    claim: '1',
    kind: 'rate',
    operands: [share('numerator', 'a', 1), share('numerator', null, 4), share('denominator', null, 20)],
    stated: number('25'),
    decimals: 1,
  };
  const [only] = stateProblem(report({ claims: [claim] })).shares;
  expect([print(only!.stated), print(only!.literal!)]).toEqual(['25.0', '4']);
});

test('what last year carried over is a witness of the figure, not a constraint on it', () => {
  const carried = { ...rule('carried', 'near-hard'), family: 'cross-year' } as Rule;
  const limited = { ...rule('limited', 'near-hard'), family: 'plausibility' } as Rule;
  const equals = (id: string, value: number): Equation =>
    ({ rule: id, target: '', verdict: 'violated', linear: constraint('', { in: 1 }, '==', -value).form }) as Equation;
  const { witnesses, constraints } = stateProblem(
    report({
      facts: [stated('in', '7')],
      rules: [carried, limited],
      equations: [equals('carried', 9), equals('limited', 0)],
    }),
  );
  expect(witnesses.map((w) => [w.key, print(w.value), w.source])).toEqual([['in', '9', 'prior']]);
  expect(constraints).toEqual([]);
});

test('of two repairs of a broken total the one that agrees with last year comes first', () => {
  const carried = { ...rule('carried', 'near-hard'), family: 'cross-year' } as Rule;
  const problem = stateProblem(
    report({
      facts: [stated('in', '7'), stated('new', '20'), stated('total', '29')],
      rules: [rule('sum', 'hard'), carried],
      equations: [
        equation('sum', 'violated', 'total', ['in', 'new']),
        {
          rule: 'carried',
          target: '',
          verdict: 'violated',
          linear: constraint('', { in: 1 }, '==', -9).form,
        } as Equation,
      ],
    }),
  );
  expect(printedRepairs(localise(problem)[0]!)[0]).toContain('in 7→9');
});
