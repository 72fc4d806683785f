import { compare, type Decimal, decimal, printShort } from '../../../model/decimal.ts';

const HUNDRED_MILLION = decimal(100_000_000n);

/** The figure as a reader of a message expects it: from a hundred million on in 亿 ("28.63亿"), exactly; else in digits. */
export const printLarge = (figure: Decimal): string =>
  compare(figure, HUNDRED_MILLION) < 0
    ? printShort(figure)
    : `${printShort({ units: figure.units, scale: figure.scale + 8 })}亿`;
