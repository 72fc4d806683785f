import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { addWorkdays, deadlineFor, isEscalated, reportDue, yearsWithoutHolidays } from '../../src/jobs/deadlines.ts';
import { loadDeadlines, parseDeadlines } from '../../src/jobs/load-deadlines.ts';

const own = () => loadDeadlines(null);

describe('the calendar of working days', () => {
  test('passes over a public holiday, and counts a weekend that is worked for it', async () => {
    const profile = await own();
    // Wednesday 30 September 2026; the holidays end on the 7th, and Saturday the 10th is worked.
    expect(deadlineFor('error', '2026-09-30', profile)).toBe('2026-10-08');
    expect(addWorkdays('2026-09-30', 3, profile)).toBe('2026-10-10');
    expect(addWorkdays('2026-02-13', 1, profile)).toBe('2026-02-14');
    expect(addWorkdays('2026-02-13', 2, profile)).toBe('2026-02-24');
  });

  test('names the years of which no holidays are entered, when a deadline may lie in them', async () => {
    const profile = await own();
    expect(yearsWithoutHolidays('2026-11-22', profile)).toEqual([]);
    expect(yearsWithoutHolidays('2026-12-30', profile)).toEqual([2027]);
    expect(yearsWithoutHolidays('2031-05-05', profile)).toEqual([2031]);
  });

  test('has every listed day in its own year', () => {
    const text = readFileSync(new URL('../../seeds/deadlines.yaml', import.meta.url), 'utf8');
    const moved = text.replace('2026-10-01..2026-10-07', '2027-10-01..2027-10-07');
    const parsed = parseDeadlines(moved);
    expect('faults' in parsed && parsed.faults[0]).toMatchObject({ field: 'calendar.2026' });
  });
});

test('reports are due by the level of the office, or on the day that the roster names', async () => {
  const profile = await own();
  expect(reportDue(2025, { level: 'department', own: null }, profile)).toBe('2026-01-31');
  expect(reportDue(2025, { level: 'banner', own: null }, profile)).toBe('2026-03-31');
  expect(reportDue(2025, { level: 'banner', own: '02-15' }, profile)).toBe('2026-02-15');
});

test('the office above is told nothing unless the policy says so, and then after working days', async () => {
  const profile = await own();
  const finding = { severity: 'error', deadline: '2026-09-29' } as const;
  expect(isEscalated(finding, '2027-01-01', profile)).toBe(false);
  const policy = { ...profile, escalation: { after: 2, severities: ['error'] as const } };
  expect(isEscalated(finding, '2026-10-07', policy)).toBe(false);
  expect(isEscalated(finding, '2026-10-08', policy)).toBe(true);
  expect(isEscalated({ ...finding, severity: 'warning' }, '2026-10-09', policy)).toBe(false);
});

test('a faulty file is refused with every fault and its line', () => {
  const parsed = parseDeadlines(
    'days: { fatal: 0, error: -1, warning: 5, info: null }\nescalation: { after: 2 }\ncalendar:\n  2026:\n    holidays: [2026-13-01]\n    workdays: []\n',
  );
  const faults = 'faults' in parsed ? parsed.faults : [];
  expect(faults.map(({ line, field }) => `${line} ${field}`)).toEqual(
    expect.arrayContaining(['1 days.error', '2 escalation.severities', '5 calendar.2026.holidays.0']),
  );
});
