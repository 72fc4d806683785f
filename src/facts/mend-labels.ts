import type { Cell, Document, Table } from '../model/document.ts';
import { squeeze } from '../text/normalise.ts';
import { matchingKey } from './align-labels.ts';
import { isLabel } from './label-cells.ts';

/** A label is broken over at most this many lines. */
const MOST_LINES = 4;

const joined = (cells: readonly Cell[]): Cell => {
  const first = cells[0]!;
  const last = cells[cells.length - 1]!;
  return {
    ...first,
    text: cells.map((cell) => cell.text).join(''),
    locator: { ...first.locator, end: last.locator.end },
    ...(cells.some((cell) => cell.doubtful) ? { doubtful: true as const } : {}),
  };
};

const isOpen = (text: string): boolean => {
  const plain = squeeze(text);
  return plain.split('(').length > plain.split(')').length;
};

/** How many cells an explanation in parentheses, opened in the cell at `at`, runs on; 1 when none is open. */
const linesOfExplanation = (cells: readonly Cell[], at: number): number => {
  for (let count = 1; count <= MOST_LINES && at + count <= cells.length; count += 1) {
    if (
      !isOpen(
        cells
          .slice(at, at + count)
          .map((cell) => cell.text)
          .join(''),
      )
    )
      return count;
  }
  return 1;
};

/** How many cells from `at` on make up one official label; 1 when the cell is one by itself or none is found. */
const linesOfLabel = (cells: readonly Cell[], at: number, official: ReadonlySet<string>): number => {
  if (!isLabel(cells[at]!.text)) return 1;
  if (official.has(matchingKey(cells[at]!.text))) return linesOfExplanation(cells, at);
  for (let count = 2; count <= MOST_LINES && at + count <= cells.length; count += 1) {
    const piece = cells.slice(at, at + count);
    if (!piece.every((cell) => /\p{Script=Han}|[,;、()（）“”]/u.test(cell.text))) return 1;
    if (official.has(matchingKey(piece.map((cell) => cell.text).join('')))) return count;
  }
  return 1;
};

/**
 * Joins labels that were broken over lines in a table of which only the order of cells is known: two to four cells that
 * only together make an official label become one cell. Other tables are returned as they are.
 */
export const mendLabels = (table: Table, official: ReadonlySet<string>): Table => {
  if (table.layout !== 'sequence') return table;
  const cells: Cell[] = [];
  for (let at = 0; at < table.cells.length; ) {
    const count = linesOfLabel(table.cells, at, official);
    cells.push(count === 1 ? table.cells[at]! : joined(table.cells.slice(at, at + count)));
    at += count;
  }
  return cells.length === table.cells.length ? table : { ...table, cells };
};

/** The tables of a document, broken labels mended. */
export const tablesOf = (document: Document, official: ReadonlySet<string>): readonly Table[] =>
  document.blocks.filter((block): block is Table => block.is === 'table').map((table) => mendLabels(table, official));
