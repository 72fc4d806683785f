import type { OfficeLevel } from '../model/report.ts';
import type { Severity } from '../model/rule.ts';
import { addDays, weekday } from '../platform/local-date.ts';

/** When the office above is told: so many working days after a deadline passed, of findings of these severities. */
export type EscalationPolicy = { readonly after: number; readonly severities: readonly Severity[] };

/**
 * How long an office has, in working days after the day a finding was first reported; 0 is the same day, null no
 * deadline. `holidays` are days off besides weekends, `workdays` weekends that are worked (调休); ISO dates. `years`
 * are those whose holidays are known. `escalation` null: the office above is told nothing.
 */
export type DeadlineProfile = {
  readonly days: Readonly<Record<Severity, number | null>>;
  readonly holidays: readonly string[];
  readonly workdays: readonly string[];
  readonly years?: readonly number[];
  readonly escalation?: EscalationPolicy | null;
  /** The day of the next year by which a report is due, "01-31", by level of the office. */
  readonly reports?: Readonly<Record<OfficeLevel, string>>;
};

/** The date by which the report of a year is due; `own` is a day that the roster names for this office. */
export const reportDue = (
  year: number,
  { level, own }: { readonly level: OfficeLevel; readonly own: string | null },
  { reports }: DeadlineProfile,
): string => `${year + 1}-${own ?? reports?.[level] ?? '03-31'}`;

/** 整改不隔夜: fatal the same day, errors the next working day, warnings within five. */
export const DEFAULT_DEADLINES: DeadlineProfile = {
  days: { fatal: 0, error: 1, warning: 5, info: null },
  holidays: [],
  workdays: [],
};

const isWorkday = (date: string, { holidays, workdays }: DeadlineProfile): boolean =>
  workdays.includes(date) || (![0, 6].includes(weekday(date)) && !holidays.includes(date));

/** The date `days` working days after a date; the date itself for none. */
export const addWorkdays = (date: string, days: number, profile: DeadlineProfile): string => {
  let reached = date;
  for (let left = days; left > 0; ) {
    reached = addDays(reached, 1);
    if (isWorkday(reached, profile)) left -= 1;
  }
  return reached;
};

/** The ISO date by which a finding first seen on `firstSeen` must be mended; null where its severity asks for none. */
export const deadlineFor = (severity: Severity, firstSeen: string, profile: DeadlineProfile): string | null => {
  const days = profile.days[severity];
  return days === null ? null : addWorkdays(firstSeen, days, profile);
};

/** The years in which deadlines of findings of a date may lie, and whose holidays nobody has entered. */
export const yearsWithoutHolidays = (date: string, profile: DeadlineProfile): readonly number[] => {
  if (!profile.years) return [];
  const known = new Set(profile.years);
  const last = addWorkdays(date, Math.max(0, ...Object.values(profile.days).map((days) => days ?? 0)), profile);
  return [...new Set([date, last].map((each) => Number(each.slice(0, 4))))].filter((year) => !known.has(year));
};

/** Whether the office above is to be told of a finding by now. */
export const isEscalated = (
  { severity, deadline }: { readonly severity: Severity; readonly deadline: string | null },
  date: string,
  profile: DeadlineProfile,
): boolean => {
  const { escalation } = profile;
  if (!escalation || deadline === null || !escalation.severities.includes(severity)) return false;
  return date > deadline && date >= addWorkdays(deadline, escalation.after, profile);
};
