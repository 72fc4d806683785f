import type { Rule } from '../model/rule.ts';
import { type Profile, pointsOf } from './profile.ts';

/** A rule that two profiles weigh otherwise, in tenths of a point; null where one does not ask it. */
export type RuleDifference = { readonly rule: string; readonly first: number | null; readonly second: number | null };

/** The rules that two profiles weigh otherwise, and how many of all there are. */
export type ProfileComparison = { readonly differences: readonly RuleDifference[]; readonly rules: number };

/** Compares what one finding of each rule takes off under two profiles. Caps and grades are not compared. */
export const compareProfiles = (first: Profile, second: Profile, rules: readonly Rule[]): ProfileComparison => ({
  differences: rules.flatMap((rule) => {
    const [a, b] = [pointsOf(first, rule), pointsOf(second, rule)];
    return a === b ? [] : [{ rule: rule.id, first: a, second: b }];
  }),
  rules: rules.length,
});
