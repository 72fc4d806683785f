import { describe, expect, test } from 'vitest';
import { createLog, formatLine } from '../../src/platform/log.ts';

const at = new Date('2026-11-22T02:00:00Z');

describe('the log', () => {
  test('writes one line an event, with quoted values where they need it', () => {
    expect(formatLine(at, 'info', 'mail accepted', { office: '乌审旗', answer: '250 2.0.0 Ok' })).toBe(
      '2026-11-22T02:00:00.000Z info  mail accepted office=乌审旗 answer="250 2.0.0 Ok"',
    );
  });

  test('cannot be made to forge a line or to drive the terminal', () => {
    const line = formatLine(at, 'info', 'x', { source: 'a\nb\u001b[2J\u2028\u009b1m' });
    expect(line).toBe('2026-11-22T02:00:00.000Z info  x source="a\\nb\\u001b[2J\\u2028\\u009b1m"');
  });

  test('keeps quiet below its level', () => {
    const lines: string[] = [];
    const log = createLog(
      'warn',
      (line) => lines.push(line),
      () => at,
    );
    log.info('no');
    log.warn('yes');
    expect(lines).toEqual(['2026-11-22T02:00:00.000Z warn  yes']);
  });
});
