import type { Operand, ProseFigure } from '../../../model/claim.ts';
import { add, compare, type Decimal, decimal, equals, multiply, ZERO } from '../../../model/decimal.ts';
import { type Fact, factKey } from '../../../model/fact.ts';
import { exactly, type Interval, roundedInterval, sumIntervals } from '../../../text/approximation.ts';

export type Facts = ReadonlyMap<string, Fact>;

/** What a figure may stand for: itself, the rounding of a 万 figure, or the interval of its 余 or 近. */
export const figureInterval = (figure: ProseFigure): Interval => {
  if (figure.approximate) return { from: figure.approximate.from, to: figure.approximate.to };
  const rounded = compare(figure.resolution, decimal(1n)) > 0;
  return rounded ? roundedInterval(figure.value, figure.resolution) : exactly(figure.value);
};

export const isExact = (figure: ProseFigure): boolean =>
  figure.approximate === null && compare(figure.resolution, decimal(1n)) <= 0;

/** The value of a cell in base units (万元 → 元), or null where it is not stated. */
const cellValue = (fact: Fact | undefined): Decimal | null => {
  if (fact?.reading.is !== 'stated') return null;
  return fact.unit === '万元' ? multiply(fact.reading.value, decimal(10000n)) : fact.reading.value;
};

/** The total of some operands: its best value, what it may stand for, and the keys of cells that state nothing. */
export type Total = { readonly value: Decimal; readonly interval: Interval; readonly missing: readonly string[] };

export const operandKey = (operand: Operand): string | null => {
  if (operand.from === 'table') return factKey(operand.indicator, operand.group);
  return operand.cell && factKey(operand.cell.indicator, operand.cell.group);
};

export const totalOf = (operands: readonly Operand[], facts: Facts): Total => {
  const missing: string[] = [];
  const intervals: Interval[] = [];
  let value: Decimal = ZERO;
  for (const operand of operands) {
    const key = operandKey(operand);
    const own = operand.from === 'table' ? cellValue(facts.get(key!)) : operand.figure.value;
    if (own === null) {
      missing.push(key!);
      continue;
    }
    value = add(value, own);
    intervals.push(operand.from === 'table' ? exactly(own) : figureInterval(operand.figure));
  }
  return { value, interval: sumIntervals(intervals), missing };
};

export const withRole = (operands: readonly Operand[], ...roles: readonly Operand['role'][]): readonly Operand[] =>
  operands.filter((operand) => roles.includes(operand.role));

/** Whether the cell that the operand repeats states the very same figure, so that the two may stand for each other. */
export const repeatsCell = (operand: Operand, facts: Facts): boolean => {
  const key = operandKey(operand);
  const value = key === null ? null : cellValue(facts.get(key));
  if (value === null) return false;
  return operand.from === 'table' || (isExact(operand.figure) && equals(operand.figure.value, value));
};
