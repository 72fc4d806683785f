import { describe, expect, test } from 'vitest';
import { dailySchedule, dueDates } from '../../src/jobs/due-dates.ts';
import { localTime } from '../../src/platform/clock.ts';
import { addDays } from '../../src/platform/local-date.ts';
import type { Slot } from '../../src/store/store.ts';

const NIGHTLY = dailySchedule('0 2 * * *');

const done = (date: string): Slot => ({ date, state: 'done', run: date });

const at = (date: string, minutes: number) => ({ date, minutes });

describe('the calendar', () => {
  test('asks for the night when its time has come, not before', () => {
    expect(dueDates(done('2026-11-21'), at('2026-11-22', 119), NIGHTLY)).toEqual({ run: null, skip: [] });
    expect(dueDates(done('2026-11-21'), at('2026-11-22', 120), NIGHTLY)).toEqual({ run: '2026-11-22', skip: [] });
    expect(dueDates(done('2026-11-22'), at('2026-11-22', 130), NIGHTLY)).toEqual({ run: null, skip: [] });
  });

  test('asks for the newest of the missed nights and passes over the others', () => {
    expect(dueDates(done('2026-11-13'), at('2026-11-22', 60), NIGHTLY)).toEqual({
      run: '2026-11-21',
      skip: ['2026-11-14', '2026-11-15', '2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20'],
    });
  });

  test('asks again for a night that was cut off, unless a newer one is due', () => {
    const cut: Slot = { date: '2026-11-21', state: 'claimed', run: '2026-11-21' };
    expect(dueDates(cut, at('2026-11-22', 60), NIGHTLY)).toEqual({ run: '2026-11-21', skip: [] });
    expect(dueDates(cut, at('2026-11-22', 120), NIGHTLY)).toEqual({ run: '2026-11-22', skip: [] });
  });

  test('owes nothing before the first start', () => {
    expect(dueDates(null, at('2026-11-22', 600), NIGHTLY)).toEqual({ run: null, skip: ['2026-11-22'] });
    expect(dueDates(null, at('2026-11-22', 60), NIGHTLY)).toEqual({ run: null, skip: ['2026-11-21'] });
  });

  test('leaves out dates that the schedule leaves out', () => {
    const weekdays = dailySchedule('30 3 * * 1-5');
    expect(dueDates(done('2026-11-20'), at('2026-11-22', 1000), weekdays)).toEqual({ run: null, skip: [] });
    expect(dueDates(done('2026-11-20'), at('2026-11-23', 210), weekdays)).toEqual({ run: '2026-11-23', skip: [] });
  });

  test('takes the first time of a date from a schedule that names several', () => {
    expect(dailySchedule('15,45 3,5 * * *')('2026-11-22')).toBe(195);
    expect(dailySchedule('0 2 29 2 *')('2026-02-28')).toBeNull();
  });

  test.each(['Asia/Shanghai', 'America/New_York', 'Europe/London', 'Australia/Lord_Howe', 'Asia/Urumqi'])(
    'gives every date of a year one run in %s, also those on which the clock is put forward or back',
    (zone) => {
      for (const expression of ['0 2 * * *', '30 1 * * *', '0 0 * * *']) {
        const schedule = dailySchedule(expression);
        const runs: string[] = [];
        const skipped: string[] = [];
        let last: Slot = done('2025-12-31');
        // Looked at every half hour from noon (UTC) before the year to noon after it.
        for (let time = Date.parse('2025-12-31T18:00Z'); time < Date.parse('2027-01-01T12:00Z'); time += 1_800_000) {
          const due = dueDates(last, localTime(new Date(time), zone), schedule);
          skipped.push(...due.skip);
          if (due.run === null) continue;
          runs.push(due.run);
          last = done(due.run);
        }
        const year = Array.from({ length: 365 }, (_, day) => addDays('2026-01-01', day));
        expect(runs.filter((date) => date.startsWith('2026'))).toEqual(year);
        expect(skipped).toEqual([]);
      }
    },
  );
});
