import { compare, type Decimal, decimal, multiply } from '../model/decimal.ts';
import {
  approximationInterval,
  type Interval,
  WORDS_AFTER_NUMBER,
  WORDS_AFTER_UNIT,
  WORDS_BEFORE,
} from '../text/approximation.ts';
import { parseChineseNumeral, parseNumberAt } from '../text/parse-number.ts';
import { CONTACT, noiseMask } from './figure-noise.ts';
import type { Figure } from './prose.ts';
import { type SpelledFigure, spelledFigures } from './spelled-figures.ts';

/** A figure before the words around it are known. */
export type BareFigure = Omit<Figure, 'locator' | 'about' | 'sentence' | 'position'>;

const UNIT =
  /(?:人次|件次|条次|场次|批次|户次|篇次|个百分点|[件条篇次场期份宗起例封位人户家张类名卷册处页幅元倍届批轮项]|部(?!门)|个(?!工作日|月|小时|季度|方面))(?:\([件条次人场]\)|\/[篇条件幅次])?/y;

const CHINESE_UNIT = /(?:人次|[件条篇次场期份宗起例项张倍]|部(?!门))/y;
/** 五大任务, 三个平台: words of speech, which name no figure of a list. */
const SPOKEN_UNIT =
  /(?:联动|同步|(?:大(?!精神|以来|报告|会|代表)|[类种家名户]|个(?!工作日|月|小时|季度|方面|百分点|阶段|环节|层面|维度|意识|自信|确立|维护|一|统一))(?=\p{Script=Han}))/uy;
const PERCENT = /%/y;
const CHINESE_NUMBER = /[零〇一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟]{1,8}/y;

const GROWTH = /(?:增长|上升|提高|增加|提升|下降|减少|回落|降低|增幅|降幅|减幅|净增|净减|翻)/;
/** "由80件增加到85件": the figure reached, no change. */
const REACHED = /(?:增加|增长|上升|提高|提升|扩大|下降|减少|回落|降低|压缩|压减|精简|[升增降减])[到至为]$/;
const LAST_YEAR = /(?:同比|环比|比上|比去|比20\d\d|较上|较去|较20\d\d|较往|上年相比|去年相比|年度相比)/;

const matchAt = (pattern: RegExp, text: string, at: number): string => {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
};

const wordBefore = (text: string, at: number): string =>
  WORDS_BEFORE.find((word) => text.endsWith(word, at) && !(word === '近' && text.endsWith('最近', at))) ?? '';

const wordAt = (words: readonly string[], text: string, at: number): string =>
  words.find((word) => text.startsWith(word, at)) ?? '';

/** 万 after 余 ("10余万条") or directly after the number. */
const MAGNITUDE: Readonly<Record<string, bigint>> = { 万: 10000n, 亿: 100000000n };

type Numeral = {
  readonly value: Decimal;
  readonly resolution: Decimal;
  readonly word: string;
  readonly end: number;
  /** What "3至5件" may stand for. */
  readonly range?: Interval;
};

const readDigits = (text: string, at: number): Numeral | null => {
  // a figure has at most 30 digits with separators: looking further would make long lines slow
  const parsed = parseNumberAt(text.slice(at, at + 80));
  if (!parsed) return null;
  let end = at + parsed.length;
  let { value } = parsed;
  let resolution: Decimal = { units: 1n, scale: parsed.printed.scale };
  for (const char of parsed.magnitude ?? '')
    resolution = multiply(resolution, decimal(char === '百' ? 100n : char === '千' ? 1000n : MAGNITUDE[char]!));
  const word = wordAt(WORDS_AFTER_NUMBER, text, end);
  end += word.length;
  const late = word ? MAGNITUDE[text[end] ?? ''] : undefined;
  if (late !== undefined) {
    value = multiply(value, decimal(late));
    resolution = multiply(resolution, decimal(late));
    end += 1;
  }
  return { value, resolution, word, end };
};

const RANGE_MARK = /(?:[至到~—-]|——)(?=\d)/y;

