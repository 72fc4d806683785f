import { add, compare, type Decimal, decimal, divide, multiply, subtract } from '../model/decimal.ts';
import type { Interval } from '../text/approximation.ts';
import { parseChineseNumeral } from '../text/parse-number.ts';

/**
 * A share or a change in words. `value` is a percentage; `loose` what the words may stand for, null where they are exact
 * (百分之八十). `word` is the word that loosens it, or the fraction itself; `growth` marks changes (翻一番).
 */
export type SpelledFigure = {
  readonly value: Decimal;
  readonly loose: Interval | null;
  readonly word: string;
  readonly growth: boolean;
  readonly end: number;
};

const HUNDRED = decimal(100n);

/** What a fraction in words leaves open, in percentage points, to either side. */
const SLACK = decimal(2n);

/** "百分之八十", "百分之九十五点六", "三分之一", "千分之五". */
const FRACTION =
  /([一二两三四五六七八九十百千]{1,3})分之([零〇一二两三四五六七八九十百]{1,6}(?:点[零〇一二三四五六七八九]{1,4})?|\d{1,5}(?:\.\d{1,4})?)/g;

/** "八成", "八成五": never 建成, 成立, 成员. */
const TENTHS = /([一二两三四五六七八九1-9])成([一二三四五六七八九半])?(?![立员功果为效本熟长绩套年品交就人规体份])/g;

/** "一半", "半数", "近半", "过半"; "过半年" is a time. */
const HALF = /一半|半数|(?<=[近过])半(?![年个小天月数])/g;

/** "翻了一番", "翻两番", "翻倍". */
const DOUBLED = /翻了?(?:近|约|超过?)?(?:([一二两三四])?番|一?倍)/g;

/** A tenth or a half counts as a share only where the words make it one. */
const MAKES_A_SHARE =
  /(?:占|比|率|超|过|近|约|达|逾|足|到|其中|余下|共|增长|增加|上升|提高|下降|减少|降低)[^,，;。、]{0,4}$/;
const SHARE_BEHIND = /^(?:以上|左右|多|以下|以内)/;

const ABOVE = ['超过', '超', '逾', '过', '突破'];
const NEAR = ['将近', '接近', '近'];
const ABOUT = ['大约', '大概', '约'];
const BELOW = ['不足', '不到', '少于', '未达'];
const ABOVE_BEHIND = ['以上', '多', '余'];
const BELOW_BEHIND = ['以下', '以内'];

const wordOf = (text: string, start: number, end: number): { readonly word: string; readonly length: number } => {
  const behind = [...ABOVE_BEHIND, ...BELOW_BEHIND, '左右'].find((word) => text.startsWith(word, end));
  if (behind !== undefined) return { word: behind, length: behind.length };
  const before = [...BELOW, ...ABOVE, ...NEAR, ...ABOUT].find(
    (word) => text.endsWith(word, start) || text.endsWith(`${word}占`, start),
  );
  return { word: before ?? '', length: 0 };
};

/** What a share in words stands for; a bare fraction leaves two points open, 近 and 多 the step up to the next. */
const looseInterval = (value: Decimal, word: string, step: Decimal): Interval => {
  if (ABOVE_BEHIND.includes(word)) return { from: value, to: word === '以上' ? null : add(value, step) };
  if (ABOVE.includes(word)) return { from: value, to: null };
  if (NEAR.includes(word)) return { from: subtract(value, step), to: add(value, decimal(1n)) };
  if (ABOUT.includes(word) || word === '左右')
    return { from: subtract(value, decimal(5n)), to: add(value, decimal(5n)) };
  if (BELOW.includes(word) || BELOW_BEHIND.includes(word)) return { from: null, to: value };
  return { from: subtract(value, SLACK), to: add(value, SLACK) };
};

/** Digits with or without places: 九十五点六 → 95.6, 15.5 → 15.5. */
const numberOf = (text: string): Decimal | null => {
  if (/^\d/.test(text)) {
    const [whole, part = ''] = text.split('.');
    return { units: BigInt(`${whole}${part}`), scale: part.length };
  }
  const [whole, part] = text.split('点');
  const units = parseChineseNumeral(whole!);
  if (units === null) return null;
  if (part === undefined) return decimal(units);
  const decimals = parseChineseNumeral(part);
  if (decimals === null || /[十百千]/.test(part)) return null;
  const scale = part.length;
  return { units: units * 10n ** BigInt(scale) + decimals, scale };
};

const readFraction = (text: string, match: RegExpExecArray): SpelledFigure | null => {
  const [base, part] = [parseChineseNumeral(match[1]!), numberOf(match[2]!)];
  if (base === null || part === null || base < 2n) return null;
  const value = base === 100n ? part : divide(multiply(HUNDRED, part), decimal(base), 2);
  if (value === null || compare(value, HUNDRED) > 0) return null;
  const end = match.index + match[0].length;
  const { word, length } = wordOf(text, match.index, end);
  const exact = base === 100n && word === '';
  const loose = exact ? null : looseInterval(value, word, base === 100n ? decimal(5n) : decimal(8n));
  return { value, loose, word: word || (exact ? '' : match[0]), growth: false, end: end + length };
};

const isShareHere = (text: string, start: number, end: number): boolean =>
  MAKES_A_SHARE.test(text.slice(Math.max(0, start - 12), start)) || SHARE_BEHIND.test(text.slice(end, end + 2));

const rough = (text: string, match: RegExpExecArray, value: Decimal, step: Decimal): SpelledFigure | null => {
  const end = match.index + match[0].length;
  if (!isShareHere(text, match.index, end)) return null;
  const { word, length } = wordOf(text, match.index, end);
  const loose = looseInterval(value, word, step);
  return { value, loose, word: word || match[0], growth: false, end: end + length };
};

const readTenths = (text: string, match: RegExpExecArray): SpelledFigure | null => {
  const tens = parseChineseNumeral(match[1]!) ?? BigInt(match[1]!);
  const ones = match[2] === undefined ? 0n : match[2] === '半' ? 5n : parseChineseNumeral(match[2])!;
  return rough(text, match, decimal(tens * 10n + ones), ones === 0n ? decimal(10n) : decimal(5n));
};

const readHalf = (text: string, match: RegExpExecArray): SpelledFigure | null =>
  rough(text, match, decimal(50n), decimal(10n));

/** To twice as much, four times as much; a tenth less and a quarter more are still called so. */
const readDoubled = (_text: string, match: RegExpExecArray): SpelledFigure => {
  const times = 2n ** (match[1] === undefined ? 1n : parseChineseNumeral(match[1])!);
  const change = (percent: bigint): Decimal => decimal(times * percent - 100n);
  const loose = { from: change(90n), to: change(125n) };
  return { value: change(100n), loose, word: match[0], growth: true, end: match.index + match[0].length };
};

const READERS = [
  [FRACTION, readFraction],
  [TENTHS, readTenths],
  [HALF, readHalf],
  [DOUBLED, readDoubled],
] as const;

/** Shares and changes in words by the offset at which they start: 三分之一, 八成五, 近一半, 百分之八十, 翻两番. */
export const spelledFigures = (text: string): ReadonlyMap<number, SpelledFigure> => {
  const found = new Map<number, SpelledFigure>();
  if (!/[分成半番]|翻/.test(text)) return found;
  for (const [pattern, read] of READERS) {
    for (const match of text.matchAll(pattern)) {
      const figure = found.has(match.index) ? null : read(text, match);
      if (figure !== null) found.set(match.index, figure);
    }
  }
  return found;
};
