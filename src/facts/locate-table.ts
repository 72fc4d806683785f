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

/** Finds a template table among the labels of a document; null when too little of it is there. */
export const locateTable = (table: TemplateTable, labels: readonly LabelCell[]): LocatedTable | null => {
  const aligned = alignLabels(
    labels.map((label) => label.key),
    table.rows,
  );
  const rows = dropStrays(labels, aligned);
  return enough(table, rows) ? { template: table, rows } : null;
};
