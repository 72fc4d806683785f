import type { Grade } from '../model/audit-result.ts';
import type { Family, Severity } from '../model/rule.ts';
import type { Bilingual } from '../model/text.ts';

/** Families that share one cap. `cap` is in tenths of a point. */
export type FamilyGroup = {
  readonly id: string;
  readonly name: Bilingual;
  readonly cap: number;
  readonly families: readonly Family[];
};

/**
 * How findings become a score. All points are whole numbers of tenths. Every family is in exactly one group; `grades`
 * gives the lowest score of each grade but the last; a root finding that matches a veto makes the grade 差.
 */
export type Profile = {
  readonly id: string;
  readonly name: Bilingual;
  readonly deductions: Readonly<Record<Severity, number>>;
  readonly groups: readonly FamilyGroup[];
  readonly grades: Readonly<Record<Exclude<Grade, '差'>, number>>;
  readonly vetoes: readonly { readonly family: Family; readonly severity: Severity }[];
  /** Rules that are weighed otherwise, by id: so many tenths for a finding, or null where the rule is not asked at all. */
  readonly rules?: ReadonlyMap<string, number | null>;
};

/** What a finding of a rule takes off, in tenths; null where the profile does not ask the rule. */
export const pointsOf = (
  { rules, deductions }: Profile,
  rule: { readonly id: string; readonly severity: Severity },
): number | null => {
  const own = rules?.get(rule.id);
  return own === undefined ? deductions[rule.severity] : own;
};
