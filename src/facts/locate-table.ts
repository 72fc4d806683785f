import type { TemplateTable } from '../model/template.ts';
import { alignLabels } from './align-labels.ts';
import type { LabelCell } from './label-cells.ts';

/** Which label of the document is which row of a template table. `rows` maps a template row index to its label cell. */
export type LocatedTable = {
  readonly template: TemplateTable;
  readonly rows: ReadonlyMap<number, LabelCell>;
};

const dropStrays = (labels: readonly LabelCell[], aligned: readonly number[]): Map<number, LabelCell> => {
  const perTable = new Map<unknown, number>();
  for (const [i, label] of labels.entries()) {
    if (aligned[i]! >= 0) perTable.set(label.table, (perTable.get(label.table) ?? 0) + 1);
  }
  const rows = new Map<number, LabelCell>();
  for (const [i, label] of labels.entries()) {
    const row = aligned[i]!;
    // a single label that fits in some other table is chance, not a piece of this one
    if (row >= 0 && (perTable.get(label.table) ?? 0) > 1) rows.set(row, label);
  }
  return rows;
};

const enough = (table: TemplateTable, rows: ReadonlyMap<number, LabelCell>): boolean => {
  const matched = [...rows.keys()].map((i) => table.rows[i]!);
  const data = matched.filter((row) => row.role === 'data').length;
  const header = matched.filter((row) => row.role === 'header').length;
  switch (table.layout) {
    case 'line':
      return header >= 6;
    case 'blocks':
      return data >= 2 && header >= 2;
    default:
      return data >= 4;
  }
};

/** A cell in the last column of a ruled table: nothing stands behind it, so it names a column and no row. */
const namesColumn = ({ table, cell }: LabelCell): boolean =>
  table.layout === 'grid' && cell.col > table.cols / 2 && cell.col + cell.colSpan >= table.cols;

type Aligned = { readonly labels: readonly LabelCell[]; readonly rows: readonly number[] };

/**
 * The row of each label. A header that is printed again on the next page has its 总计 once more, before the row 总计:
 * such cells are left out until none is taken for a row.
 */
const align = (table: TemplateTable, labels: readonly LabelCell[]): Aligned => {
  const rows = alignLabels(
    labels.map((label) => label.key),
    table.rows,
  );
  if (table.layout !== 'matrix') return { labels, rows };
  const isMistaken = (label: LabelCell, i: number): boolean =>
    rows[i]! >= 0 && table.rows[rows[i]!]!.role === 'data' && namesColumn(label);
  const kept = labels.filter((label, i) => !isMistaken(label, i));
  return kept.length === labels.length ? { labels, rows } : align(table, kept);
};

/** Finds a template table among the labels of a document; null when too little of it is there. */
export const locateTable = (table: TemplateTable, labels: readonly LabelCell[]): LocatedTable | null => {
  const aligned = align(table, labels);
  const rows = dropStrays(aligned.labels, aligned.rows);
  return enough(table, rows) ? { template: table, rows } : null;
};
