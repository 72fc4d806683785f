import type { Cell, Table } from '../../model/document.ts';
import { locator } from '../../model/locator.ts';
import { childrenNamed, linesInside } from './collect-lines.ts';
import { attribute, isUnseen, type PageElement } from './parse-page.ts';

/** A table with its spans resolved; `isClipped` when it claimed more slots than are granted and lost spans. */
export type ResolvedGrid = { readonly table: Table; readonly isClipped: boolean };

/** Slots of all spans together that one table may claim; the official form needs about 300. */
const MOST_SLOTS = 200_000;

const LARGEST_COLSPAN = 1000;
const LARGEST_ROWSPAN = 65_534;

/** The number a span attribute begins with, as browsers read it; null when it has none. */
const spanOf = (element: PageElement, name: string): number | null => {
  const digits = /^\s{0,20}\+?(\d{1,15})/.exec(attribute(element, name) ?? '');
  return digits ? Number(digits[1]) : null;
};

const colSpanOf = (element: PageElement): number => {
  const span = spanOf(element, 'colspan') ?? 1;
  return span < 1 || span > LARGEST_COLSPAN ? 1 : span;
};

/** The rows a cell reaches over, out of those left in its row group; 0 means all of them. */
const rowSpanOf = (element: PageElement, left: number): number => {
  const span = spanOf(element, 'rowspan') ?? 1;
  return span === 0 ? left : Math.min(span, LARGEST_ROWSPAN, left);
};

const isSeen = (element: PageElement): boolean => !isUnseen(element);

const rowGroups = (table: PageElement): readonly (readonly PageElement[])[] =>
  childrenNamed(table, ['thead', 'tbody', 'tfoot'])
    .filter(isSeen)
    .map((group) => childrenNamed(group, ['tr']).filter(isSeen));

const cellsOf = (row: PageElement): readonly PageElement[] => childrenNamed(row, ['td', 'th']).filter(isSeen);

type Place = Pick<Cell, 'row' | 'col' | 'rowSpan' | 'colSpan'>;

const toCell = (element: PageElement, place: Place, source: string): Cell => {
  const lines = linesInside(element, source);
  const where = element.sourceCodeLocation;
  return {
    ...place,
    text: lines
      .map((line) => line.text.trim())
      .join('\n')
      .trim(),
    locator: locator({
      row: place.row,
      col: place.col,
      line: lines.find((line) => line.text.trim() !== '')?.line ?? where?.startLine ?? null,
      start: where?.startOffset ?? null,
      end: where?.endOffset ?? null,
    }),
  };
};

/** First free column from `from` on: `freeAt[col]` is the row of the group from which on the column is free. */
const nextFree = (freeAt: readonly (number | undefined)[], row: number, from: number): number => {
  let col = from;
  while ((freeAt[col] ?? 0) > row) col += 1;
  return col;
};

const freeWidth = (freeAt: readonly (number | undefined)[], row: number, col: number, wanted: number): number => {
  let width = 1;
  while (width < wanted && (freeAt[col + width] ?? 0) <= row) width += 1;
  return width;
};

/**
 * The grid of a table element, as browsers lay it out: a row span ends with its row group, a span of 0 reaches to that
 * end, a column span of 0 or beyond 1000 counts as 1, and a cell that would overlap one from above is narrowed. Every
 * slot belongs to one cell at most.
 */
export const resolveGrid = (element: PageElement, source: string): ResolvedGrid => {
  const cells: Cell[] = [];
  let top = 0;
  let cols = 0;
  let slots = MOST_SLOTS;
  let isClipped = false;
  for (const rows of rowGroups(element)) {
    const freeAt: (number | undefined)[] = [];
    rows.forEach((row, r) => {
      let col = 0;
      for (const cell of cellsOf(row)) {
        col = nextFree(freeAt, r, col);
        let colSpan = freeWidth(freeAt, r, col, colSpanOf(cell));
        let rowSpan = rowSpanOf(cell, rows.length - r);
        if (colSpan * rowSpan > Math.max(1, slots)) {
          isClipped = true;
          colSpan = 1;
          rowSpan = 1;
        }
        slots -= colSpan * rowSpan;
        for (let c = col; c < col + colSpan; c += 1) freeAt[c] = r + rowSpan;
        cells.push(toCell(cell, { row: top + r, col, rowSpan, colSpan }, source));
        col += colSpan;
      }
      cols = Math.max(cols, col);
    });
    top += rows.length;
  }
  const where = element.sourceCodeLocation;
  return {
    isClipped,
    table: {
      is: 'table',
      layout: 'grid',
      rows: top,
      cols,
      cells,
      locator: locator({
        line: where?.startLine ?? null,
        start: where?.startOffset ?? null,
        end: where?.endOffset ?? null,
      }),
    },
  };
};
