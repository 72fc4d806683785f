import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, type Decimal, decimal, print } from '../../src/model/decimal.ts';
import { fitPercentage, percentageOf } from '../../src/model/percentage.ts';

const shares = fc
  .record({ whole: fc.integer({ min: 1, max: 1_000_000 }), portion: fc.double({ min: 0, max: 1, noNaN: true }) })
  .map(({ whole, portion }) => ({ whole: decimal(whole), part: decimal(Math.floor(whole * portion)) }));

const decimals = fc.integer({ min: 0, max: 4 });

/** Moves a figure by some units of its last digit. */
const shift = (value: Decimal, digits: number): Decimal => add(value, { units: BigInt(digits), scale: value.scale });

describe('a stated percentage', () => {
  it('is accepted when it is the rounded one', () => {
    fc.assert(
      fc.property(shares, decimals, ({ part, whole }, scale) => {
        expect(fitPercentage(percentageOf(part, whole, scale)!, part, whole)).toBe('rounded');
      }),
    );
  });

  it('is never accepted two last digits away', () => {
    fc.assert(
      fc.property(shares, decimals, fc.constantFrom(-2, 2), ({ part, whole }, scale, digits) => {
        expect(fitPercentage(shift(percentageOf(part, whole, scale)!, digits), part, whole)).toBe('wrong');
      }),
    );
  });

  it('one last digit away is cut off or off, never rounded unless it stands exactly between', () => {
    fc.assert(
      fc.property(shares, decimals, fc.constantFrom(-1, 1), ({ part, whole }, scale, digits) => {
        const rounded = percentageOf(part, whole, scale)!;
        const between = (200n * 10n ** BigInt(scale) * part.units) % whole.units === 0n;
        const fit = fitPercentage(shift(rounded, digits), part, whole);
        if (!between) expect(['truncated', 'last-digit', 'wrong']).toContain(fit);
      }),
    );
  });

  it('is the same judged with trailing zeros', () => {
    expect(fitPercentage({ units: 2160n, scale: 2 }, decimal(256), decimal(1185))).toBe('rounded');
    expect(fitPercentage({ units: 216n, scale: 1 }, decimal(256), decimal(1185))).toBe('rounded');
  });

  it.each([
    [986n, 1442, 1461, 'truncated'],
    [987n, 1442, 1461, 'rounded'],
    [988n, 1442, 1461, 'wrong'],
    [217n, 256, 1185, 'last-digit'],
    [356n, 39, 104, 'wrong'],
  ] as const)('%s tenths for %i of %i is %s', (tenths, part, whole, fit) => {
    expect(fitPercentage({ units: tenths, scale: 1 }, decimal(part), decimal(whole))).toBe(fit);
  });

  it('of nothing never fits', () => {
    expect(fitPercentage(decimal(0), decimal(0), decimal(0))).toBe('wrong');
    expect(percentageOf(decimal(1), decimal(0), 1)).toBeNull();
  });

  it('is computed at the precision asked for', () => {
    expect(print(percentageOf(decimal(652), decimal(749), 2)!)).toBe('87.05');
  });
});
