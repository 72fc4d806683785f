import type { CellUnit } from './cell-units.ts';
import { chapterNumber } from './recognise-heading.ts';

/** A run of units that are the cells of a table, or units that are not. */
export type SequencePart = { readonly isTable: boolean; readonly units: readonly CellUnit[] };

const FEWEST_CELLS = 8;
const FEWEST_FIGURES = 4;
const LONGEST_HEADER = 40;
/** Without blanks; some labels of the official forms carry an explanation of forty characters. */
const LONGEST_CELL = 80;

const isFigureUnit = (unit: CellUnit | undefined): boolean => unit?.kind === 'figure';

/** A numbered label with its figures after it, a unit between them at most: a row of the table and no chapter. */
const hasFigure = (units: readonly CellUnit[], i: number): boolean => {
  const next = units[i + 1];
  if (isFigureUnit(next)) return true;
  return next?.kind === 'text' && next.cell.text.length <= 3 && isFigureUnit(units[i + 2]);
};

/** The units of a candidate run: header words, then labels and figures, up to the last figure. */
const trim = (units: readonly CellUnit[]): { readonly from: number; readonly end: number } | null => {
  const first = units.findIndex(isFigureUnit);
  if (first < 0) return null;
  const end = units.findLastIndex(isFigureUnit) + 1;
  const from = Math.max(0, first - LONGEST_HEADER);
  const figures = units.filter(isFigureUnit).length;
  const enough = end - from >= FEWEST_CELLS && figures >= FEWEST_FIGURES && figures >= 0.3 * (end - from);
  return enough ? { from, end } : null;
};

const settle = (run: readonly CellUnit[]): readonly SequencePart[] => {
  const range = trim(run);
  if (!range) return [{ isTable: false, units: run }];
  return [
    { isTable: false, units: run.slice(0, range.from) },
    { isTable: true, units: run.slice(range.from, range.end) },
    { isTable: false, units: run.slice(range.end) },
  ];
};

/**
 * Finds tables printed one cell a paragraph without serials: runs of many short paragraphs, most of them figures or
 * labels. A chapter heading parts two tables; a row of the table that is numbered like a chapter ("一、…" with figures
 * after it, or next in the table's own count) does not.
 */
export const findCellSequences = (units: readonly CellUnit[]): readonly SequencePart[] => {
  const parts: SequencePart[] = [];
  let run: CellUnit[] = [];
  let inTable = 0;
  const flush = (): void => {
    parts.push(...settle(run));
    run = [];
    inTable = 0;
  };
  units.forEach((unit, i) => {
    const tooLong =
      unit.kind === 'stop' || unit.cell.text.replace(/\s+/g, '').length > LONGEST_CELL || /[；;]$/.test(unit.cell.text);
    const chapter = unit.kind === 'text' ? chapterNumber(unit.cell.text) : null;
    const ownNumber =
      chapter !== null &&
      (hasFigure(units, i) || (inTable > 0 && chapter === inTable + 1) || (chapter === 1 && run.length >= 2));
    if (tooLong || (chapter !== null && !ownNumber)) {
      flush();
      parts.push({ isTable: false, units: [unit] });
      return;
    }
    if (chapter !== null) inTable = chapter;
    run.push(unit);
  });
  flush();
  return parts.filter((part) => part.units.length > 0);
};
