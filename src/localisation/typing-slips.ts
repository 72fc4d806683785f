/** How a number may have been mistyped. */
export type Slip = 'digit' | 'swap' | 'missing-zero';

const isPowerOfTen = (n: bigint): boolean => /^10+$/.test(n.toString());

const isTenfold = (a: bigint, b: bigint): boolean => a !== 0n && b % a === 0n && isPowerOfTen(b / a);

const isSwap = (a: string, b: string): boolean => {
  if (a.length !== b.length) return false;
  const at = [...a].findIndex((c, i) => c !== b[i]);
  return at >= 0 && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
};

/** One digit replaced. A number of one digit is not told apart from any other, so it does not count. */
const isReplaced = (a: string, b: string): boolean =>
  a.length > 1 && a.length === b.length && [...a].filter((c, i) => c !== b[i]).length === 1;

/** `long` is `short` with one more digit somewhere. */
const isInserted = (short: string, long: string): boolean => {
  if (long.length !== short.length + 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  return short.slice(at) === long.slice(at + 1);
};

/** The slip of the keyboard that turns one number into the other, or null: 17 → 16 `digit`, 54 → 45 `swap`, 30 → 300 `missing-zero`. */
export const slipBetween = (typed: bigint, meant: bigint): Slip | null => {
  if (typed === meant) return null;
  if (typed < 0n || meant < 0n) return typed - meant === 1n || meant - typed === 1n ? 'digit' : null;
  if (isTenfold(typed, meant) || isTenfold(meant, typed)) return 'missing-zero';
  const [a, b] = [typed.toString(), meant.toString()];
  if (isSwap(a, b)) return 'swap';
  if (typed - meant === 1n || meant - typed === 1n) return 'digit';
  return isReplaced(a, b) || isInserted(a, b) || isInserted(b, a) ? 'digit' : null;
};

const digitsShifted = (text: string): readonly string[] =>
  [...text].flatMap((c, i) =>
    [Number(c) - 1, Number(c) + 1]
      .filter((d) => d >= 0 && d <= 9)
      .map((d) => `${text.slice(0, i)}${d}${text.slice(i + 1)}`),
  );

const swapped = (text: string): readonly string[] =>
  [...text].slice(1).map((c, i) => `${text.slice(0, i)}${c}${text[i]}${text.slice(i + 2)}`);

const dropped = (text: string): readonly string[] =>
  text.length < 2 ? [] : [...text].map((_, i) => text.slice(0, i) + text.slice(i + 1));

const doubled = (text: string): readonly string[] => [...text].map((c, i) => text.slice(0, i) + c + text.slice(i));

/** Numbers that were perhaps meant when `typed` was typed: without repeats, in ascending order, without `typed` itself. */
export const slipsOf = (typed: bigint): readonly bigint[] => {
  if (typed < 0n) return [typed - 1n, typed + 1n];
  const text = typed.toString();
  const near = [typed + 1n, typed * 10n, ...(typed > 0n ? [typed - 1n] : [])];
  const edited = [...digitsShifted(text), ...swapped(text), ...dropped(text), ...doubled(text)].map(BigInt);
  return [...new Set([...near, ...edited])].filter((n) => n !== typed).sort((a, b) => (a < b ? -1 : 1));
};
