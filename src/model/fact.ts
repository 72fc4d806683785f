import type { Decimal } from './decimal.ts';
import type { Locator } from './locator.ts';
import type { Note } from './note.ts';
import type { Identity } from './report.ts';

/**
 * What a cell says. A blank is not a zero: `blank` an empty cell, `absent` no such cell (the row is missing),
 * `unreadable` something stands there that is not a figure, or could not be told apart; `ours` when that is the fault of
 * our reading (a scan, a table without lines) and says nothing about the report.
 */
export type FactReading =
  | { readonly is: 'stated'; readonly value: Decimal }
  | { readonly is: 'text'; readonly value: string }
  | { readonly is: 'blank' }
  | { readonly is: 'absent' }
  | { readonly is: 'unreadable'; readonly why: string; readonly ours?: true };

/**
 * Indicator + group → reading, for the office and period of the report. `label` is the row label as printed,
 * `raw` the cell verbatim, `unit` the unit of the value, `unitStated` the unit printed in the cell or in the unit
 * column, null where none is. `remarks` says what was done to read the cell ("亿元 in the cell: 5.19 → 519000000 元").
 */
export type Fact = {
  readonly indicator: string;
  readonly group: string | null;
  readonly label: string;
  readonly raw: string;
  readonly reading: FactReading;
  readonly unit: string | null;
  readonly unitStated: string | null;
  /** Unit or sign words inside the value cell ("亿元", "件"), null when the cell holds a bare number. */
  readonly unitInCell: string | null;
  readonly remarks: readonly string[];
  readonly locator: Locator;
};

/** How a part of the form was found: by its `heading`, only by its `content` (the heading is lost), or not at all. */
export type Presence = 'heading' | 'content' | 'absent';

export type Part = {
  readonly kind: 'chapter' | 'aspect' | 'table';
  readonly id: string;
  readonly title: string;
  readonly presence: Presence;
  readonly locator: Locator;
};

/** Everything that was read from one report: identity, form, figures, parts. `template` is null for an unknown form. */
export type FactSet = {
  readonly identity: Identity;
  readonly template: string | null;
  /** How the form was told: by the shape of its tables, or only by year or wording. */
  readonly recognisedBy: 'tables' | 'year' | null;
  readonly facts: readonly Fact[];
  readonly parts: readonly Part[];
  readonly notes: readonly Note[];
};

/** The key of a figure within one report: "t3.new[np]", or the bare indicator code. */
export const factKey = (indicator: string, group: string | null): string =>
  group === null ? indicator : `${indicator}[${group}]`;
