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
};
