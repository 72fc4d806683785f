import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare, type Decimal, decimal, print } from '../../src/model/decimal.ts';
import {
  approximationInterval,
  exactly,
  lastPlace,
  overlap,
  roundedInterval,
  sumIntervals,
} from '../../src/text/approximation.ts';

describe('the last place of a figure', () => {
  it.each([
    [decimal(390), '10'],
    [decimal(1600), '100'],
    [decimal(67000), '1000'],
    [decimal(7), '1'],
    [decimal(0), '1'],
    [decimal(125, 2), '0.01'],
  ])('of %o is %s', (value, place) => {
    expect(print(lastPlace(value))).toBe(place);
  });
});

describe('intervals', () => {
  const words = fc.constantFrom('余', '多', '近', '接近', '约', '左右', '超过', '逾', '以上', '不足', '以内');

  it('of every word hold the figure itself', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 10_000_000 }), (word, count) => {
        const value = decimal(count);
        expect(overlap(approximationInterval(word, value)!, exactly(value))).toBe(true);
      }),
    );
  });

  it('of unknown words there are none', () => {
    expect(approximationInterval('大量', decimal(3))).toBeNull();
  });

  it('of a rounded total hold what rounds to it and nothing further', () => {
    const interval = roundedInterval(decimal(3181000), decimal(1000));
    const holds = (value: Decimal): boolean => overlap(interval, exactly(value));
    expect([3180499, 3180500, 3181270, 3181500, 3181501].map((n) => holds(decimal(n)))).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
  });

  it('add up bound by bound', () => {
    const sum = sumIntervals([exactly(decimal(5636)), approximationInterval('余', decimal(9500))!]);
    expect(print(sum.from!)).toBe('15136');
    expect(print(sum.to!)).toBe('15235');
    expect(sumIntervals([approximationInterval('超过', decimal(5))!, exactly(decimal(1))]).to).toBeNull();
  });

  it('meet only where neither lies wholly below the other', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(), fc.integer(), fc.nat(), (a, m, b, n) => {
        const [first, second] = [
          { from: decimal(a), to: decimal(a + m) },
          { from: decimal(b), to: decimal(b + n) },
        ];
        const apart = compare(first.to, second.from) < 0 || compare(second.to, first.from) < 0;
        expect(overlap(first, second)).toBe(!apart);
      }),
    );
  });
});
