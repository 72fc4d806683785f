import { describe, expect, it } from 'vitest';
import { findBlindSpots } from '../../src/workbench/blind-spots.ts';
import { theKnowledge } from '../the-knowledge.ts';

const { ruleset, compiled, templates } = theKnowledge();
const form = (id: string) => templates.find((template) => template.id === id)!;
const only = (...ids: readonly string[]) => ruleset.rules.filter(({ id }) => ids.includes(id));

describe('blind spots', () => {
  it('without rules are all figures of the form', () => {
    const spots = findBlindSpots([], compiled, form('annual-report-2021'));
    expect(spots.unprotected).toHaveLength(spots.figures);
  });

  it('of a single sum are the figures outside it, and which of its own is wrong', () => {
    const spots = findBlindSpots(only('staff-total-is-sum'), compiled, form('annual-report-2014'));
    expect(spots.unprotected).toHaveLength(spots.figures - 3);
    expect(spots.alike).toEqual([['g14.org.staff', 'g14.org.staff_full', 'g14.org.staff_part']]);
  });

  it('shrink where a figure stands in two equations', () => {
    const rows = findBlindSpots(only('applicants-add-up'), compiled, form('annual-report-2021'));
    const both = findBlindSpots(only('applicants-add-up', 'results-add-up-2021'), compiled, form('annual-report-2021'));
    expect(rows.alike.some((group) => group.includes('t3.granted[np]'))).toBe(true);
    expect(both.alike.some((group) => group.includes('t3.granted[np]'))).toBe(false);
  });

  it('of a figure that only a bound speaks of are most of its values', () => {
    const spots = findBlindSpots(only('press-lead-within-press'), compiled, form('annual-report-2014'));
    expect(spots.softly).toEqual(['g14.resp.press', 'g14.resp.press_lead']);
  });
});
