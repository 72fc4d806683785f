import type { Table } from '../model/document.ts';
import { matchingKey, officialKey } from './align-labels.ts';
import type { LabelCell } from './label-cells.ts';
import type { LocatedTable } from './locate-table.ts';

/** So many groups an office may leave out of the header; with more gone the header is not understood. */
const MOST_LEFT_OUT = 2;

/**
 * For the rows of a matrix: the column of each group, told by the header cells above the first data row. Null where the
 * order of cells is all that is known, or the header does not give the groups columns of their own; then position decides. Groups that the
 * header leaves out have no entry.
 */
export const matrixColumns = (located: LocatedTable): ((label: LabelCell) => ReadonlyMap<string, number> | null) => {
  const { template, rows } = located;
  const firstRow = new Map<Table, number>();
  for (const [index, label] of rows) {
    if (template.rows[index]!.role === 'header') continue;
    firstRow.set(label.table, Math.min(firstRow.get(label.table) ?? Number.POSITIVE_INFINITY, label.cell.row));
  }
  const known = new Map<Table, ReadonlyMap<string, number> | null>();
  const columnsOf = (table: Table): ReadonlyMap<string, number> | null => {
    if (table.layout === 'sequence') return null;
    const columns = new Map<string, number>();
    const header = table.cells.filter((cell) => cell.row < (firstRow.get(table) ?? 0) && cell.colSpan === 1);
    for (const column of template.columns) {
      const keys = new Set(column.labels.map(officialKey));
      const cells = header.filter((cell) => keys.has(matchingKey(cell.text)));
      if (cells.length > 1) return null;
      if (cells.length === 1) columns.set(column.code, cells[0]!.col);
    }
    const last = template.columns.at(-1)!.code;
    const enough = columns.has(last) && columns.size >= template.columns.length - MOST_LEFT_OUT;
    return enough && new Set(columns.values()).size === columns.size ? columns : null;
  };
  return (label) => {
    if (!known.has(label.table)) known.set(label.table, columnsOf(label.table));
    return known.get(label.table) ?? null;
  };
};
