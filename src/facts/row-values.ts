import type { Cell, Table } from '../model/document.ts';
import type { LabelCell } from './label-cells.ts';
import { isLabel, isUnit } from './label-cells.ts';

/** Cells of the label's row that stand behind it, up to the next label that was recognised. */
const behindInRow = (label: LabelCell, recognised: ReadonlySet<Cell>): readonly Cell[] => {
  const cells: Cell[] = [];
  for (const cell of label.table.cells.slice(label.index + 1)) {
    if (cell.row !== label.cell.row || recognised.has(cell)) break;
    cells.push(cell);
  }
  return cells;
};

/** Where only the order is known: the cells up to the next label of any kind. */
const behindInSequence = (label: LabelCell, recognised: ReadonlySet<Cell>): readonly Cell[] => {
  const cells: Cell[] = [];
  for (const cell of label.table.cells.slice(label.index + 1)) {
    if (recognised.has(cell) || (isLabel(cell.text) && !isUnit(cell.text))) break;
    cells.push(cell);
  }
  return cells;
};

/** The first row below that holds no label at all: figures that an extraction put on a line of their own. */
const nextBareRow = (table: Table, row: number): readonly Cell[] => {
  const cells = table.cells.filter((cell) => cell.row === row + 1);
  return cells.some((cell) => isLabel(cell.text)) ? [] : cells;
};

/** The cells that may hold the figures of a labelled row, in order, units and blanks included. */
export const cellsBehind = (label: LabelCell, recognised: ReadonlySet<Cell>): readonly Cell[] => {
  if (label.table.layout === 'sequence') return behindInSequence(label, recognised);
  const cells = behindInRow(label, recognised);
  if (cells.length > 0 || label.table.layout === 'grid') return cells;
  return nextBareRow(label.table, label.cell.row);
};

const isEmpty = (cell: Cell): boolean => cell.text.trim() === '';

/**
 * Drops empty cells at the ends that exceed `count`: placeholders of spans, not figures. Where it is not decided which
 * of them are placeholders the cells stay, too many as they are.
 */
export const trimTo = (cells: readonly Cell[], count: number): readonly Cell[] => {
  if (cells.length <= count) return cells;
  if (cells.every(isEmpty)) return cells.slice(0, count);
  const from = cells.findIndex((cell) => !isEmpty(cell));
  const end = cells.findLastIndex((cell) => !isEmpty(cell)) + 1;
  if (end - from >= count) return cells.slice(from, end);
  if (from === 0) return cells.slice(0, count);
  return end === cells.length ? cells.slice(-count) : cells;
};
