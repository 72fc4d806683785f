import type { Cell, Table } from '../../model/document.ts';
import { type Locator, locator } from '../../model/locator.ts';

/**
 * A cell of a row as word processors store it: where its left and right edges stand (in twips, 1/1440 inch), and how it
 * joins its neighbours. `across` tells a set of cells merged in a row: its first cell and those that only lend their
 * room; `down` the same for cells merged over rows.
 */
export type EdgeCell = {
  readonly left: number;
  readonly right: number;
  readonly across: 'none' | 'first' | 'rest';
  readonly down: 'none' | 'first' | 'rest';
};

export type FilledCell = EdgeCell & { readonly text: string; readonly locator: Locator };

export type EdgeGrid = { readonly table: Table; readonly isClipped: boolean };

/**
 * Edges that differ by less are one: half a character at the smallest print. Rows that were rounded apart differ by a
 * few twips; some writers leave columns of one twip.
 */
const SNAP = 40;

/** Slots of all spans together that one table may claim, as for web pages; the official form needs about 300. */
const MOST_SLOTS = 200_000;

/** One cell for each set merged across; the text is that of its first cell, as only that is shown. */
const joinAcross = (row: readonly FilledCell[]): readonly FilledCell[] => {
  const joined: FilledCell[] = [];
  for (const cell of row) {
    const first = joined.at(-1);
    if (cell.across === 'rest' && first && first.across !== 'none') {
      joined[joined.length - 1] = { ...first, right: Math.max(first.right, cell.right) };
    } else {
      joined.push(cell);
    }
  }
  return joined;
};

/** The column edge that each edge stands for, counted from the left. */
const snapEdges = (rows: readonly (readonly FilledCell[])[], tolerance: number): ReadonlyMap<number, number> => {
  const edges = new Set<number>();
  for (const row of rows) for (const cell of row) edges.add(cell.left).add(cell.right);
  const snapped = new Map<number, number>();
  let column = -1;
  let from = Number.NEGATIVE_INFINITY;
  for (const edge of [...edges].sort((a, b) => a - b)) {
    if (edge - from > tolerance) {
      column += 1;
      from = edge;
    }
    snapped.set(edge, column);
  }
  return snapped;
};

type Columns = { readonly of: (edge: number) => number; readonly count: number };

/** Columns between snapped edges, without those in which no cell begins: they exist only where an edge is ragged. */
const columnsOf = (rows: readonly (readonly FilledCell[])[], snapped: ReadonlyMap<number, number>): Columns => {
  const begins = new Set<number>();
  for (const row of rows) for (const cell of row) begins.add(snapped.get(cell.left)!);
  // the edges were snapped from left to right
  const last = [...snapped.values()].at(-1) ?? -1;
  const before: number[] = [];
  let count = 0;
  for (let column = 0; column <= last; column += 1) {
    before.push(count);
    if (begins.has(column)) count += 1;
  }
  return { of: (edge) => before[snapped.get(edge)!]!, count };
};

/** Snaps edges, unless that would close up a cell that holds text. */
const findColumns = (rows: readonly (readonly FilledCell[])[]): Columns => {
  const snapped = snapEdges(rows, SNAP);
  const closesUp = rows.some((row) =>
    row.some((cell) => cell.text !== '' && snapped.get(cell.left)! >= snapped.get(cell.right)!),
  );
  return columnsOf(rows, closesUp ? snapEdges(rows, 0) : snapped);
};

type Placed = { -readonly [K in keyof Cell]: Cell[K] };

/** Edges that overlap or run backwards are a damaged file: such a cell moves to the first column that is free. */
const place = (cell: FilledCell, row: number, columns: Columns, free: number): Placed => {
  const col = Math.max(free, columns.of(cell.left));
  return {
    row,
    col,
    rowSpan: 1,
    colSpan: Math.max(1, columns.of(cell.right) - col),
    text: cell.text,
    locator: { ...cell.locator, row, col },
  };
};

/** Places the rows; a cell that continues one above of just its columns makes that one taller. */
const placeRows = (rows: readonly (readonly FilledCell[])[], columns: Columns): readonly Placed[] => {
  const cells: Placed[] = [];
  let above = new Map<string, Placed>();
  rows.forEach((row, r) => {
    const open = new Map<string, Placed>();
    let free = 0;
    for (const cell of row) {
      if (cell.text === '' && columns.of(cell.left) === columns.of(cell.right)) continue;
      const placed = place(cell, r, columns, free);
      const key = `${placed.col}:${placed.colSpan}`;
      const top = cell.down === 'rest' ? above.get(key) : undefined;
      if (top) top.rowSpan += 1;
      else cells.push(placed);
      if (cell.down !== 'none') open.set(key, top ?? placed);
      free = placed.col + placed.colSpan;
    }
    above = open;
  });
  return cells;
};

/** Takes the spans from cells beyond the granted slots. */
const clip = (cells: readonly Placed[]): boolean => {
  let slots = MOST_SLOTS;
  let isClipped = false;
  for (const cell of cells) {
    if (cell.rowSpan * cell.colSpan > Math.max(1, slots)) {
      cell.rowSpan = 1;
      cell.colSpan = 1;
      isClipped = true;
    }
    slots -= cell.rowSpan * cell.colSpan;
  }
  return isClipped;
};

/**
 * The grid of a table whose rows know the edges of their cells. Edges within 40 twips are one; a column in which no cell
 * begins is none. Every slot belongs to one cell at most.
 */
export const gridFromEdges = (rows: readonly (readonly FilledCell[])[]): EdgeGrid => {
  const joined = rows.map(joinAcross);
  const columns = findColumns(joined);
  const cells = placeRows(joined, columns);
  const first = cells[0]?.locator ?? locator({});
  const last = cells.at(-1)?.locator ?? first;
  return {
    isClipped: clip(cells),
    table: {
      is: 'table',
      layout: 'grid',
      rows: rows.length,
      cols: cells.reduce((most, cell) => Math.max(most, cell.col + cell.colSpan), columns.count),
      cells,
      locator: locator({ line: first.line, page: first.page, start: first.start, end: last.end }),
    },
  };
};
