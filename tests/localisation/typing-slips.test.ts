import fc from 'fast-check';
import { expect, test } from 'vitest';
import { slipBetween, slipsOf } from '../../src/localisation/typing-slips.ts';

test.each([
  [54n, 45n, 'swap'],
  [1342n, 1432n, 'swap'],
  [39n, 37n, 'digit'],
  [99n, 100n, 'digit'],
  [123n, 13n, 'digit'],
  [13n, 123n, 'digit'],
  [30n, 300n, 'missing-zero'],
  [4000n, 4n, 'missing-zero'],
  [2n, 9n, null],
  [2154n, 2067n, null],
  [410n, 497n, null],
  [0n, 57n, null],
  [-3n, 3n, null],
])('%i for %i is %s', (typed, meant, slip) => {
  expect(slipBetween(typed, meant)).toBe(slip);
});

test('a slip is a slip both ways', () => {
  const numbers = fc.bigInt({ min: 0n, max: 99_999n });
  fc.assert(
    fc.property(numbers, numbers, (a, b) => {
      expect(slipBetween(a, b)).toBe(slipBetween(b, a));
    }),
    { seed: 1, numRuns: 300 },
  );
});

test('every number proposed for a typed one is a slip away from it', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 10n, max: 9_999_999n }), (typed) => {
      for (const meant of slipsOf(typed)) {
        // Where zeros come to lead (100 → 00), the length says no more what was dropped.
        if (meant.toString().length >= typed.toString().length - 1) expect(slipBetween(typed, meant)).not.toBeNull();
      }
    }),
    { seed: 2, numRuns: 200 },
  );
});
