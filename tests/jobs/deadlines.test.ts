import { describe, expect, test } from 'vitest';
import { DEFAULT_DEADLINES, deadlineFor } from '../../src/jobs/deadlines.ts';

describe('a deadline', () => {
  test.each([
    ['fatal', '2026-11-20', '2026-11-20'],
    ['error', '2026-11-20', '2026-11-23'],
    ['error', '2026-11-18', '2026-11-19'],
    ['warning', '2026-11-20', '2026-11-27'],
    ['info', '2026-11-20', null],
  ] as const)('of a %s found on %s is %s', (severity, found, due) => {
    expect(deadlineFor(severity, found, DEFAULT_DEADLINES)).toBe(due);
  });

  test('passes over holidays and counts weekends that are worked', () => {
    const spring = { ...DEFAULT_DEADLINES, holidays: ['2026-11-23'], workdays: ['2026-11-22'] };
    expect(deadlineFor('error', '2026-11-20', spring)).toBe('2026-11-22');
    expect(deadlineFor('error', '2026-11-22', spring)).toBe('2026-11-24');
  });
});
