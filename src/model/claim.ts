import type { Decimal } from './decimal.ts';
import type { Locator } from './locator.ts';

export type ClaimKind = 'sum' | 'share' | 'growth' | 'count' | 'zero' | 'universal' | 'flow' | 'rate' | 'period';

/**
 * A figure in a sentence. `value` is in base units (318.1万条 → 3181000); `resolution` is the place value of the last
 * printed digit in base units (1000); `approximate` holds the word that loosens it (余, 近, 约 …) and the interval
 * it stands for, both ends inclusive, null for no bound.
 */
export type ProseFigure = {
  readonly raw: string;
  readonly value: Decimal;
  readonly resolution: Decimal;
  readonly unit: string | null;
  readonly percent: boolean;
  readonly approximate: {
    readonly word: string;
    readonly from: Decimal | null;
    readonly to: Decimal | null;
  } | null;
  /** The words that name the figure: the nearest noun phrase in its clause. */
  readonly about: string;
  readonly locator: Locator;
};

/** A figure of the tables by indicator and group. */
export type CellRef = { readonly indicator: string; readonly group: string | null };

/**
 * A figure that a claim rests on: one of the prose, or a cell of the report's tables. A figure of the prose whose
 * wording says which cell gives it too knows that `cell`: the two are the same figure, printed twice.
 */
export type Operand = {
  readonly role: 'whole' | 'part' | 'numerator' | 'denominator' | 'cell' | 'before' | 'after' | 'in' | 'out';
  readonly label: string;
} & (
  | { readonly from: 'prose'; readonly figure: ProseFigure; readonly cell: CellRef | null }
  | { readonly from: 'table'; readonly indicator: string; readonly group: string | null }
);

/**
 * Why a claim cannot be judged, or can only be confirmed: its words are put by whoever shows it.
 *
 * Not judged: `no-table` unknown form · `no-cell` no cell gives the figure · `no-name` the words do not say what it
 * counts · `other-scope`, `other-year`, `other-measure`, `plan`, `part-of-whole` not the figure of the tables ·
 * `no-base`, `no-numerator` counts not stated · `last-year` needs the report of the year before · `rank` a place
 * among others · `date` a date or a time limit.
 * Only confirmed: `own-scope` the office may speak of itself alone ·
 * `other-office-near` another office is named nearby · `cumulative` · `website-total` published on a
 * website may be more than disclosed · `no-row` the form has no row for it · `counted-otherwise` ·
 * `next-sentence`, `loose-list`, `unlinked-list` the figures may not belong together · `fee-unpaid` a fee asked for and
 * not paid · `carried-in-unstated`.
 */
export const CLAIM_REASONS = [
  'no-table',
  'no-cell',
  'no-name',
  'other-scope',
  'other-year',
  'other-measure',
  'plan',
  'part-of-whole',
  'no-base',
  'no-numerator',
  'last-year',
  'rank',
  'date',
  'own-scope',
  'other-office-near',
  'cumulative',
  'website-total',
  'no-row',
  'counted-otherwise',
  'next-sentence',
  'loose-list',
  'unlinked-list',
  'fee-unpaid',
  'carried-in-unstated',
] as const;

export type ClaimReason = (typeof CLAIM_REASONS)[number];

/**
 * What a growth claim says of the figure `after` and the one `before` it: a rise (1) or fall (-1) by so many percent,
 * percentage points, times or units, or (`ratio`) that it is so many times the other. `against` is the year compared
 * with where it is not stated: last year, a year by its number, or null where no report of another year would tell.
 */
export type Change = {
  readonly is: 'percent' | 'points' | 'times' | 'ratio' | 'count';
  readonly sign: 1 | -1;
  readonly against: 'last-year' | number | null;
};

/**
 * A numeric statement of the prose and how its figures relate to each other and to the tables. Extraction only says
 * what is claimed; whether it holds is for the rules.
 *
 * `exhaustive` (sums): the wording says that the parts make up the whole. `baseNamed` (shares): the sentence names
 * the base itself ("在749件中…占"). `candidates` are further figures that a share might have been taken of, or (numerators)
 * that it might be of, tried only to explain a failure.
 *
 * `alternatives` are other readings of the same words, each a full list of operands: the claim holds when one reading
 * does ("受理" counts the new applications, or these and the ones carried in). `doubt` says why the wording may mean
 * something else after all: agreement then counts as holding, disagreement leaves the claim undecided.
 */
export type Claim = {
  readonly id: string;
  readonly kind: ClaimKind;
  readonly quote: string;
  readonly stated: ProseFigure | null;
  readonly operands: readonly Operand[];
  readonly exhaustive: boolean;
  readonly baseNamed: boolean;
  readonly candidates: readonly Operand[];
  readonly alternatives: readonly (readonly Operand[])[];
  readonly doubt: ClaimReason | null;
  /** For growth alone. */
  readonly change?: Change;
  /** Why the claim cannot be judged although it was read (other measure, other scope, last year missing); null when it can. */
  readonly undecidable: ClaimReason | null;
  readonly locator: Locator;
};

export type ClaimVerdict = {
  readonly claim: string;
  readonly verdict: 'holds' | 'violated' | 'undecided' | 'inapplicable';
  /** What the other figures give, at the stated precision; null if undecided. */
  readonly computed: string | null;
};

/**
 * What a decidable claim says about the figures of the tables, for localisation: an operand is a fact (`key`) where the
 * prose repeats a cell, and a literal (`key` null) elsewhere. A share says `stated` = 100·Σ numerators / Σ denominators
 * at `decimals`; a sum that Σ parts = the whole (its operand, equal to `stated`); a count that `stated` = Σ cells.
 */
export type ClaimConstraint = {
  readonly claim: string;
  readonly kind: 'share' | 'rate' | 'sum' | 'count' | 'flow';
  readonly operands: readonly {
    readonly role: Operand['role'];
    readonly key: string | null;
    readonly value: Decimal;
  }[];
  readonly stated: Decimal;
  readonly decimals: number;
};
