import type { Decimal } from './decimal.ts';

export type CompareOperator = '==' | '!=' | '<=' | '>=' | '<' | '>';

/**
 * One tree with four faces: three-valued evaluation, linear form, Excel formula, words.
 *
 * A `figure` path may hold variables bound by the rule's `for` ("row", "forum"); `group` null means the group bound by
 * `for: { each: applicant }`, or none. A path may begin with a scope: `prior.` (the report of the year before),
 * `children.` (the sum over the offices below), `largest_child.`, `report.`. A `figures` node is a pattern ("t3.deny.*") that stands for all matching
 * indicators of the report's template.
 */
export type Expression =
  | { readonly is: 'number'; readonly value: Decimal }
  | { readonly is: 'figure'; readonly path: string; readonly group: string | null }
  | { readonly is: 'figures'; readonly pattern: string; readonly group: string | null }
  | { readonly is: 'call'; readonly name: FunctionName; readonly args: readonly Expression[] }
  | { readonly is: 'arithmetic'; readonly op: '+' | '-' | '*'; readonly left: Expression; readonly right: Expression }
  | {
      readonly is: 'compare';
      readonly op: CompareOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly is: 'logic';
      readonly op: 'and' | 'or' | 'implies';
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly is: 'not'; readonly of: Expression };

export const FUNCTION_NAMES = ['sum', 'max', 'min', 'count_positive', 'stated', 'blank'] as const;

export type FunctionName = (typeof FUNCTION_NAMES)[number];

/** A comparison of linear sums, written as `Σ coefficient · figure + constant  (op)  0`, with a tolerance ≥ 0. */
export type LinearForm = {
  readonly terms: readonly { readonly key: string; readonly coefficient: Decimal }[];
  readonly constant: Decimal;
  readonly op: CompareOperator;
};
