import type { Decimal } from '../model/decimal.ts';

/**
 * How a figure may have gone wrong: `digit` one digit mistyped, dropped, added, or one off; `swap` two neighbouring
 * digits; `missing-zero` a factor of ten or a power of it; `magnitude` an amount in 元 taken for 万元 or the other way
 * round; `shifted` values entered in each other's cells; `moved` a quantity entered
 * under the wrong row or column; `fill-blank` a blank that was a number; `back-solved` a printed percentage gives the
 * value; `sum-from-parts` a total that its parts give.
 */
export type RepairKind =
  | 'digit'
  | 'swap'
  | 'missing-zero'
  | 'magnitude'
  | 'shifted'
  | 'sum-from-parts'
  | 'back-solved'
  | 'moved'
  | 'fill-blank'
  | 'other';

/** One figure and its proposed value. `from` null is a blank. */
export type Change = {
  readonly key: string;
  readonly indicator: string;
  readonly group: string | null;
  readonly label: string;
  readonly from: Decimal | null;
  readonly to: Decimal;
  readonly kind: RepairKind;
};

/**
 * A set of changes after which every violated constraint of its cluster holds and none that held is broken.
 * `satisfies`: those constraints, then the violated shares that become right. `weight`: less is likelier, comparable
 * within one cardinality. `determined`: false where other values of the same figures would do as well.
 */
export type RankedRepair = {
  readonly changes: readonly Change[];
  readonly kind: RepairKind;
  readonly confidence: number;
  readonly satisfies: readonly string[];
  readonly weight: number;
  readonly determined: boolean;
};

/**
 * What is known about one cluster of violated constraints (identities first, then comparisons).
 *
 * `unique`: one smallest repair agrees with the shares and the other statements better than all others, provenly. `one-of`:
 * several do equally; they are the first `equals` of `repairs`. `not-located`: none was found within the limits.
 * `proven`: the search was exhaustive, so that no smaller repair and no further tie exists. `minimal`: at least no
 * smaller repair exists.
 */
export type Localisation = {
  readonly cluster: readonly string[];
  readonly outcome: 'unique' | 'one-of' | 'not-located';
  readonly repairs: readonly RankedRepair[];
  readonly equals: number;
  readonly proven: boolean;
  readonly minimal: boolean;
};
