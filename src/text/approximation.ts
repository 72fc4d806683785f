import { absolute, add, compare, type Decimal, decimal, multiply, subtract, ZERO } from '../model/decimal.ts';

/** Both ends inclusive, null for no bound. */
export type Interval = { readonly from: Decimal | null; readonly to: Decimal | null };

const ABOVE = ['余', '多'];
const NEAR = ['将近', '接近', '近'];
const ABOUT = ['大约', '大概', '约', '左右'];
const AT_LEAST = ['不少于', '超过', '突破', '超', '逾', '以上'];
const AT_MOST = ['不足', '不到', '少于', '以下', '以内'];

/** Words that loosen the number after them, longest first. */
export const WORDS_BEFORE = [
  '不少于',
  '将近',
  '接近',
  '大约',
  '大概',
  '超过',
  '突破',
  '不足',
  '不到',
  '少于',
  '近',
  '约',
  '超',
  '逾',
];

/** Words that loosen the number before its unit, and those after the unit. */
export const WORDS_AFTER_NUMBER = ABOVE;
export const WORDS_AFTER_UNIT = ['左右', '以上', '以下', '以内'];

/** Place value of the last digit that is not zero: 390 → 10, 67000 → 1000, 1.25 → 0.01, 0 → 1. */
export const lastPlace = (value: Decimal): Decimal => {
  if (value.units === 0n) return decimal(1n);
  let units = value.units;
  let place = 1n;
  while (units % 10n === 0n) {
    units /= 10n;
    place *= 10n;
  }
  return { units: place, scale: value.scale };
};

/** The end of "x 余": the next step is excluded, and counts step by one. */
const justBelow = (value: Decimal, step: Decimal): Decimal =>
  compare(step, decimal(1n)) > 0 ? subtract(value, decimal(1n)) : value;

/**
 * The numbers that a loosened figure may stand for: "390余" → 390…399, "近400" → 300…400, "约50" → ±5 or 5 %,
 * "超过20" → 20…, "不足20" → …20. Null for a word it does not know.
 */
export const approximationInterval = (word: string, value: Decimal): Interval | null => {
  const step = lastPlace(value);
  if (ABOVE.includes(word)) return { from: value, to: justBelow(add(value, step), step) };
  if (NEAR.includes(word)) return { from: subtract(value, step), to: value };
  if (ABOUT.includes(word)) {
    const half = multiply(step, decimal(5n, 1));
    const twentieth = multiply(absolute(value), decimal(5n, 2));
    const slack = compare(half, twentieth) > 0 ? half : twentieth;
    return { from: subtract(value, slack), to: add(value, slack) };
  }
  if (AT_LEAST.includes(word)) return { from: value, to: null };
  if (AT_MOST.includes(word)) return { from: null, to: value };
  return null;
};

export const exactly = (value: Decimal): Interval => ({ from: value, to: value });

/** Half the resolution to either side: 318.1万 (resolution 1000) → 3180500…3181500. */
export const roundedInterval = (value: Decimal, resolution: Decimal): Interval => {
  const half = multiply(resolution, decimal(5n, 1));
  return { from: subtract(value, half), to: add(value, half) };
};

const addIntervals = (a: Interval, b: Interval): Interval => ({
  from: a.from && b.from && add(a.from, b.from),
  to: a.to && b.to && add(a.to, b.to),
});

export const sumIntervals = (all: readonly Interval[]): Interval => all.reduce(addIntervals, exactly(ZERO));

/** Whether all of `a` lies below all of `b`. */
export const isBelow = (a: Interval, b: Interval): boolean =>
  a.to !== null && b.from !== null && compare(a.to, b.from) < 0;

export const overlap = (a: Interval, b: Interval): boolean => !isBelow(a, b) && !isBelow(b, a);
