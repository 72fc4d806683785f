import type { Decimal } from '../model/decimal.ts';
import type { LinearForm } from '../model/expression.ts';

/** A figure that may be wrong. A null value is a blank cell: it counts as 0 and may be filled. */
export type Figure = {
  /** As `factKey`. */
  readonly key: string;
  readonly indicator: string;
  readonly group: string | null;
  readonly label: string;
  readonly value: Decimal | null;
  readonly kind: 'count' | 'signed-count' | 'amount';
};

/**
 * A comparison that must hold. `id` is the fingerprint of its finding, or any stable name where it holds; comparisons
 * of one finding may share it.
 * The tolerance is that of the checker, zero where none is given. A form that names a figure which is not among the
 * figures of the problem (an absent or unreadable cell) was not decided, so it is left out.
 */
export type Constraint = {
  readonly id: string;
  readonly form: LinearForm & { readonly tolerance?: Decimal };
  readonly hard: true;
};

export type ShareTerm = { readonly key: string; readonly coefficient: Decimal };

/**
 * A percentage printed in the prose, with as many decimals as it was printed with. `literal` is the part of the
 * numerator that is no figure of the tables. A share chooses among repairs, it never asks for one.
 */
export type ShareConstraint = {
  readonly id: string;
  readonly numerator: readonly ShareTerm[];
  readonly literal?: Decimal;
  readonly denominator: readonly ShareTerm[] | Decimal;
  readonly stated: Decimal;
};

/** The same figure stated elsewhere: in the prose, or carried over from last year. */
export type Witness = { readonly key: string; readonly value: Decimal; readonly source: 'prose' | 'prior' };

/** `figures`: the largest repair looked for (3 unless given, at most 6). `work`: units of work, never time, before giving up. */
export type Limits = { readonly figures?: number; readonly work?: number };

export type Problem = {
  readonly figures: readonly Figure[];
  readonly constraints: readonly Constraint[];
  readonly shares: readonly ShareConstraint[];
  readonly witnesses: readonly Witness[];
  readonly limits?: Limits;
};
