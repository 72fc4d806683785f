import type { Evidence, Family, Severity } from './rule.ts';
import type { Bilingual } from './text.ts';

/** A proposed change of figures; facts are never overwritten. `satisfies` are fingerprints of the findings it clears. */
export type Repair = {
  readonly rank: number;
  readonly confidence: number;
  readonly kind: string;
  readonly changes: readonly {
    readonly indicator: string;
    readonly group: string | null;
    readonly label: string;
    readonly from: string;
    readonly to: string;
  }[];
  readonly satisfies: readonly string[];
};

/**
 * How surely the wrong figure is known: `unique` – one smallest repair agrees with all that is known better than every
 * other; `one-of` – `of` do equally, or `atLeast` so many are known; `not-located` – none was found within the limits.
 */
export type Located =
  | { readonly is: 'unique' }
  | { readonly is: 'one-of'; readonly of: number; readonly atLeast: boolean }
  | { readonly is: 'not-located' };

/**
 * What a finding is tonight: `reopened` after it had been resolved; `unverified` when its rule cannot be decided or its
 * report cannot be read, so that nobody knows whether it is still there.
 */
export const FINDING_STATUSES = ['new', 'persisting', 'reopened', 'unverified', 'resolved', 'waived'] as const;

export type FindingStatus = (typeof FINDING_STATUSES)[number];

/**
 * A violated verdict addressed to an office. `fingerprint` is rule + report + target: it does not change with
 * wording, language or run. `causedBy` is the fingerprint of the root finding when this one is a consequence.
 */
export type Finding = {
  readonly fingerprint: string;
  readonly rule: string;
  readonly title: Bilingual;
  readonly family: Family;
  readonly severity: Severity;
  readonly message: Bilingual;
  readonly advice: Bilingual | null;
  readonly basis: string | null;
  /** Where it stands, for people: "表三 自然人列", "正文第50行". */
  readonly place: Bilingual;
  readonly found: string | null;
  readonly expected: string | null;
  readonly difference: string | null;
  readonly evidence: readonly Evidence[];
  readonly repairs: readonly Repair[];
  /** Null or missing where the finding asks for no change of figures. */
  readonly located?: Located | null;
  readonly causedBy: string | null;
  /** What was judged: a group, an indicator, a claim, or ''. Missing in what was kept by earlier versions. */
  readonly target?: string;
  readonly status: FindingStatus;
};

/** Whether an office is asked to mend it: it was found tonight and nobody has accepted it. */
export const isAskedFor = ({ status }: { readonly status: FindingStatus }): boolean =>
  status === 'new' || status === 'persisting' || status === 'reopened';
