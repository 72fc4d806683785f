import type { Severity } from '../model/rule.ts';
import { addDays, weekday } from '../platform/local-date.ts';

/**
 * How long an office has, in working days after the day a finding was first reported; 0 is the same day, null no
 * deadline. `holidays` are days off besides weekends, `workdays` weekends that are worked (调休); ISO dates.
 */
export type DeadlineProfile = {
  readonly days: Readonly<Record<Severity, number | null>>;
  readonly holidays: readonly string[];
  readonly workdays: readonly string[];
};

/** 整改不隔夜: fatal the same day, errors the next working day, warnings within five. */
export const DEFAULT_DEADLINES: DeadlineProfile = {
  days: { fatal: 0, error: 1, warning: 5, info: null },
  holidays: [],
  workdays: [],
};

const isWorkday = (date: string, { holidays, workdays }: DeadlineProfile): boolean =>
  workdays.includes(date) || (![0, 6].includes(weekday(date)) && !holidays.includes(date));

/** The ISO date by which a finding first seen on `firstSeen` must be mended; null where its severity asks for none. */
export const deadlineFor = (severity: Severity, firstSeen: string, profile: DeadlineProfile): string | null => {
  const days = profile.days[severity];
  if (days === null) return null;
  let date = firstSeen;
  for (let left = days; left > 0; ) {
    date = addDays(date, 1);
    if (isWorkday(date, profile)) left -= 1;
  }
  return date;
};
