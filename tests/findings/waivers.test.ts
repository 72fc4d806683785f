import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyWaivers } from '../../src/findings/apply-waivers.ts';
import { fingerprint } from '../../src/findings/build-findings.ts';
import { parseWaivers, type Waiver } from '../../src/findings/waivers.ts';
import { waiveAgain } from '../../src/findings/write-waiver.ts';
import { aFinding } from '../scorecards/builders.ts';

const REPORT = { office: 'ushen', year: 2017 };

const aWaiver = (more: Partial<Waiver> = {}): Waiver => ({
  rule: 'staff-total',
  ...REPORT,
  target: 'np',
  value: '3',
  expected: '4',
  reason: 'counted otherwise',
  approver: '张三',
  expires: '2027-03-31',
  ...more,
});

const finding = aFinding({
  rule: 'staff-total',
  fingerprint: fingerprint('staff-total', REPORT, 'np'),
  found: '3',
  expected: '4',
});

const statusBy = (waiver: Waiver, date = '2027-03-31', report = REPORT) =>
  applyWaivers([finding], [waiver], report, date)[0]?.status;

describe('a waiver', () => {
  test('accepts the finding of its rule, report, target and figures, up to and with its last day', () => {
    expect(statusBy(aWaiver())).toBe('waived');
    expect(statusBy(aWaiver(), '2027-04-01')).toBe('new');
  });

  test.each([
    ['rule', { rule: 'other' }],
    ['office', { office: 'alxa' }],
    ['year', { year: 2018 }],
    ['target', { target: 'lp' }],
    ['figure found', { value: '5' }],
    ['figure expected', { expected: '5' }],
    ['figure, where it names none', { value: null }],
  ] as const)('does not cover another %s', (_, more) => {
    expect(statusBy(aWaiver(more))).toBe('new');
  });

  test('leaves what the accepted finding was the cause of standing for itself', () => {
    const consequence = aFinding({ fingerprint: 'other', causedBy: finding.fingerprint });
    const after = applyWaivers([finding, consequence], [aWaiver()], REPORT, '2027-01-01');
    expect(after.map(({ status, causedBy }) => [status, causedBy])).toEqual([
      ['waived', null],
      ['new', null],
    ]);
  });
});

describe('the file of waivers', () => {
  test('may be empty, or hold only comments', () => {
    for (const text of ['', '# none yet\n', '[]\n']) expect(parseWaivers(text)).toEqual({ waivers: [] });
  });

  test('is refused with all its faults, each with its line', () => {
    const parsed = parseWaivers(
      '- rule: a\n  office: b\n  year: 20\n  reason: r\n  approver: p\n  expires: tomorrow\n- rule: c\n',
    );
    const faults = 'faults' in parsed ? parsed.faults : [];
    expect(faults.map(({ line, field }) => `${line} ${field}`)).toEqual(
      expect.arrayContaining(['3 0.year', '6 0.expires', '7 1.office', '7 1.expires']),
    );
  });

  test('does not hold the same waiver twice', () => {
    const text = waiveAgain('', aWaiver());
    const parsed = parseWaivers(text + text);
    expect('faults' in parsed && parsed.faults[0]).toMatchObject({ message: expect.stringContaining('entry 1') });
  });

  test('takes a figure that is written as a number', () => {
    const text = waiveAgain('', aWaiver()).replace('value: "3"', 'value: 3');
    expect(parseWaivers(text)).toMatchObject({ waivers: [{ value: '3' }] });
  });

  test('keeps its comments and entries when one is added, and has one entry for a finding', () => {
    const before = waiveAgain('# ours\n[]\n', aWaiver());
    const commented = before.replace('- rule', '# by letter of 3 May\n- rule');
    const more = waiveAgain(commented, aWaiver({ target: 'lp' }));
    const renewed = waiveAgain(more, aWaiver({ value: '6', expires: '2028-01-01' }));
    expect(renewed).toMatch(/^# ours\n/);
    expect(renewed).toContain('# by letter of 3 May');
    expect(parseWaivers(renewed)).toMatchObject({
      waivers: [{ target: 'np', value: '6', expires: '2028-01-01' }, { target: 'lp' }],
    });
  });

  test('gives back whatever words were put into it', () => {
    const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((text) => text.trim() !== '');
    fc.assert(
      fc.property(words, words, words, (reason, approver, target) => {
        const waiver = aWaiver({ reason: reason.trim(), approver: approver.trim(), target });
        expect(parseWaivers(waiveAgain('[]\n', waiver))).toEqual({ waivers: [waiver] });
      }),
      { numRuns: 200 },
    );
  });
});
