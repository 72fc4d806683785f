import { headNumber } from '../text/recognise-heading.ts';
import type { DraftCell, DraftTable } from './draft.ts';
import { isFigure } from './loose-token.ts';

/** Outer edges of the parts of one table differ by less. In points. */
const SAME_EDGE = 4;

/** Inner edges. In points. */
const SAME_COLUMN = 3;

const hasEdge = (xs: readonly number[], x: number): boolean => xs.some((edge) => Math.abs(edge - x) <= SAME_COLUMN);

const isSubset = (xs: readonly number[], of: readonly number[]): boolean => xs.every((x) => hasEdge(of, x));

/** A part of one column alone may be the first or last row of a table; two such parts are frames around print. */
const isContinuation = (table: DraftTable, part: DraftTable): boolean =>
  (table.instead === null || part.instead === null) &&
  Math.abs(table.xs[0]! - part.xs[0]!) <= SAME_EDGE &&
  Math.abs(table.xs.at(-1)! - part.xs.at(-1)!) <= SAME_EDGE &&
  (isSubset(table.xs.slice(1, -1), part.xs) || isSubset(part.xs.slice(1, -1), table.xs));

const nearest = (xs: readonly number[], x: number): number => {
  let best = 0;
  xs.forEach((edge, i) => {
    if (Math.abs(edge - x) < Math.abs(xs[best]! - x)) best = i;
  });
  return best;
};

/** The cells of a part on a finer set of columns. */
const ontoColumns = (part: DraftTable, xs: readonly number[]): readonly DraftCell[] =>
  part.cells.map((cell) => {
    const col = nearest(xs, part.xs[cell.col]!);
    return { ...cell, col, colSpan: nearest(xs, part.xs[cell.col + cell.colSpan]!) - col };
  });

const key = (text: string): string => text.replace(/\s+/g, '');

const cellsOfRow = (cells: readonly DraftCell[], row: number): readonly DraftCell[] =>
  cells.filter((cell) => cell.row === row);

const isSameRow = (a: readonly DraftCell[], b: readonly DraftCell[]): boolean =>
  a.length === b.length &&
  a.some((cell) => cell.text !== '') &&
  a.every((cell, i) => cell.col === b[i]!.col && key(cell.text) === key(b[i]!.text) && !isFigure(cell.text));

/** How many rows at the top of the part repeat the header of the table. */
const repeatedRows = (cells: readonly DraftCell[], part: readonly DraftCell[], rows: number): number => {
  let count = 0;
  while (count < rows - 1 && isSameRow(cellsOfRow(cells, count), cellsOfRow(part, count))) count += 1;
  return count;
};

const hasFigure = (cells: readonly DraftCell[]): boolean => cells.some((cell) => isFigure(cell.text.trim()));

const count = (text: string, marks: RegExp): number => text.match(marks)?.length ?? 0;

/** A label that stops inside a bracket or after a comma. */
const isCutOff = (text: string): boolean =>
  count(text, /[（(《“]/g) > count(text, /[）)》”]/g) || /[，、：,]$/.test(text.trim());

const overCol = (cells: readonly DraftCell[], col: number): DraftCell | undefined =>
  cells.find((cell) => cell.col <= col && col < cell.col + cell.colSpan);

/** A row of a numbered list goes on in a row with a label but no number and no figures. */
const goesOnUnnumbered = (above: DraftCell, label: DraftCell, last: readonly DraftCell[]): boolean =>
  hasFigure(last) && headNumber(key(above.text)) !== null && above.col === label.col && above.colSpan === label.colSpan;

/** Figures in a row of fewer may be a row of their own below one that was left blank. */
const MANY_FIGURES = 3;

/** The label of a numbered row goes on in a row without a number, which has all the figures of a wide table. */
const labelGoesOn = (above: DraftCell, label: DraftCell, first: readonly DraftCell[]): boolean =>
  first.filter((cell) => isFigure(cell.text.trim())).length >= MANY_FIGURES &&
  headNumber(key(above.text)) !== null &&
  above.col === label.col &&
  above.colSpan === label.colSpan;

/**
 * Whether the first row of a part is the rest of the last row before it: only one of the two has figures, and the
 * label above was cut off, or no line closes it, or a number before it and none here show that they are one.
 */
const isRestOfRow = (last: readonly DraftCell[], first: readonly DraftCell[], isOpen: boolean): boolean => {
  const labels = first.filter((cell) => cell.text !== '' && !isFigure(cell.text.trim()));
  if (hasFigure(last) && hasFigure(first)) return false;
  // one label may go on; a second cell filled in both is a row of its own
  if (first.filter((cell) => cell.text !== '' && (overCol(last, cell.col)?.text ?? '') !== '').length > 1) return false;
  if (labels.length === 0) return isOpen && hasFigure(first);
  const label = labels.at(-1)!;
  const above = overCol(last, label.col);
  if (!above || above.text === '' || headNumber(key(label.text))) return false;
  return (
    isCutOff(above.text) ||
    (isOpen && labels.length === 1) ||
    goesOnUnnumbered(above, label, last) ||
    labelGoesOn(above, label, first)
  );
};

