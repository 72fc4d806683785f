import type { Claim, Operand } from '../../../model/claim.ts';
import { compare, type Decimal, decimal, divide, equals, multiply, printShort } from '../../../model/decimal.ts';
import { fitPercentage, type PercentageFit, percentageOf } from '../../../model/percentage.ts';
import { printLarge } from './print-large.ts';
import { type Facts, totalOf, withRole } from './resolve-operands.ts';

/** One reading of a share: its counts and how the stated percentage fits them. */
export type ShareReading = {
  readonly operands: readonly Operand[];
  readonly part: Decimal;
  readonly whole: Decimal;
  readonly fit: PercentageFit;
};

const ORDER: readonly PercentageFit[] = ['rounded', 'truncated', 'last-digit', 'wrong'];

const readShare = (claim: Claim, operands: readonly Operand[], facts: Facts): ShareReading | readonly string[] => {
  const part = totalOf(withRole(operands, 'numerator'), facts);
  const whole = totalOf(withRole(operands, 'denominator'), facts);
  const missing = [...part.missing, ...whole.missing];
  if (missing.length > 0) return missing;
  return {
    operands,
    part: part.value,
    whole: whole.value,
    fit: fitPercentage(claim.stated!.value, part.value, whole.value),
  };
};

const isReading = (reading: ShareReading | readonly string[]): reading is ShareReading => 'fit' in reading;

/**
 * The reading of a share or rate that fits best, the first among equals; the missing cells when no reading has all its
 * counts. A base that is nought or smaller than its part is no reading.
 */
export const bestReading = (claim: Claim, facts: Facts): ShareReading | readonly string[] => {
  const readings = [claim.operands, ...claim.alternatives].map((operands) => readShare(claim, operands, facts));
  const complete = readings
    .filter(isReading)
    .filter(({ part, whole }) => whole.units > 0n && compare(part, whole) <= 0);
  if (complete.length === 0)
    return readings.find((r): r is readonly string[] => !isReading(r)) ?? ['a base that holds the part'];
  return complete.toSorted((a, b) => ORDER.indexOf(a.fit) - ORDER.indexOf(b.fit))[0]!;
};

/** The percentage that the counts give, at the precision of the stated one. */
export const computedShare = (claim: Claim, reading: ShareReading): Decimal =>
  percentageOf(reading.part, reading.whole, claim.stated!.value.scale)!;

/** Another total of which the stated percentage would be right; null when there is none. */
export const explainingBase = (
  claim: Claim,
  reading: ShareReading,
  facts: Facts,
): { readonly base: Operand; readonly value: Decimal } | null => {
  for (const base of withRole(claim.candidates, 'denominator')) {
    const { value, missing } = totalOf([base], facts);
    if (missing.length > 0 || equals(value, reading.whole)) continue;
    if (fitPercentage(claim.stated!.value, reading.part, value) === 'rounded') return { base, value };
  }
  return null;
};

/** Another count of the same list that the percentage would be right for; null when there is none. */
export const explainingPart = (
  claim: Claim,
  reading: ShareReading,
  facts: Facts,
): { readonly part: Operand; readonly value: Decimal } | null => {
  for (const part of withRole(claim.candidates, 'numerator')) {
    const { value, missing } = totalOf([part], facts);
    if (missing.length > 0 || equals(value, reading.part)) continue;
    if (fitPercentage(claim.stated!.value, value, reading.whole) === 'rounded') return { part, value };
  }
  return null;
};

/** The count that the stated percentage would belong to: 28% of 57 → 16. */
export const backSolve = (claim: Claim, reading: ShareReading): Decimal =>
  divide(multiply(claim.stated!.value, reading.whole), decimal(100n), 0)!;

export const baseLabel = (operands: readonly Operand[]): string =>
  withRole(operands, 'denominator')
    .map((operand) => operand.label)
    .filter((label) => label !== '')
    .join('+');

/** The slots that every message about a share may use. */
export const shareSlots = (claim: Claim, reading: ShareReading): Readonly<Record<string, string>> => ({
  numerator: printLarge(reading.part),
  denominator: printLarge(reading.whole),
  exact: printShort(percentageOf(reading.part, reading.whole, claim.stated!.value.scale + 2)!),
  label: claim.stated!.about,
  base: baseLabel(reading.operands),
});
