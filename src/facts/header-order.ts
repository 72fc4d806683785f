import type { TemplateRow } from '../model/template.ts';
import { matchingKey } from './align-labels.ts';
import type { LabelCell } from './label-cells.ts';
import type { LocatedTable } from './locate-table.ts';

/** Positions in the table of the located data rows, with their row in the form. */
const dataRows = (located: LocatedTable, label: LabelCell): readonly (readonly [number, number])[] =>
  [...located.rows]
    .filter(([row, other]) => other.table === label.table && located.template.rows[row]!.role === 'data')
    .map(([row, other]) => [row, other.index] as const);

/** The labels of the columns of a row, in the order of the form. */
const columnNames = (located: LocatedTable, row: TemplateRow, rowIndex: number): readonly (readonly string[])[] => {
  if (located.template.layout === 'matrix') {
    const names = row.slots.map((slot) => located.template.columns.find((c) => c.code === slot.group)?.labels ?? []);
    // the first and the last are printed a line above the others
    return names.slice(1, -1);
  }
  const above = located.template.rows.slice(0, rowIndex);
  return row.slots.map(
    (slot) => above.findLast((r) => r.role === 'header' && r.labels[0] === slot.column)?.labels ?? [],
  );
};

/** Where the header of a row may stand in its table: behind the rows of the block before, in front of the row itself. */
const headerRange = (located: LocatedTable, label: LabelCell, rowIndex: number): readonly [number, number] => {
  const rows = dataRows(located, label);
  if (located.template.layout === 'matrix') return [0, Math.min(label.index, ...rows.map(([, at]) => at))];
  const heads = located.template.rows.map((row, i) => (row.role === 'header' && i < rowIndex ? i : -1));
  const ownHead = Math.max(...heads);
  return [Math.max(0, ...rows.filter(([row]) => row < ownHead).map(([, at]) => at)), label.index];
};

/**
 * Whether the printed header names the columns of a row in another order than the form, so that the figures must not be
 * read by position. A header that does not name them all says nothing.
 */
export const hasOtherColumnOrder = (located: LocatedTable, label: LabelCell, rowIndex: number): boolean => {
  const row = located.template.rows[rowIndex]!;
  if (row.slots.length < 2) return false;
  const [from, to] = headerRange(located, label, rowIndex);
  const keys = label.table.cells.slice(from, to).map((cell) => matchingKey(cell.text));
  const places = columnNames(located, row, rowIndex).map((labels) => {
    const own = new Set(labels.map(matchingKey));
    return keys.findLastIndex((key) => own.has(key));
  });
  return places.every((place) => place >= 0) && places.some((place, i) => i > 0 && place < places[i - 1]!);
};
