import { createTask, parse } from 'node-cron';
import type { LocalTime } from '../platform/clock.ts';
import { addDays, daysBetween } from '../platform/local-date.ts';
import type { Slot } from '../store/store.ts';

/** When a date's run is due, in minutes since midnight on the wall; null when the schedule leaves the date out. */
export type DailySchedule = (date: string) => number | null;

const numbers = (values: readonly (number | string)[]): readonly number[] =>
  values.filter((value) => typeof value === 'number').sort((a, b) => a - b);

/**
 * A five-field cron expression read as one time a date: the first minute of the date that it matches. The wall clock
 * is taken as it stands, so that a night on which the clock jumps over 02:00 has its run, at the first minute after.
 */
export const dailySchedule = (expression: string): DailySchedule => {
  const { hour, minute } = parse(expression);
  const times = numbers(hour).flatMap((h) => numbers(minute).map((m) => h * 60 + m));
  // Never started: it only says which dates the expression means. In UTC, because the wall clock is what is asked.
  const calendar = createTask(expression, () => {}, { timezone: 'Etc/UTC' });
  return (date) => {
    const midnight = Date.parse(`${date}T00:00:00Z`);
    return times.find((time) => calendar.match(new Date(midnight + time * 60_000))) ?? null;
  };
};

/** What the calendar asks for now: the date to run, if any, and the dates before it that are passed over. */
export type Due = { readonly run: string | null; readonly skip: readonly string[] };

/** A program that was switched off for longer starts afresh. */
const LONGEST_ABSENCE = 400;

const isDue = (date: string, now: LocalTime, schedule: DailySchedule): boolean => {
  const time = schedule(date);
  return time !== null && (date < now.date || time <= now.minutes);
};

const datesAfter = (date: string, until: string): readonly string[] => {
  const days = Math.min(daysBetween(date, until), LONGEST_ABSENCE);
  return Array.from({ length: Math.max(0, days) }, (_, place) => addDays(until, place - days + 1));
};

/**
 * The newest date whose time has come since the last slot is run, older ones are skipped. A last slot that is only
 * claimed was cut off and is run again, unless a newer date is due. Without any slot – the very first start – nothing
 * is owed yet: the last date whose time has passed is skipped, and so recorded as the beginning. Pure.
 */
export const dueDates = (last: Slot | null, now: LocalTime, schedule: DailySchedule): Due => {
  if (last === null) return { run: null, skip: [isDue(now.date, now, schedule) ? now.date : addDays(now.date, -1)] };
  const due = datesAfter(last.date, now.date).filter((date) => isDue(date, now, schedule));
  const newest = due.at(-1);
  if (newest !== undefined) return { run: newest, skip: due.slice(0, -1) };
  return { run: last.state === 'claimed' ? last.date : null, skip: [] };
};
