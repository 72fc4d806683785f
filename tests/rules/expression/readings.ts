import { decimal } from '../../../src/model/decimal.ts';
import type { FactReading } from '../../../src/model/fact.ts';
import type { Environment } from '../../../src/rules/expression/evaluate.ts';

export const stated = (units: bigint | number, scale = 0): FactReading => ({
  is: 'stated',
  value: decimal(units, scale),
});

export const BLANK: FactReading = { is: 'blank' };
export const ABSENT: FactReading = { is: 'absent' };
export const UNREADABLE: FactReading = { is: 'unreadable', why: 'smudged' };

/** A report that reads as given, judged exactly and with blanks left open unless said otherwise. */
export const environment = (
  readings: Readonly<Record<string, FactReading>>,
  given: Partial<Environment> = {},
): Environment => ({ reading: (key) => readings[key], missing: 'undecided', tolerance: 'exact', ...given });
