import { cellText } from './cell-text.ts';
import type { DraftTable } from './draft.ts';
import type { RuledGrid } from './find-grids.ts';
import { isSpace, toGlyphLines } from './glyph-lines.ts';
import { type Box, centreX, centreY, type Glyph } from './page-content.ts';
import { toTextLine } from './text-lines.ts';

const boxOf = (grid: RuledGrid): Box => [grid.xs[0]!, grid.ys[0]!, grid.xs.at(-1)!, grid.ys.at(-1)!];

const isInside = (x: number, y: number, box: Box): boolean => x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3];

/** The stretch between sorted edges that holds a position, -1 outside. */
const stretchAt = (edges: readonly number[], position: number): number => {
  if (position < edges[0]! || position > edges.at(-1)!) return -1;
  let low = 0;
  let high = edges.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (edges[middle]! <= position) low = middle;
    else high = middle - 1;
  }
  return low;
};

/** Index of the cell over each unit of the grid. */
const cellIndex = (grid: RuledGrid): readonly number[] => {
  const width = grid.xs.length - 1;
  const index = new Array<number>(width * (grid.ys.length - 1)).fill(-1);
  grid.cells.forEach((cell, i) => {
    for (let r = cell.row; r < cell.row + cell.rowSpan; r += 1) {
      for (let c = cell.col; c < cell.col + cell.colSpan; c += 1) index[r * width + c] = i;
    }
  });
  return index;
};

/** The box with the smallest area that holds the point: where tables are nested, the innermost. */
const innermost = (boxes: readonly Box[], x: number, y: number): number => {
  let best = -1;
  let area = Number.POSITIVE_INFINITY;
  boxes.forEach((box, i) => {
    if (!isInside(x, y, box)) return;
    const own = (box[2] - box[0]) * (box[3] - box[1]);
    if (own < area) {
      best = i;
      area = own;
    }
  });
  return best;
};

const share = (
  glyphs: readonly Glyph[],
  grids: readonly RuledGrid[],
): { inside: readonly Glyph[][]; loose: Glyph[] } => {
  const boxes = grids.map(boxOf);
  const inside: Glyph[][] = grids.map(() => []);
  const loose: Glyph[] = [];
  for (const glyph of glyphs) {
    const at = innermost(boxes, centreX(glyph.box), centreY(glyph.box));
    (at < 0 ? loose : inside[at]!).push(glyph);
  }
  return { inside, loose };
};

const fill = (grid: RuledGrid, glyphs: readonly Glyph[], page: number): DraftTable => {
  const index = cellIndex(grid);
  const width = grid.xs.length - 1;
  const held: Glyph[][] = grid.cells.map(() => []);
  for (const glyph of glyphs) {
    const col = stretchAt(grid.xs, centreX(glyph.box));
    const row = stretchAt(grid.ys, centreY(glyph.box));
    held[index[row * width + col] ?? -1]?.push(glyph);
  }
  const cells = grid.cells.map((cell, i) => ({ ...cell, page, ...cellText(held[i]!, cell.box) }));
  return {
    is: 'table',
    page,
    box: boxOf(grid),
    xs: grid.xs,
    rows: grid.ys.length - 1,
    cells,
    openTop: grid.openTop,
    openBottom: grid.openBottom,
    isUncertain: glyphs.some((glyph) => glyph.isRecognised === true),
    instead: null,
  };
};

/** A drawing, or boxes for the layout, hold no figures side by side: such a grid is no table. */
const isTable = (table: DraftTable): boolean =>
  table.xs.length > 2 && table.cells.filter((cell) => cell.text !== '').length >= 2;

/** Lower frames may be a row of a table on the page before or after; higher ones stand around print. In points. */
const HIGHEST_ROW = 90;

const toFrame = (table: DraftTable, glyphs: readonly Glyph[]): DraftTable | null =>
  table.xs.length === 2 && table.box[3] - table.box[1] <= HIGHEST_ROW
    ? { ...table, instead: toGlyphLines(glyphs).map((line) => toTextLine(line, table.page)) }
    : null;

const holdsAnother = (grid: RuledGrid, others: readonly RuledGrid[]): boolean => {
  const own = boxOf(grid);
  return others.some(
    (other) =>
      other !== grid &&
      other.xs.length > 2 &&
      other.cells.length >= 4 &&
      grid.cells.length <= other.cells.length &&
      isInside((other.xs[0]! + other.xs.at(-1)!) / 2, (other.ys[0]! + other.ys.at(-1)!) / 2, own),
  );
};

/** The ruled tables of a page with their texts, and the characters outside them. */
export type FilledGrids = { readonly tables: readonly DraftTable[]; readonly loose: readonly Glyph[] };

/** Gives every character to the cell in which its centre stands. Characters in large frames are loose. */
export const fillGrids = (glyphs: readonly Glyph[], grids: readonly RuledGrid[], page: number): FilledGrids => {
  const candidates = grids.filter((grid) => !holdsAnother(grid, grids));
  const { inside, loose } = share(glyphs, candidates);
  const tables: DraftTable[] = [];
  candidates.forEach((grid, i) => {
    const seen = inside[i]!.some((glyph) => !isSpace(glyph.char));
    const table = seen ? fill(grid, inside[i]!, page) : null;
    const kept = table && (isTable(table) ? table : toFrame(table, inside[i]!));
    if (kept) tables.push(kept);
    else loose.push(...inside[i]!);
  });
  return { tables, loose };
};
