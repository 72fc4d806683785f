import type { Table } from '../../model/document.ts';
import { isFigure } from '../text/cell-shapes.ts';

const LONG_CELL = 200;

/** Enough of a cell's text to see whether it is a figure. */
const SHORT = 40;

const size = (text: string): number => text.replace(/\s+/g, '').length;

/**
 * Whether a table holds data and is not a frame around prose: by the same measures as for web pages. Several columns,
 * some rows or figures, and not mostly long texts.
 */
export const looksLikeData = (table: Table): boolean => {
  const perRow = new Map<number, number>();
  for (const cell of table.cells) perRow.set(cell.row, (perRow.get(cell.row) ?? 0) + 1);
  if (![...perRow.values()].some((count) => count >= 2)) return false;
  const filled = table.cells.filter((cell) => cell.text !== '');
  const figures = filled.filter((cell) => cell.text.length <= SHORT && isFigure(cell.text.trim())).length;
  if (figures < 2 && (table.rows < 2 || filled.length < 3)) return false;
  if (figures >= 5 && figures >= 0.2 * filled.length) return true;
  const sizes = filled.map((cell) => size(cell.text));
  const all = sizes.reduce((sum, each) => sum + each, 0);
  const long = sizes.reduce((sum, each) => sum + (each >= LONG_CELL ? each : 0), 0);
  return long <= 0.5 * all;
};