const joinText = (upper: string, lower: string): string =>
  upper === '' || lower === '' ? upper + lower : `${upper}\n${lower}`;

/** The cells that reach the bottom of the table so far. */
const bottomCells = (cells: readonly DraftCell[], rows: number): readonly DraftCell[] =>
  cells.filter((cell) => cell.row + cell.rowSpan === rows);

/** Empty cells before the first label of a row: the rest of labels that span rows from the page before. */
const leadingEmpty = (first: readonly DraftCell[]): readonly DraftCell[] => {
  const end = first.findIndex((cell) => cell.text !== '');
  return first.slice(0, Math.max(0, end));
};

type Joined = { readonly cells: readonly DraftCell[]; readonly rows: number };

const grow = (cells: readonly DraftCell[], grown: ReadonlyMap<DraftCell, number>): readonly DraftCell[] =>
  cells.map((cell) => ({ ...cell, rowSpan: cell.rowSpan + (grown.get(cell) ?? 0) }));

/** Adds the rows of a part below; labels that span over the page become one cell. */
const append = (above: Joined, part: Joined): Joined => {
  const bottom = bottomCells(above.cells, above.rows);
  const grown = new Map<DraftCell, number>();
  const taken = new Set<DraftCell>();
  for (const cell of leadingEmpty(cellsOfRow(part.cells, 0))) {
    const upper = bottom.find((other) => other.col === cell.col && other.colSpan === cell.colSpan);
    if (!upper || upper.text === '' || isFigure(upper.text.trim())) continue;
    grown.set(upper, cell.rowSpan);
    taken.add(cell);
  }
  const below = part.cells.filter((cell) => !taken.has(cell)).map((cell) => ({ ...cell, row: cell.row + above.rows }));
  return { cells: [...grow(above.cells, grown), ...below], rows: above.rows + part.rows };
};

/** Joins the first row of a part to the last row before it, cell by cell, and adds the others below. */
const mergeRow = (above: Joined, part: Joined): Joined => {
  const bottom = bottomCells(above.cells, above.rows);
  const first = cellsOfRow(part.cells, 0);
  const merged = new Map<DraftCell, DraftCell>();
  const taken = new Set<DraftCell>();
  for (const cell of first) {
    const upper = bottom.find((other) => other.col === cell.col && other.colSpan === cell.colSpan);
    if (!upper) continue;
    const text = joinText(upper.text, cell.text);
    const isDoubtful = upper.isDoubtful || cell.isDoubtful;
    merged.set(upper, { ...upper, text, rowSpan: upper.rowSpan + cell.rowSpan - 1, isDoubtful });
    taken.add(cell);
  }
  if (taken.size < first.length) return append(above, part);
  const below = part.cells
    .filter((cell) => !taken.has(cell))
    .map((cell) => ({ ...cell, row: cell.row + above.rows - 1 }));
  return {
    cells: [...above.cells.map((cell) => merged.get(cell) ?? cell), ...below],
    rows: above.rows + part.rows - 1,
  };
};

const dropRows = (part: Joined, drop: number): Joined => ({
  cells: part.cells.filter((cell) => cell.row >= drop).map((cell) => ({ ...cell, row: cell.row - drop })),
  rows: part.rows - drop,
});

/**
 * A table and the part of it on the next page as one table, or null when the part is a table of its own: it must have
 * the same outer edges, and all columns of one must be columns of the other. A repeated header is left out.
 */
export const continueTable = (table: DraftTable, part: DraftTable): DraftTable | null => {
  if (!isContinuation(table, part)) return null;
  const xs = table.xs.length >= part.xs.length ? table.xs : part.xs;
  const above: Joined = { cells: ontoColumns(table, xs), rows: table.rows };
  const whole: Joined = { cells: ontoColumns(part, xs), rows: part.rows };
  const below = dropRows(whole, repeatedRows(above.cells, whole.cells, part.rows));
  const isOpen = table.openBottom || part.openTop;
  const isRest = isRestOfRow(bottomCells(above.cells, above.rows), cellsOfRow(below.cells, 0), isOpen);
  const joined = (isRest ? mergeRow : append)(above, below);
  return {
    ...table,
    xs,
    ...joined,
    openBottom: part.openBottom,
    isUncertain: table.isUncertain || part.isUncertain,
    instead: null,
  };
};
