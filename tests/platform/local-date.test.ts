import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localDate, localTime } from '../../src/platform/clock.ts';
import { addDays, daysBetween, weekday } from '../../src/platform/local-date.ts';

describe('dates', () => {
  test('are those of the zone, not of the machine', () => {
    const instant = new Date('2026-11-21T16:30:00Z');
    expect(localTime(instant, 'Asia/Shanghai')).toEqual({ date: '2026-11-22', minutes: 30 });
    expect(localDate(instant, 'America/New_York')).toBe('2026-11-21');
  });

  test('cross leap days and years', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(weekday('2026-11-22')).toBe(0);
  });

  test('adding days and counting them are inverse', () => {
    const date = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(date, fc.integer({ min: -5000, max: 5000 }), (day, days) => {
        const from = day.toISOString().slice(0, 10);
        expect(daysBetween(from, addDays(from, days))).toBe(days);
        expect(weekday(addDays(from, 7))).toBe(weekday(from));
      }),
    );
  });
});