/** "3至5件", "200条—260条": the span from one to the other; a fall ("由30个到12个") and a change are none. */
const readRange = (text: string, start: number, first: Numeral, mask: Uint8Array): Numeral => {
  const unit = matchAt(UNIT, text, first.end);
  const mark = matchAt(RANGE_MARK, text, first.end + unit.length);
  const at = first.end + unit.length + mark.length;
  if (mark === '' || mask[at] === 1 || first.word !== '' || /[由从自]$/.test(text.slice(Math.max(0, start - 1), start)))
    return first;
  const second = readDigits(text, at);
  const sameUnit = second !== null && (unit === '' || matchAt(UNIT, text, second.end) === unit);
  if (!sameUnit || second.word !== '' || compare(second.value, first.value) <= 0) return first;
  return { ...first, word: '至', end: second.end, range: { from: first.value, to: second.value } };
};

const readChinese = (text: string, at: number, unit: RegExp = CHINESE_UNIT): Numeral | null => {
  const numeral = matchAt(CHINESE_NUMBER, text, at);
  const value = numeral ? parseChineseNumeral(numeral) : null;
  if (value === null) return null;
  const end = at + numeral.length;
  const word = wordAt(WORDS_AFTER_NUMBER, text, end);
  if (!matchAt(unit, text, end + word.length)) return null;
  return { value: decimal(value), resolution: decimal(1n), word, end: end + word.length };
};

/** Words after the unit up to the next punctuation, at most 30 characters. */
const trailAfter = (text: string, end: number): string =>
  /^(?:[^,，、;:。()!?\d]|20\d\d年){0,30}/.exec(text.slice(end, end + 30))![0];

const isHan = (char: string | undefined): boolean => char !== undefined && /[\p{Script=Han}”"》)]/u.test(char);

const BARE_END = /[,，;、。()]|$/y;

/** The last year named before the figure, titles of documents aside. */
const yearIn = (zone: string): number | null => {
  const named = zone.replace(/《[^《》]{0,80}》|结转(?:至|到)?20\d\d年|20\d\d年度?(?=结转|转[来入])/g, '');
  const years = named.match(/20\d\d(?=年)/g);
  return years === null ? null : Number(years.at(-1));
};

/** Whether the words before a figure say that it is a change on the year before. */
const isGrowth = (zone: string, inherited: boolean): boolean => {
  const words = zone.slice(-40);
  if (REACHED.test(words)) return false;
  if (GROWTH.test(words.slice(-8)) || (LAST_YEAR.test(words) && GROWTH.test(words))) return true;
  return inherited && /^(?:[、,，和与及]|以及)$/.test(zone);
};

type Cursor = { readonly previousEnd: number; readonly previousGrowth: boolean; readonly depth: number };

/** The words since the figure before; bounded, so that a line without punctuation stays cheap. */
const zoneBefore = (text: string, cursor: Cursor, end: number): string =>
  text.slice(Math.max(cursor.previousEnd, end - 200), end);

const buildFigure = (text: string, start: number, numeral: Numeral, cursor: Cursor): BareFigure | null => {
  let end = numeral.end;
  const percentSign = matchAt(PERCENT, text, end);
  const percent = percentSign === '%';
  const unit = percent ? '%' : matchAt(UNIT, text, end);
  if (unit === '') {
    BARE_END.lastIndex = end;
    if (!BARE_END.test(text) || !isHan(text[start - 1])) return null;
  }
  end += unit.length;
  const before = wordBefore(text, start);
  const after = wordAt(WORDS_AFTER_UNIT, text, end);
  const word = before || numeral.word || after;
  end += after.length;
  const interval = numeral.range ?? (word ? approximationInterval(word, numeral.value) : null);
  const zone = zoneBefore(text, cursor, start - before.length);
  return {
    raw: text.slice(start, numeral.end),
    value: numeral.value,
    resolution: numeral.resolution,
    unit: percent || unit === '' ? null : unit,
    percent,
    approximate: interval ? { word, ...interval } : null,
    start,
    end,
    zone,
    trail: trailAfter(text, end),
    depth: cursor.depth,
    growth: unit === '个百分点' || unit === '倍' || isGrowth(zone, cursor.previousGrowth),
    year: yearIn(zone),
  };
};

const isDigit = (char: string | undefined): boolean => char !== undefined && char >= '0' && char <= '9';
/** A number glued to a letter is a name: PM2.5, G7. */
const isLatin = (char: string | undefined): boolean => char !== undefined && /[A-Za-z]/.test(char);
const isNumeral = (char: string | undefined): boolean =>
  char !== undefined && /[零〇一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟]/.test(char);

const endOfDigits = (text: string, at: number): number => {
  let end = at;
  while (isDigit(text[end]) || text[end] === '.') end += 1;
  return end;
};

/** "-38%": a sign counts only where it cannot be a hyphen. */
const startsWithSign = (text: string, at: number): boolean =>
  (text[at] === '-' || text[at] === '+') && isDigit(text[at + 1]) && !/[\w)]/.test(text[at - 1] ?? '');

