/** Arithmetic on ISO dates (2026-11-22) as days of the calendar, apart from any clock or zone. */

const DAY = 86_400_000;

const toDay = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY;

/** The date `days` after (or, negative, before) `date`. */
export const addDays = (date: string, days: number): string =>
  new Date((toDay(date) + days) * DAY).toISOString().slice(0, 10);

/** Days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number => toDay(to) - toDay(from);

/** 0 for Sunday to 6 for Saturday. */
export const weekday = (date: string): number => (((toDay(date) + 4) % 7) + 7) % 7;
