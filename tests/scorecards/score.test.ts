import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { FAMILIES, SEVERITIES } from '../../src/model/rule.ts';
import { parseProfile } from '../../src/scorecards/parse-profile.ts';
import type { Profile } from '../../src/scorecards/profile.ts';
import { scoreFindings } from '../../src/scorecards/score.ts';
import { aFinding } from './builders.ts';

const defaultProfile = (): Profile => {
  const parsed = parseProfile(readFileSync('seeds/profiles/default.yaml', 'utf8'));
  if ('faults' in parsed) throw new Error(JSON.stringify(parsed.faults));
  return parsed.profile;
};

const profile = defaultProfile();

const times = (count: number, more: Partial<Finding>): readonly Finding[] =>
  Array.from({ length: count }, () => aFinding(more));

const findings = fc.array(
  fc
    .record({
      family: fc.constantFrom(...FAMILIES),
      severity: fc.constantFrom(...SEVERITIES),
      causedBy: fc.constantFrom(null, null, 'root'),
      status: fc.constantFrom('new' as const, 'persisting' as const, 'waived' as const),
    })
    .map(aFinding),
  { maxLength: 60 },
);

describe('the score', () => {
  it('is 100 for a report without findings', () => {
    expect(scoreFindings([], profile)).toEqual({ tenths: 1000, grade: '优' });
  });

  it.each([
    ['fatal', 900],
    ['error', 960],
    ['warning', 985],
    ['info', 998],
  ] as const)('loses the points of one %s finding', (severity, tenths) => {
    expect(scoreFindings([aFinding({ severity })], profile).tenths).toBe(tenths);
  });

  it('caps what the findings of one group cost', () => {
    expect(scoreFindings(times(50, { family: 'broken-total' }), profile).tenths).toBe(750);
    expect(scoreFindings(times(50, { family: 'percentage-mismatch' }), profile).tenths).toBe(920);
  });

  it('shares one cap between the families of a group', () => {
    const both = [...times(10, { family: 'broken-total' }), ...times(10, { family: 'cross-table' })];
    expect(scoreFindings(both, profile).tenths).toBe(750);
  });

  it('does not charge for consequences, waived and resolved findings', () => {
    const free = [
      aFinding({ causedBy: 'root' }),
      aFinding({ status: 'waived' }),
      aFinding({ status: 'resolved', severity: 'fatal', family: 'leak' }),
    ];
    expect(scoreFindings(free, profile)).toEqual({ tenths: 1000, grade: '优' });
  });

  it('grades 差 for a fatal leak, whatever the points', () => {
    expect(scoreFindings([aFinding({ family: 'leak', severity: 'fatal' })], profile)).toEqual({
      tenths: 950,
      grade: '差',
    });
    expect(scoreFindings([aFinding({ family: 'leak', severity: 'error' })], profile).grade).toBe('优');
  });

  it.each([
    [900, '优'],
    [899, '良'],
    [800, '良'],
    [799, '中'],
    [600, '中'],
    [599, '差'],
  ] as const)('grades %i tenths as %s', (tenths, grade) => {
    const exact: Profile = { ...profile, deductions: { ...profile.deductions, info: 1000 - tenths } };
    const uncapped: Profile = { ...exact, groups: exact.groups.map((group) => ({ ...group, cap: 1000 })) };
    expect(scoreFindings([aFinding({ severity: 'info' })], uncapped)).toEqual({ tenths, grade });
  });

  it('is a whole number of tenths from 0 to 1000 and equals 100 less the capped deductions', () => {
    fc.assert(
      fc.property(findings, (all) => {
        const open = all.filter(({ causedBy, status }) => causedBy === null && status !== 'waived');
        const cost = { fatal: 100, error: 40, warning: 15, info: 2 };
        let expected = 1000;
        for (const { cap, families } of profile.groups) {
          let lost = 0;
          for (const { family, severity } of open) if (families.includes(family)) lost += cost[severity];
          expected -= Math.min(lost, cap);
        }
        const { tenths } = scoreFindings(all, profile);
        expect(Number.isInteger(tenths)).toBe(true);
        expect(tenths).toBe(Math.max(0, expected));
      }),
    );
  });

  it('never rises when a finding is added and does not depend on their order', () => {
    fc.assert(
      fc.property(findings, findings, (some, more) => {
        const all = scoreFindings([...some, ...more], profile);
        expect(all.tenths).toBeLessThanOrEqual(scoreFindings(some, profile).tenths);
        expect(scoreFindings([...more, ...some], profile)).toEqual(all);
      }),
    );
  });
});

const changed = (from: string, to: string): string => {
  const text = readFileSync('seeds/profiles/default.yaml', 'utf8');
  expect(text).toContain(from);
  return text.replace(from, to);
};

const lineOf = (text: string, part: string): number => text.slice(0, text.indexOf(part)).split('\n').length;

describe('a scoring profile', () => {
  it('reads points into tenths', () => {
    expect(profile.deductions).toEqual({ fatal: 100, error: 40, warning: 15, info: 2 });
    expect(profile.grades).toEqual({ 优: 900, 良: 800, 中: 600 });
  });

  it('puts every family into exactly one group', () => {
    expect(profile.groups.flatMap(({ families }) => families).toSorted()).toEqual([...FAMILIES].toSorted());
  });

  it.each([
    ['warning: 1.5', 'warning: 1.55', 'deductions.warning', 'at most one decimal'],
    ['warning: 1.5', 'warning: many', 'deductions.warning', 'number'],
    ['cap: 25', 'cap: -25', 'groups.2.cap', '0 to 1000'],
    ['cap: 25', 'cup: 25', 'groups.2.cap', 'expected'],
    ['families: [percentage-mismatch]', 'families: [percentages]', 'groups.4.families.0', 'percentage-mismatch'],
    ['families: [timeliness, period]', 'families: [timeliness, leak]', 'groups.6.families.2', 'already in group'],
    ['families: [timeliness, period]', 'families: [timeliness]', 'groups', 'no group: period'],
    ['良: 80', '良: 95', 'grades', 'falling'],
    ['severity: fatal }', 'severity: deadly }', 'vetoes.0.severity', 'fatal'],
  ])('names line and field when “%s” is written as “%s”', (from, to, field, message) => {
    const text = changed(from, to);
    const parsed = parseProfile(text);
    const fault = 'faults' in parsed ? parsed.faults.find((candidate) => candidate.field === field) : undefined;
    expect(fault?.message).toContain(message);
    if (field.includes('.') && !to.startsWith('cup') && !message.includes('already')) {
      expect(fault?.line).toBe(lineOf(text, to));
    }
  });

  it('names the line of broken YAML', () => {
    const parsed = parseProfile('id: default\ndeductions: { fatal: 10\n');
    expect('faults' in parsed && parsed.faults[0]!.line).toBeGreaterThan(1);
  });
});
