import { parseChineseNumeral } from '../text/parse-number.ts';

/** A period found in a text: ISO dates, and whether characters had to be supplied ("20251月1日" for 2025年1月1日). */
export type FoundPeriod = {
  readonly start: string;
  readonly end: string;
  readonly repaired: boolean;
  readonly index: number;
};

const iso = (year: string, month: string, day: string): string | null => {
  const [m, d] = [Number(month), Number(day)];
  if (m < 1 || m > 12 || d < 1 || d > 31) return null;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
};

const HAN_DATE =
  /(二[〇○零O0][〇○零一二三四五六七八九]{2})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日/g;

/** Dates in Chinese numerals rewritten in digits: "二〇一八年三月二十九日" → "2018年3月29日". */
const withDigits = (text: string): string =>
  text.replace(HAN_DATE, (whole, year: string, month: string, day: string) => {
    const parts = [year.replace(/[○O0]/g, '〇'), month, day].map(parseChineseNumeral);
    return parts.some((part) => part === null) ? whole : `${parts[0]}年${parts[1]}月${parts[2]}日`;
  });

const PERIOD =
  /(20\d\d)(年)?(1[0-2]|[1-9]|0[1-9])(月)?([12]\d|3[01]|0?[1-9])日?(?:0?0时|零时)?(?:起|开始)?[,、(]{0,2}(?:至|到|—|-|~|起)(?:今年|当年|同年|本年)?(?:(20\d\d)(年)?)?(1[0-2]|[1-9]|0[1-9])(月)?([12]\d|3[01]|0?[1-9])日?/g;

const dayPeriods = (text: string): readonly FoundPeriod[] =>
  [...text.matchAll(PERIOD)].flatMap((match) => {
    const [, year, y1, month, m1, day, endYear, y2, endMonth, m2, endDay] = match;
    const start = iso(year!, month!, day!);
    const end = iso(endYear ?? year!, endMonth!, endDay!);
    if (!start || !end) return [];
    const repaired = !y1 || !m1 || !m2 || (endYear !== undefined && !y2);
    // with both 年 and 月 gone a run of digits is no date
    if (!m1 && !y1) return [];
    return [{ start, end, repaired, index: match.index }];
  });

const POINTED =
  /(20\d\d)([./-])(1[0-2]|0?[1-9])[./-](3[01]|[12]\d|0?[1-9])(?:至|到|—|-|~){1,2}(?:(20\d\d)[./-])?(1[0-2]|0?[1-9])[./-](3[01]|[12]\d|0?[1-9])(?!\d)/g;

/** Periods written with points: "2023.01.01-2023.12.31". */
const pointedPeriods = (text: string): readonly FoundPeriod[] =>
  [...text.matchAll(POINTED)].flatMap((match) => {
    const [, year, , month, day, endYear, endMonth, endDay] = match;
    const start = iso(year!, month!, day!);
    const end = iso(endYear ?? year!, endMonth!, endDay!);
    return start && end ? [{ start, end, repaired: false, index: match.index }] : [];
  });

const MONTHS = /(20\d\d)年(1[0-2]|0?[1-9])月?(?:至|到|—|-|~)(?:(20\d\d)年)?(1[0-2]|0?[1-9])月(?:底|末|份)?(?!\d)/g;

const lastDay = (year: string, month: string): string =>
  String([4, 6, 9, 11].includes(Number(month)) ? 30 : Number(month) === 2 ? (Number(year) % 4 === 0 ? 29 : 28) : 31);

/** Periods of whole months: "2023年1月至12月", "2023年1-12月". */
const monthPeriods = (text: string): readonly FoundPeriod[] =>
  [...text.matchAll(MONTHS)].flatMap((match) => {
    const [, year, month, endYear, endMonth] = match;
    const start = iso(year!, month!, '1');
    const end = iso(endYear ?? year!, endMonth!, lastDay(endYear ?? year!, endMonth!));
    return start && end ? [{ start, end, repaired: false, index: match.index }] : [];
  });

/**
 * All periods "2017年1月1日至2017年12月31日" of a squeezed text (no white space), the end year taken from the start when
 * it is not repeated; those written with points or in months come after.
 */
export const findPeriods = (text: string): readonly FoundPeriod[] => {
  const plain = withDigits(text);
  return [...dayPeriods(plain), ...pointedPeriods(plain), ...monthPeriods(plain)];
};

const DATE = /(20\d\d)(?:年|-|\/|\.)(1[0-2]|0?[1-9])(?:月|-|\/|\.)(3[01]|[12]\d|0?[1-9])(?!\d)/g;

/** All calendar dates of a text, ISO: "2018-03-29 17:05", "2017年12月25日", "2018/3/29", "二〇一八年三月二十九日". */
export const findDates = (text: string): readonly string[] =>
  [...withDigits(text).matchAll(DATE)].flatMap((match) => iso(match[1]!, match[2]!, match[3]!) ?? []);
