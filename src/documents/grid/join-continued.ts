import type { Cell, Table } from '../../model/document.ts';
import { isFigure } from '../text/cell-shapes.ts';
import type { SourceLine } from '../text/source-line.ts';

type Item = SourceLine | Table;

const MOST_HEADER_ROWS = 5;

/** The first rows of a table, each as one string of its places, spans and texts. */
const topRows = (table: Table): readonly string[] => {
  const rows: string[] = Array(Math.min(MOST_HEADER_ROWS, table.rows)).fill('');
  for (const { row, col, rowSpan, colSpan, text } of table.cells) {
    if (row < rows.length) rows[row] += `${col} ${colSpan} ${rowSpan} ${text}\n`;
  }
  return rows;
};

const repeatedRows = (top: readonly string[], next: Table): number => {
  const rows = topRows(next);
  const differing = rows.findIndex((row, i) => row === '' || row !== top[i]);
  return differing < 0 ? rows.length : differing;
};

const startsWithFigures = (table: Table): boolean => table.cells.some((cell) => cell.row === 0 && isFigure(cell.text));

/** A table that may still grow by the tables below it. */
type Growing = { readonly first: Table; readonly top: readonly string[]; readonly cells: Cell[]; rows: number };

const growing = (table: Table): Growing => ({
  first: table,
  top: topRows(table),
  cells: [...table.cells],
  rows: table.rows,
});

/** Puts the rows of `next` below, but for a repeated header; false when it is a table of its own. */
const takes = (open: Growing, next: Table): boolean => {
  if (open.first.layout !== 'grid' || next.layout !== 'grid' || open.first.cols !== next.cols) return false;
  const repeated = repeatedRows(open.top, next);
  if (repeated === 0 && !startsWithFigures(next)) return false;
  for (const cell of next.cells) {
    if (cell.row < repeated) continue;
    const row = cell.row - repeated + open.rows;
    open.cells.push({ ...cell, row, locator: { ...cell.locator, row } });
  }
  open.rows += next.rows - repeated;
  return true;
};

/**
 * Joins tables that were one before a page break parted them: one follows the other with nothing between, has as many
 * columns, and begins with the same header rows (which are dropped) or with a row of figures.
 */
export const joinContinued = (items: readonly Item[]): readonly Item[] => {
  const joined: Item[] = [];
  let open: Growing | null = null;
  const close = (): void => {
    if (open) joined.push({ ...open.first, rows: open.rows, cells: open.cells });
    open = null;
  };
  for (const item of items) {
    if (item.is === 'table' && open && takes(open, item)) continue;
    close();
    if (item.is === 'table') open = growing(item);
    else joined.push(item);
  }
  close();
  return joined;
};
