import { LIMITS } from '../../platform/limits.ts';
import type { TableLine } from './check-rows.ts';

/** What a cell of a sheet holds, once its book is open. */
type SheetCell = { readonly t?: string; readonly v?: unknown; readonly w?: string } | undefined;

const textOf = (cell: SheetCell): string => {
  if (cell === undefined || cell.v === undefined || cell.v === null) return '';
  // Numbers as they are, not as they look: "1.5E+11" is a matter of the width of the column.
  if (cell.t === 'n') return String(cell.v);
  return (cell.t === 'd' ? (cell.w ?? '') : String(cell.v)).trim();
};

/** Begins like a zip, as every Excel book of today does. */
export const isBook = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;

/**
 * The lines of the first sheet of an Excel book that is not empty, values only: formulas give their stored result,
 * nothing is computed, followed or loaded. Lines are numbered as Excel shows them; empty ones are left out, and so are
 * empty cells beyond the header. Null when it is no readable book.
 */
export const readRosterBook = async (bytes: Uint8Array): Promise<readonly TableLine[] | null> => {
  if (bytes.length > LIMITS.rosterBookBytes) return null;
  const { read } = await import('@e965/xlsx');
  try {
    const book = read(bytes, {
      type: 'array',
      dense: true,
      cellFormula: false,
      cellHTML: false,
      cellStyles: false,
      bookVBA: false,
      sheetRows: LIMITS.rosterRows,
    });
    const sheets = book.SheetNames.map((name) => linesOf((book.Sheets[name]?.['!data'] ?? []) as SheetRows));
    return sheets.find((lines) => lines.length > 0) ?? [];
  } catch {
    return null;
  }
};

type SheetRows = readonly (readonly SheetCell[] | undefined)[];

const MOST_CELLS = 64;

const linesOf = (rows: SheetRows): readonly TableLine[] => {
  const lines = [...rows].flatMap((row, place) => {
    const cells = [...(row ?? []).slice(0, MOST_CELLS)].map(textOf);
    return cells.some((cell) => cell !== '') ? [{ line: place + 1, cells }] : [];
  });
  const width = (lines[0]?.cells.findLastIndex((cell) => cell !== '') ?? -1) + 1;
  return lines.map(({ line, cells }) => ({ line, cells: fitTo(cells, width) }));
};

/** A sheet has no ragged lines: missing cells are empty, and empty cells beyond the header are none. */
const fitTo = (cells: readonly string[], width: number): readonly string[] => {
  const filled = cells.findLastIndex((cell) => cell !== '') + 1;
  return Array.from({ length: Math.max(width, filled) }, (_, place) => cells[place] ?? '');
};
