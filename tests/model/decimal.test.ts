import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  compare,
  type Decimal,
  divide,
  multiply,
  parseDecimal,
  print,
  printShort,
  subtract,
} from '../../src/model/decimal.ts';

const decimals: fc.Arbitrary<Decimal> = fc.record({
  units: fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
  scale: fc.integer({ min: 0, max: 12 }),
});

describe('a decimal', () => {
  it('is the same after printing and parsing', () => {
    fc.assert(
      fc.property(decimals, (a) => {
        expect(parseDecimal(print(a))).toEqual(a);
      }),
    );
  });

  it('keeps its value without trailing zeros', () => {
    fc.assert(
      fc.property(decimals, (a) => {
        expect(compare(parseDecimal(printShort(a))!, a)).toBe(0);
      }),
    );
  });

  it('added and taken away again is unchanged', () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        expect(compare(subtract(add(a, b), b), a)).toBe(0);
      }),
    );
  });

  it('divided is within half a unit of the last decimal', () => {
    fc.assert(
      fc.property(decimals, decimals, fc.integer({ min: 0, max: 6 }), (a, b, scale) => {
        fc.pre(b.units !== 0n);
        const quotient = divide(a, b, scale)!;
        const off = subtract(multiply(quotient, b), a);
        const doubled = multiply(off, { units: 2n, scale: 0 });
        const unit = multiply(b, { units: 1n, scale });
        const size = (d: Decimal): Decimal => (d.units < 0n ? { units: -d.units, scale: d.scale } : d);
        expect(compare(size(doubled), size(unit))).toBeLessThanOrEqual(0);
      }),
    );
  });

  it.each(['', '1,2', '1.2.3', 'NaN', '1e5', '--1', '１'])('is not “%s”', (text) => {
    expect(parseDecimal(text)).toBeNull();
  });
});
