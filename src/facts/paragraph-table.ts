import type { Cell, Document, Table } from '../model/document.ts';

const LONGEST_CELL = 60;

/** Fewer short lines than this cannot hold a form. */
const FEWEST_CELLS = 20;

/**
 * A last resort for tables that an extraction dissolved into paragraphs: the short paragraphs and headings of the
 * document as one table of which only the order is known. Null when there are too few to hold a form.
 */
export const paragraphTable = (document: Document): Table | null => {
  const cells: Cell[] = [];
  for (const block of document.blocks) {
    if ((block.is !== 'paragraph' && block.is !== 'heading') || block.text.length > LONGEST_CELL) continue;
    const { text, locator } = block;
    const doubt = block.is === 'paragraph' && block.doubtful ? { doubtful: true as const } : {};
    cells.push({ row: cells.length, col: 0, rowSpan: 1, colSpan: 1, text, locator, ...doubt });
  }
  const first = cells[0];
  if (cells.length < FEWEST_CELLS || !first) return null;
  return { is: 'table', layout: 'sequence', rows: cells.length, cols: 1, cells, locator: first.locator };
};
