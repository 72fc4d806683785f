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

const PERIOD =
  /(20\d\d)(年)?(1[0-2]|[1-9]|0[1-9])(月)?([12]\d|3[01]|0?[1-9])日?(?:起)?[,、(]{0,2}(?:至|到|—|-|~|起)(?:今年|当年|同年|本年)?(?:(20\d\d)(年)?)?(1[0-2]|[1-9]|0[1-9])(月)?([12]\d|3[01]|0?[1-9])日?/g;

/**
 * All periods "2017年1月1日至2017年12月31日" of a squeezed text (no white space), the end year taken from the start when
 * it is not repeated.
 */
export const findPeriods = (text: string): readonly FoundPeriod[] =>
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

const DATE = /(20\d\d)(?:年|-|\/|\.)(1[0-2]|0?[1-9])(?:月|-|\/|\.)([12]\d|3[01]|0?[1-9])(?!\d)/g;

/** All calendar dates of a text, ISO: "2018-03-29 17:05", "2017年12月25日", "2018/3/29". */
export const findDates = (text: string): readonly string[] =>
  [...text.matchAll(DATE)].flatMap((match) => iso(match[1]!, match[2]!, match[3]!) ?? []);
