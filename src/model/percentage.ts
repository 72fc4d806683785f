import { absolute, compare, type Decimal, decimal, divide, multiply, subtract } from './decimal.ts';

/** How a stated percentage stands to `part / whole`: rounded, cut off, one off in the last digit, or wrong. */
export type PercentageFit = 'rounded' | 'truncated' | 'last-digit' | 'wrong';

const HUNDRED = decimal(100n);

/** One unit of the last stated decimal: 98.6 → 0.1. */
const lastDigit = (stated: Decimal): Decimal => ({ units: 1n, scale: stated.scale });

/**
 * Compares a percentage with its counts at the precision it is printed with, without dividing. Both ends of the rounding
 * interval count as rounded, so half up and half even pass alike; a base that is not positive never fits.
 *
 *     98.6 of 1442 / 1461 (98.6995…) → truncated
 */
export const fitPercentage = (stated: Decimal, part: Decimal, whole: Decimal): PercentageFit => {
  if (whole.units <= 0n) return 'wrong';
  // (exact − stated) · whole, so that the comparison stays in whole numbers
  const gap = subtract(multiply(HUNDRED, part), multiply(stated, whole));
  const step = multiply(lastDigit(stated), whole);
  if (compare(multiply(decimal(2n), absolute(gap)), step) <= 0) return 'rounded';
  if (gap.units >= 0n && compare(gap, step) < 0) return 'truncated';
  return compare(absolute(gap), step) <= 0 ? 'last-digit' : 'wrong';
};

/** `part` as a percentage of `whole`, rounded to `scale` decimals; null for an empty base. */
export const percentageOf = (part: Decimal, whole: Decimal, scale: number): Decimal | null =>
  divide(multiply(HUNDRED, part), whole, scale);