/** Nothing else begins a figure: most sentences have none. */
const MAY_HOLD_FIGURES = /[\d零〇一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾半]|翻/;

type Reading = { readonly numeral: Numeral | null; readonly figure: BareFigure | null };

const readAt = (text: string, at: number, mask: Uint8Array, cursor: Cursor): Reading => {
  const char = text[at]!;
  const digits = (isDigit(char) && !isLatin(text[at - 1])) || startsWithSign(text, at);
  const read = digits ? readDigits(text, at) : isNumeral(char) ? readChinese(text, at) : null;
  const numeral = read && digits ? readRange(text, at, read, mask) : read;
  return { numeral, figure: numeral && buildFigure(text, at, numeral, cursor) };
};

/**
 * The figures of a squeezed sentence, in order: numbers with a unit or a percent sign, shares and changes in words, and bare
 * numbers that close their clause. Dates, document numbers, phones, ordinals and time limits are left out.
 */
export const readFigures = (text: string, mask: Uint8Array = noiseMask(text)): readonly BareFigure[] => {
  if (!MAY_HOLD_FIGURES.test(text)) return [];
  const figures: BareFigure[] = [];
  const spelled = spelledFigures(text);
  const contact = CONTACT.test(text);
  let depth = 0;
  let at = 0;
  while (at < text.length) {
    const char = text[at]!;
    if (char === '(') depth += 1;
    if (char === ')') depth = Math.max(0, depth - 1);
    if (mask[at] === 1) {
      at += 1;
      continue;
    }
    const previous = figures.at(-1);
    const cursor = { previousEnd: previous?.end ?? 0, previousGrowth: previous?.growth ?? false, depth };
    const words = spelled.get(at);
    const { numeral, figure } = words
      ? { numeral: null, figure: buildSpelled(text, at, words, cursor) }
      : readAt(text, at, mask, cursor);
    if (figure && !(contact && figure.unit === null && !figure.percent)) {
      figures.push(figure);
      at = figure.end;
    } else at = numeral ? numeral.end : isDigit(char) ? endOfDigits(text, at) : at + 1;
  }
  return figures;
};

const buildSpelled = (text: string, start: number, words: SpelledFigure, cursor: Cursor): BareFigure => {
  const zone = zoneBefore(text, cursor, words.growth ? start : start - wordBefore(text, start).length);
  return {
    raw: text.slice(start, words.end),
    value: words.value,
    resolution: decimal(1n),
    unit: null,
    percent: true,
    approximate: words.loose && { word: words.word, ...words.loose },
    start,
    end: words.end,
    zone,
    trail: trailAfter(text, words.end),
    depth: cursor.depth,
    growth: words.growth || isGrowth(zone, cursor.previousGrowth),
    year: yearIn(zone),
  };
};

/**
 * Counts of speech: 五大任务, 三个平台, 十类. They stand apart from the figures, since no list and no share is made of them.
 * Slogans in quotation marks are none.
 */
export const readSpoken = (text: string, mask: Uint8Array = noiseMask(text)): readonly BareFigure[] => {
  if (!/[三四五六七八九十百]/.test(text)) return [];
  const found: BareFigure[] = [];
  for (const match of text.matchAll(/(?<![零〇一二两三四五六七八九十百千万第"“几数]|党的)[三四五六七八九十百]/g)) {
    const numeral = mask[match.index] === 1 ? null : readChinese(text, match.index, SPOKEN_UNIT);
    if (numeral === null) continue;
    const unit = matchAt(SPOKEN_UNIT, text, numeral.end);
    const end = numeral.end + unit.length;
    const zone = text.slice(Math.max(0, match.index - 60), match.index);
    const { value, resolution } = numeral;
    const raw = text.slice(match.index, numeral.end);
    const common = { raw, value, resolution, unit, percent: false, start: match.index, end, zone, growth: false };
    const interval = numeral.word ? approximationInterval(numeral.word, value) : null;
    const approximate = interval && { word: numeral.word, ...interval };
    found.push({ ...common, approximate, trail: trailAfter(text, end), depth: 0, year: yearIn(zone) });
  }
  return found;
};
