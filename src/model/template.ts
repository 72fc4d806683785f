import type { Bilingual } from './text.ts';

/** What kind of value an indicator takes. `heading` is a row that must stay empty. */
export type IndicatorKind = 'count' | 'signed-count' | 'amount' | 'boolean' | 'text' | 'heading';

/** A dictionary entry. `unit` is the base unit of stored values (amounts: 元 or 万元 as the dictionary says). */
export type Indicator = {
  readonly code: string;
  readonly label: string;
  /** The label, with what it stands under where the form has the same label twice: "五、行政诉讼数量（三）其他情形数". */
  readonly name: string;
  readonly unit: string | null;
  readonly kind: IndicatorKind;
  /** The table it belongs to, and the heading or block its row stands under, for people: "（三）不予公开". */
  readonly table: string;
  readonly under: string | null;
  /** False where the form leaves the unit open, so that it must be told from the cell (采购总金额). */
  readonly unitPrescribed: boolean;
  /** Whether an empty cell is expected to hold a figure; optional rows are local extensions. */
  readonly optional: boolean;
};

/** One value cell of a row: which indicator, for which group (an applicant column of table 3), under which column label. */
export type Slot = {
  readonly indicator: string;
  readonly group: string | null;
  readonly column: string | null;
};

/**
 * One row of an official table, in printed order. `labels[0]` is the official label, the others known variants;
 * a row without labels (table 4) follows the header. `slots` is empty for headings and column headers.
 */
export type TemplateRow = {
  readonly labels: readonly string[];
  readonly role: 'data' | 'heading' | 'header';
  readonly slots: readonly Slot[];
  /** Row code inside the table, e.g. "deny.secret"; null for headers. */
  readonly code: string | null;
  readonly optional: boolean;
};

export type TemplateColumn = { readonly code: string; readonly labels: readonly string[] };

export type TemplateTable = {
  readonly id: string;
  /** `list` one figure a row; `blocks` stacked blocks with columns of their own; `matrix` rows × groups; `line` one row of figures under a header. */
  readonly layout: 'list' | 'blocks' | 'matrix' | 'line';
  readonly title: Bilingual;
  readonly chapter: string | null;
  /** Labels that only this table of this generation has; enough of them recognise it. */
  readonly signature: readonly string[];
  readonly rows: readonly TemplateRow[];
  /** Column labels in official order, with the group or column code each stands for. */
  readonly columns: readonly TemplateColumn[];
};

/**
 * A chapter of the form. It is recognised by its heading, or – where headings were lost – by the tables or the
 * section headings that only it contains.
 */
export type Chapter = {
  readonly id: string;
  readonly number: number | null;
  readonly title: string;
  readonly aliases: readonly string[];
  readonly tables: readonly string[];
  readonly sections: readonly string[];
  /** Words of the running text that show the content where titles are free (2014–2018). */
  readonly words: readonly string[];
};

/** An aspect that the text must treat inside a chapter (总体情况 has five). */
export type Aspect = {
  readonly id: string;
  readonly chapter: string;
  readonly title: string;
  readonly aliases: readonly string[];
};

/** An official form for a range of report years. */
export type Template = {
  readonly id: string;
  readonly name: Bilingual;
  readonly years: { readonly from: number; readonly to: number | null };
  readonly basis: string;
  readonly tables: readonly TemplateTable[];
  readonly indicators: ReadonlyMap<string, Indicator>;
  readonly groups: ReadonlyMap<string, Bilingual>;
  readonly chapters: readonly Chapter[];
  readonly aspects: readonly Aspect[];
};
