import { i16, u8, u16 } from '../compound/little-endian.ts';
import type { EdgeCell } from '../grid/from-edges.ts';
import { SPRM, type Sprm } from './each-sprm.ts';

type DraftCell = { across: number; down: number };

/** `edges` has one more than `cells`. */
type Draft = { edges: number[]; cells: DraftCell[] };

/** [MS-DOC] 2.9.322: a row has at most 63 cells. */
const MOST_CELLS = 63;

/** [MS-DOC] 2.9.313 TC80; the older form has shorter borders. */
const CELL_SIZE = 20;
const CELL_SIZE_10 = 10;

/**
 * [MS-DOC] 2.9.323: the edges of the cells, then a description of each. Cells at the end may lack theirs. Bits 0–1 of it
 * tell the merging in a row, bits 5–6 that over rows ([MS-DOC] 2.9.317).
 */
const define = (operand: Uint8Array, cellSize: number): Draft => {
  const count = Math.min(MOST_CELLS, u8(operand, 2));
  const first = 3 + (count + 1) * 2;
  const flags = (index: number): number => {
    const at = first + index * cellSize;
    return at + 2 <= operand.length ? u16(operand, at) : 0;
  };
  return {
    edges: Array.from({ length: count + 1 }, (_, i) => i16(operand, 3 + i * 2)),
    cells: Array.from({ length: count }, (_, i) => ({ across: flags(i) & 3, down: (flags(i) >> 5) & 3 })),
  };
};

const widths = (row: Draft): readonly number[] => row.cells.map((_, i) => row.edges[i + 1]! - row.edges[i]!);

const withWidths = (row: Draft, sizes: readonly number[]): void => {
  let edge = row.edges[0] ?? 0;
  row.edges = [edge];
  for (const size of sizes) {
    edge += size;
    row.edges.push(edge);
  }
};

/** [MS-DOC] 2.6.3: new cells of one width at a place. */
const insert = (row: Draft, operand: Uint8Array): void => {
  const at = Math.min(u8(operand, 0), row.cells.length);
  const count = Math.min(u8(operand, 1), MOST_CELLS - row.cells.length);
  const sizes = widths(row);
  const added = Array.from({ length: count }, () => u16(operand, 2));
  row.cells.splice(at, 0, ...added.map(() => ({ across: 0, down: 0 })));
  withWidths(row, [...sizes.slice(0, at), ...added, ...sizes.slice(at)]);
};

/** Changes that name the cells from one to before another. */
const changeRange = (row: Draft, { code, operand }: Sprm): void => {
  const from = u8(operand, 0);
  const to = Math.min(u8(operand, 1), row.cells.length);
  const sizes = widths(row);
  switch (code) {
    case SPRM.tableDeleteCells:
      if (from >= to) return;
      row.cells.splice(from, to - from);
      withWidths(row, [...sizes.slice(0, from), ...sizes.slice(to)]);
      break;
    case SPRM.tableCellWidth:
      withWidths(
        row,
        sizes.map((size, i) => (i >= from && i < to ? u16(operand, 2) : size)),
      );
      break;
    case SPRM.tableMergeCells:
      for (let i = from; i < to; i += 1) row.cells[i]!.across = i === from ? 2 : 1;
      break;
    case SPRM.tableSplitCells:
      for (let i = from; i < to; i += 1) row.cells[i]!.across = 0;
      break;
  }
};

const change = (row: Draft, sprm: Sprm): Draft => {
  const { code, operand } = sprm;
  if (code === SPRM.tableDefinition) return define(operand, CELL_SIZE);
  if (code === SPRM.tableDefinition10) return define(operand, CELL_SIZE_10);
  if (code === SPRM.tableInsertCells) insert(row, operand);
  else if (code === SPRM.tableVerticalMerge) {
    const cell = row.cells[u8(operand, 1)];
    if (cell) cell.down = u8(operand, 2) & 3;
  } else changeRange(row, sprm);
  return row;
};

/** [MS-DOC] 2.9.342: 3 begins cells merged over rows, 1 continues them. The older form knows a bit for each. */
const downOf = (flags: number): EdgeCell['down'] => (flags === 0 ? 'none' : flags === 1 ? 'rest' : 'first');

/**
 * Which cells are merged in a row. [MS-DOC] marks the first of a set with 2 and the others with 1, the description of
 * 1998 the other way round, and both are found: so the cell that comes first tells what marks a first one.
 */
const acrossOf = (cells: readonly DraftCell[]): readonly EdgeCell['across'][] => {
  let first = 0;
  return cells.map(({ across }) => {
    if (across === 0) {
      first = 0;
      return 'none';
    }
    const isFirst = first === 0 || across === first;
    if (isFirst) first = across;
    return isFirst ? 'first' : 'rest';
  });
};

/** The cells of a row from the changes at its end mark; null when they do not define any. */
export const readRow = (changes: readonly Sprm[]): readonly EdgeCell[] | null => {
  let row: Draft = { edges: [], cells: [] };
  for (const sprm of changes) row = change(row, sprm);
  if (row.cells.length === 0) return null;
  const across = acrossOf(row.cells);
  return row.cells.map((cell, i) => ({
    left: row.edges[i]!,
    right: row.edges[i + 1]!,
    across: across[i]!,
    down: downOf(cell.down),
  }));
};
