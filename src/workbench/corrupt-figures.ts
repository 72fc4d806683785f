import { type Decimal, decimal, equals, ZERO } from '../model/decimal.ts';
import type { Random } from './random.ts';

/** Figures by their key; null is a blank cell. */
export type Printed = ReadonlyMap<string, Decimal | null>;

/** The mistakes that are made on purpose. A shift exchanges two neighbours of a row or column: two wrong figures. */
export const MISTAKES = [
  'transposed',
  'dropped-digit',
  'added-digit',
  'one-off',
  'shifted-row',
  'shifted-column',
  'blank',
  'magnitude',
  'zero',
] as const;

export type Mistake = (typeof MISTAKES)[number];

/** The figure in the next row of the same column, and in the next column of the same row. */
export type Neighbours = { readonly below: ReadonlyMap<string, string>; readonly beside: ReadonlyMap<string, string> };

type Edit = readonly (readonly [key: string, value: Decimal | null])[];

/** Changes the digits and leaves the sign. */
const withDigits = ({ units, scale }: Decimal, change: (digits: string) => string): Decimal => {
  const digits = BigInt(change((units < 0n ? -units : units).toString()));
  return decimal(units < 0n ? -digits : digits, scale);
};

const swapped = (value: Decimal, random: Random): Decimal =>
  withDigits(value, (digits) => {
    if (digits.length < 2) return digits;
    const at = random.below(digits.length - 1);
    return digits.slice(0, at) + digits[at + 1] + digits[at] + digits.slice(at + 2);
  });

const shortened = (value: Decimal, random: Random): Decimal =>
  withDigits(value, (digits) => {
    if (digits.length < 2) return digits;
    const at = random.below(digits.length);
    return digits.slice(0, at) + digits.slice(at + 1);
  });

const lengthened = (value: Decimal, random: Random): Decimal =>
  withDigits(value, (digits) => {
    const at = 1 + random.below(digits.length);
    return digits.slice(0, at) + random.below(10) + digits.slice(at);
  });

/** 万元 and 元 taken for each other. */
const inOtherUnit = ({ units, scale }: Decimal): Decimal =>
  scale === 0 && units % 10_000n === 0n ? decimal(units / 10_000n) : decimal(units * 10_000n, scale);

const exchange = (figures: Printed, key: string, other: string | undefined): Edit =>
  other === undefined ? [] : [[key, figures.get(other) ?? ZERO] as const, [other, figures.get(key) ?? ZERO] as const];

const editOf = (mistake: Mistake, figures: Printed, places: Neighbours, key: string, random: Random): Edit => {
  const value = figures.get(key) ?? ZERO;
  const one = (wrong: Decimal | null): Edit => [[key, wrong]];
  switch (mistake) {
    case 'transposed':
      return one(swapped(value, random));
    case 'dropped-digit':
      return one(shortened(value, random));
    case 'added-digit':
      return one(lengthened(value, random));
    case 'one-off':
      return one(decimal(value.units + (value.units === 0n || random.chance(50) ? 1n : -1n), value.scale));
    case 'shifted-row':
      return exchange(figures, key, places.below.get(key));
    case 'shifted-column':
      return exchange(figures, key, places.beside.get(key));
    case 'blank':
      return one(null);
    case 'magnitude':
      return one(inOtherUnit(value));
    case 'zero':
      return one(ZERO);
  }
};

/** Corrupted figures and the keys whose value is now another, sorted. */
export type Corrupted = { readonly figures: Printed; readonly wrong: readonly string[] };

const TRIES = 600;

/**
 * Makes mistakes until exactly `count` figures are wrong; null where the figures do not allow it (a report of zeros has
 * nothing to transpose). No figure is made wrong twice, and a blanked zero is not wrong: a blank counts as 0.
 */
export const corruptFigures = (
  clean: Printed,
  places: Neighbours,
  count: number,
  mistakes: readonly Mistake[],
  random: Random,
): Corrupted | null => {
  const keys = [...clean.keys()];
  const figures = new Map(clean);
  const wrong = new Set<string>();
  for (let tries = 0; tries < TRIES && wrong.size < count; tries += 1) {
    const edit = editOf(random.pick(mistakes), clean, places, random.pick(keys), random);
    if (edit.length === 0 || edit.length > count - wrong.size) continue;
    if (edit.some(([key, value]) => wrong.has(key) || equals(value ?? ZERO, clean.get(key) ?? ZERO))) continue;
    for (const [key, value] of edit) {
      figures.set(key, value);
      wrong.add(key);
    }
  }
  return wrong.size === count ? { figures, wrong: [...wrong].sort() } : null;
};
