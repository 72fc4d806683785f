import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal } from '../../../src/model/decimal.ts';
import type { FactReading } from '../../../src/model/fact.ts';
import type { MissingMode } from '../../../src/model/rule.ts';
import { type Environment, evaluate } from '../../../src/rules/expression/evaluate.ts';
import { parseExpression } from '../../../src/rules/expression/parse-expression.ts';
import { ABSENT, BLANK, environment, stated, UNREADABLE } from './readings.ts';

const outcome = (source: string, env: Environment): boolean | string => {
  const { value } = evaluate(parseExpression(source), env);
  return value.is === 'truth' ? value.value : value.is;
};

const anyCount = fc.bigInt({ min: 0n, max: 10n ** 20n });

describe('a comparison of counts', () => {
  it('is exact, however large the counts are', () => {
    fc.assert(
      fc.property(anyCount, fc.integer({ min: -1, max: 1 }), (count, off) => {
        const env = environment({ a: stated(count), b: stated(count + BigInt(off)) });
        expect(outcome('a == b', env)).toBe(off === 0);
        expect(outcome('a <= b', env)).toBe(off >= 0);
        expect(outcome('a < b', env)).toBe(off > 0);
        expect(outcome('a != b', env)).toBe(off !== 0);
      }),
    );
  });

  it('does not mind how many decimals a figure was printed with', () => {
    fc.assert(
      fc.property(anyCount, fc.nat(6), (count, scale) => {
        const padded = stated(count * 10n ** BigInt(scale), scale);
        expect(outcome('a == b', environment({ a: stated(count), b: padded }))).toBe(true);
      }),
    );
  });

  it('keeps the numbers that failed for the message', () => {
    const env = environment({ total: stated(57), a: stated(25), b: stated(16), c: stated(17) });
    const { failed } = evaluate(parseExpression('total == a + b + c'), env);
    expect(failed.map(({ op, left, right }) => [op, left, right])).toEqual([['==', decimal(57), decimal(58)]]);
  });

  it('gives the first comparison of several that failed', () => {
    const { failed } = evaluate(
      parseExpression('a == 1 and b == 2 and c == 3'),
      environment({ a: stated(1), b: stated(8), c: stated(9) }),
    );
    expect(failed.map(({ left }) => left)).toEqual([decimal(8), decimal(9)]);
  });
});

describe('stated precision', () => {
  const amounts = (a: FactReading, b: FactReading, c: FactReading): Environment =>
    environment({ a, b, c }, { tolerance: 'stated-precision' });

  it('allows half a unit of the last decimal of every figure, and no more', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(100_000), fc.nat(3), fc.integer({ min: -4, max: 4 }), (a, b, scale, off) => {
        const env = amounts(stated(a, scale), stated(b, scale), stated(a + b + off, scale));
        // three figures, each half a unit of the last decimal: one and a half units in all
        expect(outcome('c == a + b', env)).toBe(Math.abs(off) <= 1);
      }),
    );
  });

  it('is not asked of exact rules', () => {
    expect(outcome('c == a + b', environment({ a: stated(10, 1), b: stated(20, 1), c: stated(31, 1) }))).toBe(false);
  });

  it('is as coarse as the coarsest figure', () => {
    expect(outcome('c == a + b', amounts(stated(149, 2), stated(150, 2), stated(3)))).toBe(true);
  });
});

describe('a figure that is not stated', () => {
  const readings = { blank: BLANK, absent: ABSENT, unreadable: UNREADABLE, unknown: undefined } as const;
  const judged = (reading: FactReading | undefined, missing: MissingMode): boolean | string =>
    outcome('a == b + c', environment({ a: stated(2), b: stated(2), ...(reading ? { c: reading } : {}) }, { missing }));

  it.each(['absent', 'unreadable', 'unknown'] as const)('leaves a rule open in every mode when it is %s', (name) => {
    for (const mode of ['undecided', 'blank-is-zero', 'violated'] as const)
      expect(judged(readings[name], mode)).toBe('unknown');
  });

  it('counts as zero only where it is blank and the rule says so', () => {
    expect(judged(BLANK, 'blank-is-zero')).toBe(true);
    expect(judged(BLANK, 'undecided')).toBe('unknown');
    expect(judged(BLANK, 'violated')).toBe('unknown');
  });

  it('can be asked about', () => {
    const env = environment({ a: BLANK, b: stated(0) });
    expect(outcome('blank(a)', env)).toBe(true);
    expect(outcome('blank(b)', env)).toBe(false);
    expect(outcome('stated(b)', env)).toBe(true);
    expect(outcome('stated(c)', env)).toBe(false);
  });
});

describe('functions of several figures', () => {
  it('agree with plain arithmetic', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 6 }), (numbers) => {
        const names = numbers.map((_, i) => `f${i}`);
        const env = environment(Object.fromEntries(numbers.map((n, i) => [names[i]!, stated(n)])));
        const list = names.join(', ');
        const numberOf = (source: string) => evaluate(parseExpression(source), env).value;
        expect(numberOf(`sum(${list})`)).toEqual({ is: 'number', value: decimal(numbers.reduce((a, b) => a + b, 0)) });
        expect(numberOf(`max(${list})`)).toEqual({ is: 'number', value: decimal(Math.max(...numbers)) });
        expect(numberOf(`min(${list})`)).toEqual({ is: 'number', value: decimal(Math.min(...numbers)) });
        expect(numberOf(`count_positive(${list})`)).toEqual({
          is: 'number',
          value: decimal(numbers.filter((n) => n > 0).length),
        });
      }),
    );
  });

  it('are open when one of their figures is', () => {
    for (const name of ['sum', 'max', 'min', 'count_positive'])
      expect(outcome(`${name}(a, b) >= 0`, environment({ a: stated(1), b: UNREADABLE }))).toBe('unknown');
  });
});
