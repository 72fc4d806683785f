import { type DailySchedule, dueDates } from '../../../src/jobs/due-dates.ts';
import { localTime } from '../../../src/platform/clock.ts';
import { addDays } from '../../../src/platform/local-date.ts';
import type { Slot } from '../../../src/store/store.ts';

const MINUTE = 60_000;

/** What a calendar did: dates run and dates passed over, in the order in which it happened. */
export type Kept = { readonly runs: readonly string[]; readonly skipped: readonly string[] };

/**
 * Looks at the calendar at each of these instants (milliseconds, as the machine's clock shows them) and keeps the
 * slots as the store does: the night that is asked for is run at once.
 */
export const keepCalendar = (schedule: DailySchedule, zone: string, begin: string, looks: Iterable<number>): Kept => {
  const runs: string[] = [];
  const skipped: string[] = [];
  let last: Slot = { date: begin, state: 'done', run: begin };
  for (const time of looks) {
    const due = dueDates(last, localTime(new Date(time), zone), schedule);
    skipped.push(...due.skip);
    if (due.run === null) continue;
    runs.push(due.run);
    last = { date: due.run, state: 'done', run: due.run };
  }
  return { runs, skipped };
};

/** Instants from `from` to `until`, `step` minutes apart. */
export function* everyMinutes(from: string, until: string, step: number): Generator<number> {
  for (let time = Date.parse(from); time < Date.parse(until); time += step * MINUTE) yield time;
}

/** The dates from the first to the last that the schedule names. */
export const datesNamed = (schedule: DailySchedule, first: string, days: number): readonly string[] =>
  Array.from({ length: days }, (_, day) => addDays(first, day)).filter((date) => schedule(date) !== null);

/** Dates that were run or passed over more than once, or not at all. */
export const faultsOf = ({ runs, skipped }: Kept, expected: readonly string[]) => {
  const times = Map.groupBy([...runs, ...skipped], (date) => date);
  return {
    twice: [...Map.groupBy(runs, (date) => date).values()].filter(({ length }) => length > 1).length,
    lost: expected.filter((date) => !times.has(date)).length,
  };
};
