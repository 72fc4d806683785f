import { add, compare, type Decimal, decimal, divide, multiply, subtract, ZERO } from '../model/decimal.ts';
import { fitPercentage, type PercentageFit } from '../model/percentage.ts';
import type { ShareConstraint, ShareTerm } from './problem.ts';

/** How a printed percentage stands to its counts; `unknown` where a count is not among the figures. */
export type ShareState = PercentageFit | 'unknown';

/** The value of a figure by key; null when there is no such figure. */
export type ValueAt = (key: string) => Decimal | null;

const total = (terms: readonly ShareTerm[], literal: Decimal | undefined, valueAt: ValueAt): Decimal | null => {
  let sum = literal ?? ZERO;
  for (const { key, coefficient } of terms) {
    const value = valueAt(key);
    if (value === null) return null;
    sum = add(sum, multiply(coefficient, value));
  }
  return sum;
};

const baseOf = ({ denominator }: ShareConstraint, valueAt: ValueAt): Decimal | null =>
  'units' in denominator ? denominator : total(denominator, undefined, valueAt);

/** The keys of the figures that a share is taken from. */
export const shareKeys = ({ numerator, denominator }: ShareConstraint): readonly string[] =>
  [...numerator, ...('units' in denominator ? [] : denominator)].map((term) => term.key);

/** Compares the printed percentage with its counts as the checker does. */
export const shareState = (share: ShareConstraint, valueAt: ValueAt): ShareState => {
  const part = total(share.numerator, share.literal, valueAt);
  const base = baseOf(share, valueAt);
  return part === null || base === null ? 'unknown' : fitPercentage(share.stated, part, base);
};

/**
 * The value of the figure `key` that a share gives from its base as stated: round(percentage · base / 100) less the
 * rest of the numerator; 28 % of 57 → 16. Null where the figure also stands in the base, or is not counted once.
 */
export const backSolve = (share: ShareConstraint, key: string, valueAt: ValueAt): Decimal | null => {
  const own = share.numerator.find((term) => term.key === key);
  if (!own || compare(own.coefficient, decimal(1)) !== 0) return null;
  if (!('units' in share.denominator) && share.denominator.some((term) => term.key === key)) return null;
  const rest = total(
    share.numerator.filter((term) => term !== own),
    share.literal,
    valueAt,
  );
  const base = baseOf(share, valueAt);
  if (rest === null || base === null) return null;
  const scale = Math.max(rest.scale, valueAt(key)?.scale ?? 0);
  return subtract(divide(multiply(share.stated, base), decimal(100), scale)!, rest);
};
