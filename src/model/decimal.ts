/**
 * Exact decimal numbers: `units / 10^scale`, never a float.
 *
 * `scale` is the number of decimals the figure was stated with ("3.10" → units 310, scale 2), so that a
 * tolerance can be derived from the stated precision. Comparison ignores it: 3.1 equals 3.10.
 */
export type Decimal = { readonly units: bigint; readonly scale: number };

const power = (exponent: number): bigint => 10n ** BigInt(exponent);

export const decimal = (units: bigint | number, scale = 0): Decimal => ({ units: BigInt(units), scale });

export const ZERO: Decimal = decimal(0n);

/** Reads "-12.50" → units -1250, scale 2. Anything but an optional sign, digits and one point gives null. */
export const parseDecimal = (text: string): Decimal | null => {
  const match = /^([+-]?)(\d{1,400})(?:\.(\d{1,400}))?$/.exec(text);
  if (!match) return null;
  const fraction = match[3] ?? '';
  const units = BigInt(match[2] + fraction);
  return { units: match[1] === '-' ? -units : units, scale: fraction.length };
};

const align = (a: Decimal, b: Decimal): readonly [bigint, bigint, number] => {
  const scale = Math.max(a.scale, b.scale);
  return [a.units * power(scale - a.scale), b.units * power(scale - b.scale), scale];
};

export const add = (a: Decimal, b: Decimal): Decimal => {
  // counts, most of what is added, need no aligning
  if (a.scale === b.scale) return { units: a.units + b.units, scale: a.scale };
  const [x, y, scale] = align(a, b);
  return { units: x + y, scale };
};

export const negate = (a: Decimal): Decimal => ({ units: -a.units, scale: a.scale });

export const subtract = (a: Decimal, b: Decimal): Decimal => add(a, negate(b));

export const multiply = (a: Decimal, b: Decimal): Decimal => ({ units: a.units * b.units, scale: a.scale + b.scale });

export const absolute = (a: Decimal): Decimal => (a.units < 0n ? negate(a) : a);

/** Negative, zero or positive, as `a` is less than, equal to or greater than `b`. */
export const compare = (a: Decimal, b: Decimal): number => {
  const [x, y] = a.scale === b.scale ? [a.units, b.units] : align(a, b);
  return x < y ? -1 : x > y ? 1 : 0;
};

export const equals = (a: Decimal, b: Decimal): boolean => compare(a, b) === 0;

export const isInteger = (a: Decimal): boolean => a.scale === 0 || a.units % power(a.scale) === 0n;

/** Half of the last stated decimal: 5.19 → 0.005; a whole number → 0.5. */
export const halfUnit = (a: Decimal): Decimal => ({ units: 5n, scale: a.scale + 1 });

/** `a / b` rounded half away from zero to `scale` decimals; null when `b` is zero. */
export const divide = (a: Decimal, b: Decimal, scale: number): Decimal | null => {
  if (b.units === 0n) return null;
  const numerator = a.units * power(b.scale + scale);
  const denominator = b.units * power(a.scale);
  const negative = numerator < 0n !== denominator < 0n;
  const n = numerator < 0n ? -numerator : numerator;
  const d = denominator < 0n ? -denominator : denominator;
  const rounded = (2n * n + d) / (2n * d);
  return { units: negative ? -rounded : rounded, scale };
};

/** Plain decimal notation with exactly `scale` decimals, no separators, no exponent. */
export const print = (a: Decimal): string => {
  const digits = (a.units < 0n ? -a.units : a.units).toString().padStart(a.scale + 1, '0');
  const sign = a.units < 0n ? '-' : '';
  if (a.scale === 0) return sign + digits;
  return `${sign}${digits.slice(0, -a.scale)}.${digits.slice(-a.scale)}`;
};

/** As `print`, without trailing zeros after the point: 3.10 → "3.1", 5.00 → "5". */
export const printShort = (a: Decimal): string => {
  const text = print(a);
  if (!text.includes('.')) return text;
  let end = text.length;
  while (text[end - 1] === '0') end -= 1;
  return text.slice(0, text[end - 1] === '.' ? end - 1 : end);
};
