import type { Table } from '../model/document.ts';
import { matchingKey } from './align-labels.ts';
import type { LabelCell } from './label-cells.ts';
import type { LocatedTable } from './locate-table.ts';

/**
 * For the rows of a matrix in a true grid: the column of each group, told by the header cells above the first data row.
 * Null where the table is no grid or its header does not name every group exactly once; then position decides.
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
    if (table.layout !== 'grid') return null;
    const columns = new Map<string, number>();
    const header = table.cells.filter((cell) => cell.row < (firstRow.get(table) ?? 0) && cell.colSpan === 1);
    for (const column of template.columns) {
      const keys = new Set(column.labels.map(matchingKey));
      const cells = header.filter((cell) => keys.has(matchingKey(cell.text)));
      if (cells.length !== 1) return null;
      columns.set(column.code, cells[0]!.col);
    }
    return new Set(columns.values()).size === template.columns.length ? columns : null;
  };
  return (label) => {
    if (!known.has(label.table)) known.set(label.table, columnsOf(label.table));
    return known.get(label.table) ?? null;
  };
};
