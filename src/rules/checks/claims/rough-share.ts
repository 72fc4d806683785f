import type { Claim, Operand } from '../../../model/claim.ts';
import { add, type Decimal, decimal, divide, multiply, subtract } from '../../../model/decimal.ts';
import { type Interval, overlap } from '../../../text/approximation.ts';
import { type Facts, isExact, totalOf, withRole } from './resolve-operands.ts';

const PLACES = 6;

const percent = (part: Decimal, whole: Decimal): Decimal | null =>
  whole.units <= 0n ? null : divide(multiply(decimal(100n), part), whole, PLACES);

/** The percentages that the counts of one reading may give; null where they are not bounded or not all known. */
const shareSpan = (operands: readonly Operand[], facts: Facts): Interval | null => {
  const part = totalOf(withRole(operands, 'numerator'), facts);
  const whole = totalOf(withRole(operands, 'denominator'), facts);
  const [a, b] = [part.interval, whole.interval];
  if (part.missing.length > 0 || whole.missing.length > 0) return null;
  if (a.from === null || a.to === null || b.from === null || b.to === null) return null;
  const [from, to] = [percent(a.from, b.to), percent(a.to, b.from)];
  return from && to && { from, to };
};

/** What the percentage may stand for: the interval of 近八成 or 三分之一, half a unit of the last digit of an exact one. */
const statedSpan = (claim: Claim): Interval => {
  const { approximate, value } = claim.stated!;
  if (approximate !== null) return approximate;
  const half: Decimal = { units: 5n, scale: value.scale + 1 };
  return { from: subtract(value, half), to: add(value, half) };
};

const isRough = (operand: Operand): boolean => operand.from === 'prose' && !isExact(operand.figure);

/** Whether the share or one of its counts is rounded or approximate, so that only intervals can be compared. */
export const isRoughShare = (claim: Claim, operands: readonly Operand[]): boolean =>
  claim.stated!.approximate !== null || operands.some(isRough);

/** Whether some reading of the share allows it; null where no reading can be compared at all. */
export const roughShareFits = (claim: Claim, facts: Facts): boolean | null => {
  const spans = [claim.operands, ...claim.alternatives].flatMap((operands) => shareSpan(operands, facts) ?? []);
  return spans.length === 0 ? null : spans.some((span) => overlap(span, statedSpan(claim)));
};

/** Words that loosen a count (余, 近) as against figures that are only rounded (38.2亿元). */
export const hasLooseCount = (claim: Claim): boolean =>
  [claim.operands, ...claim.alternatives].some((operands) =>
    operands.some((operand) => operand.from === 'prose' && operand.figure.approximate !== null),
  );
