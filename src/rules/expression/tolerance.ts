import { add, type Decimal, halfUnit, ZERO } from '../../model/decimal.ts';

/**
 * Half a unit of the last stated decimal of every figure compared: the most that honest rounding can add up to. Checker
 * and localiser both take it from here, so that a proposed repair is judged as the report was.
 */
export const statedTolerance = (stated: readonly Decimal[]): Decimal =>
  stated.reduce((total, value) => add(total, halfUnit(value)), ZERO);
