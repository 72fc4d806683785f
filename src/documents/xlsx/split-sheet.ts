import type { Cell, Table } from '../../model/document.ts';
import { locator } from '../../model/locator.ts';
import { looksLikeData } from '../grid/looks-like-data.ts';
import { isFigure, isProse, isRemark } from '../text/cell-shapes.ts';
import { isTitle, splitHeading } from '../text/recognise-heading.ts';
import type { SourceLine } from '../text/source-line.ts';
import type { Sheet, SheetCell } from './read-sheet.ts';

type Item = SourceLine | Table;

/** A row of a sheet: the cells that begin in it, and whether a cell with text reaches into it from above. */
type SheetRow = { readonly row: number; readonly cells: readonly SheetCell[]; readonly isReached: boolean };

const filled = (row: SheetRow): readonly SheetCell[] => row.cells.filter((cell) => cell.text !== '');

const rowsOf = (sheet: Sheet): readonly SheetRow[] => {
  const byRow = Map.groupBy(sheet.cells, (cell) => cell.row);
  const last = sheet.cells.reduce((most, cell) => (cell.text === '' ? most : Math.max(most, cell.row)), -1);
  const rows: SheetRow[] = [];
  let reach = -1;
  for (let row = 0; row <= last; row += 1) {
    const cells = byRow.get(row) ?? [];
    rows.push({ row, cells, isReached: reach >= row });
    for (const cell of cells) if (cell.text !== '') reach = Math.max(reach, cell.row + cell.rowSpan - 1);
  }
  return rows;
};

const LONGEST_LABEL = 80;

/** Text that stands between tables and never in one. */
const isOutside = (text: string): boolean =>
  isTitle(text) || isProse(text) || isRemark(text) || text.length > LONGEST_LABEL;

/**
 * Whether the only text of a row is prose or a heading and no row of a table. A numbered head ("二、…") can be either:
 * it is a label when blank slots of a table stand beside it and figures below it.
 */
const isProseRow = (rows: readonly SheetRow[], at: number, sheet: Sheet): boolean => {
  const row = rows[at]!;
  const cells = filled(row);
  if (cells.length !== 1 || row.isReached || cells[0]!.rowSpan > 1) return false;
  const { text, col, colSpan } = cells[0]!;
  if (isOutside(text.trim())) return true;
  if (!splitHeading(text.trim())) return false;
  const hasSlotBeside = sheet.isMarked(row.row, col + colSpan) || row.cells.length > 1;
  const next = rows.slice(at + 1).find((each) => filled(each).length > 0);
  return !hasSlotBeside || !next || !filled(next).some((cell) => isFigure(cell.text));
};

/** A cell's text as lines of prose. */
const linesOf = (cells: readonly SheetCell[]): readonly SourceLine[] =>
  cells.flatMap((cell) =>
    cell.text.split('\n').map(
      (text): SourceLine => ({
        is: 'line',
        text,
        line: cell.row + 1,
        start: null,
        end: null,
        exact: false,
        level: null,
        picture: false,
      }),
    ),
  );

/** The columns in which a text begins, as positions among themselves; the others only give room to merged cells. */
const columnsOf = (cells: readonly SheetCell[]): ((col: number) => number) => {
  const starts = [...new Set(cells.filter((cell) => cell.text !== '').map((cell) => cell.col))].sort((a, b) => a - b);
  return (col) => starts.filter((start) => start < col).length;
};

/** Every slot of a stretch of rows that no cell covers, as a blank cell: a blank of a table need not exist in the file. */
const blanks = (rows: readonly SheetRow[], to: number, from: number): readonly SheetCell[] => {
  const first = rows[0]!.row;
  const covered = new Set<string>();
  for (const { row, col, rowSpan, colSpan } of rows.flatMap((each) => each.cells)) {
    for (let r = row; r < Math.min(row + rowSpan, first + rows.length); r += 1) {
      for (let c = col; c < Math.min(col + colSpan, to); c += 1) covered.add(`${r} ${c}`);
    }
  }
  return rows.flatMap(({ row }) =>
    Array.from({ length: to - from }, (_, i) => from + i)
      .filter((col) => !covered.has(`${row} ${col}`))
      .map((col) => ({ row, col, rowSpan: 1, colSpan: 1, text: '' })),
  );
};

const toTable = (rows: readonly SheetRow[], [from, to]: readonly [number, number]): Table => {
  const own = rows.flatMap((row) => row.cells);
  const top = rows[0]!.row;
  const position = columnsOf(own);
  const last = top + rows.length;
  const cells = [...own, ...blanks(rows, to, from)]
    .map((cell): Cell => {
      const row = cell.row - top;
      const col = position(cell.col);
      return {
        row,
        col,
        rowSpan: Math.min(cell.rowSpan, last - cell.row),
        colSpan: position(cell.col + cell.colSpan) - col,
        text: cell.text,
        locator: locator({ row, col, line: cell.row + 1 }),
      };
    })
    .filter((cell) => cell.colSpan > 0)
    .sort((a, b) => a.row - b.row || a.col - b.col);
  return {
    is: 'table',
    layout: 'grid',
    rows: rows.length,
    cols: position(to),
    cells,
    locator: locator({ line: top + 1 }),
  };
};

/** Whether a row at the end of a stretch is none of the table: its one text takes the whole width, or stands alone. */
const isBelowTable = (row: SheetRow, width: readonly [number, number], sheet: Sheet): boolean => {
  const cells = filled(row);
  if (cells.length !== 1 || row.isReached || isFigure(cells[0]!.text)) return false;
  const { col, colSpan } = cells[0]!;
  const isWide = col <= width[0] && col + colSpan >= width[1] && colSpan > 1;
  return isWide || !(sheet.isMarked(row.row, col - 1) || sheet.isMarked(row.row, col + colSpan));
};

/** The columns between which the texts of some rows stand. */
const widthOf = (rows: readonly SheetRow[]): readonly [number, number] => {
  let from = Number.POSITIVE_INFINITY;
  let to = 0;
  for (const { col, colSpan } of rows.flatMap(filled)) {
    from = Math.min(from, col);
    to = Math.max(to, col + colSpan);
  }
  return [from, to];
};

/** A stretch of rows without a gap: a table and the lines below it, or lines when it does not look like a table. */
const readStretch = (rows: readonly SheetRow[], sheet: Sheet): readonly Item[] => {
  if (rows.length === 0) return [];
  const width = widthOf(rows);
  let end = rows.length;
  while (end > 1 && isBelowTable(rows[end - 1]!, width, sheet)) end -= 1;
  const table = toTable(rows.slice(0, end), width);
  if (!looksLikeData(table)) return linesOf(rows.flatMap(filled));
  return [table, ...linesOf(rows.slice(end).flatMap(filled))];
};

/**
 * The tables of a sheet and the lines between them, top to bottom. Rows of prose, titles and headings part tables, and
 * so do blank rows that no merged cell reaches into. `line` in a locator is the row's number on the sheet.
 */
export const splitSheet = (sheet: Sheet): readonly Item[] => {
  const items: Item[] = [];
  let stretch: SheetRow[] = [];
  const flush = (): void => {
    for (const item of readStretch(stretch, sheet)) items.push(item);
    stretch = [];
  };
  const rows = rowsOf(sheet);
  rows.forEach((row, at) => {
    const isBlank = filled(row).length === 0 && !row.isReached;
    if (!isBlank && !isProseRow(rows, at, sheet)) {
      stretch.push(row);
      return;
    }
    flush();
    items.push(...linesOf(filled(row)));
  });
  flush();
  return items;
};
