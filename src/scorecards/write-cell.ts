import type { Cell, Row, Worksheet } from 'exceljs';
import { type Decimal, isInteger, parseDecimal, printShort } from '../model/decimal.ts';
import { fitsExcel } from '../rules/expression/to-excel.ts';
import { cellText, cleanText, looksLikeFormula } from './clean-text.ts';
import { type Look, NUMBER, WHOLE } from './look.ts';

/** The number format of text cells; `sealWorkbook` adds the quote prefix to every style that has it. */
export const AS_TEXT = '@';

const guarded = new WeakMap<Look, Look>();

const guard = (look: Look): Look => {
  const known = guarded.get(look);
  if (known) return known;
  const made = { ...look, numFmt: AS_TEXT };
  guarded.set(look, made);
  return made;
};

/** Writes text as text, whatever it looks like: never a formula, a link or a number. Null leaves the cell empty. */
export const putText = (cell: Cell, text: string | null, look: Look): void => {
  const clean = cellText(text ?? '');
  cell.style = looksLikeFormula(clean) ? guard(look) : look;
  cell.value = clean === '' ? null : clean;
};

/** The number as a spreadsheet holds it, or null when it would not be exact. */
export const excelNumber = (value: Decimal): number | null => (fitsExcel(value) ? Number(printShort(value)) : null);

/** The look of a figure: no decimals for whole numbers, as many as it has for others. */
export const numberLook = (value: Decimal): Look => (isInteger(value) ? WHOLE : NUMBER);

/** Writes a figure as a number, or as text where a number would not be exact; says which. */
export const putNumber = (cell: Cell, value: Decimal, look: Look = numberLook(value)): 'number' | 'text' => {
  const number = excelNumber(value);
  if (number === null) {
    putText(cell, printShort(value), look);
    return 'text';
  }
  cell.style = look;
  cell.value = number;
  return 'number';
};

/** Writes a figure given as text: as a number where it is one, otherwise as text. */
export const putFigure = (cell: Cell, text: string | null, look: Look): void => {
  const value = text === null ? null : parseDecimal(text);
  if (value === null) putText(cell, text, { ...look, alignment: { ...look.alignment, wrapText: true } });
  else putNumber(cell, value, { ...numberLook(value), font: look.font, fill: look.fill, alignment: look.alignment });
};

/** Writes a formula of ours, without the leading "=", with the result that Excel will compute. */
export const putFormula = (cell: Cell, formula: string, result: number | string, look: Look): void => {
  cell.style = look;
  cell.value = { formula, result };
};

/** Attaches a note; its text cannot be anything but text. */
export const putNote = (cell: Cell, text: string): void => {
  cell.note = { texts: [{ font: { name: '微软雅黑', size: 9 }, text: cleanText(text) }] };
};

/** Width in half-width characters: a Chinese character takes two. */
const widthOf = (text: string): number => {
  let width = 0;
  for (const character of text) width += character.codePointAt(0)! < 0x2000 ? 1.1 : 2;
  return width;
};

const LINE = 15;

/** Excel's own limit. */
const TALLEST = 409;

const linesOf = (text: string, width: number): number =>
  text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(widthOf(line) / Math.max(1, width - 3))), 0);

/**
 * Makes the row as high as its longest wrapped text needs: previewers and merged cells do not grow by themselves.
 * `texts` pairs each text with the width of its column.
 */
export const fitRow = (row: Row, texts: readonly (readonly [string | null, number])[], line = LINE): void => {
  const lines = Math.max(1, ...texts.map(([text, width]) => linesOf(cleanText(text ?? ''), width)));
  row.height = Math.min(TALLEST, lines * line + 3);
};

/** Merges one row's cells from column `from` to `to`, all with the look, and writes the text. */
export const putMerged = (
  sheet: Worksheet,
  row: number,
  [from, to]: readonly [number, number],
  text: string | null,
  look: Look,
): void => {
  for (let column = from; column <= to; column += 1) sheet.getCell(row, column).style = look;
  if (to > from) sheet.mergeCells(row, from, row, to);
  putText(sheet.getCell(row, from), text, look);
};

/** Writes one row of texts with one look, starting in the first column. */
export const putRow = (sheet: Worksheet, row: number, texts: readonly (string | null)[], look: Look): void => {
  for (const [index, text] of texts.entries()) putText(sheet.getCell(row, index + 1), text, look);
};

/** Sets widths of the first columns, in characters. */
export const setWidths = (sheet: Worksheet, widths: readonly number[]): void => {
  for (const [index, width] of widths.entries()) sheet.getColumn(index + 1).width = width;
};
