import type { Cell } from '../model/document.ts';
import type { Fact, FactReading } from '../model/fact.ts';
import { NOWHERE } from '../model/locator.ts';
import type { Note } from '../model/note.ts';
import type { Indicator, Slot, Template, TemplateRow } from '../model/template.ts';
import { labelNote, squeeze } from '../text/normalise.ts';
import { isLabel, isUnit, type LabelCell } from './label-cells.ts';
import type { LocatedTable } from './locate-table.ts';
import { matrixColumns } from './matrix-columns.ts';
import { readCell } from './read-cell.ts';
import { cellsBehind, trimTo } from './row-values.ts';

type Context = {
  readonly template: Template;
  readonly located: LocatedTable;
  readonly recognised: ReadonlySet<Cell>;
  readonly notes: Note[];
};

const note = (context: Context, code: string, message: string, label: LabelCell): void => {
  context.notes.push({ code, message, locator: label.cell.locator });
};

const stateless = (
  reading: FactReading,
  slot: Slot,
  indicator: Indicator,
  label: LabelCell | null,
  raw = '',
): Fact => ({
  indicator: slot.indicator,
  group: slot.group,
  label: label ? label.cell.text : indicator.label,
  raw,
  reading,
  unit: indicator.unit,
  unitStated: null,
  unitInCell: null,
  remarks: [],
  locator: label ? label.cell.locator : NOWHERE,
});

const factOf = (slot: Slot, indicator: Indicator, label: LabelCell, cell: Cell, columnUnit: string | null): Fact => {
  const read = readCell(cell.text, indicator, columnUnit);
  return {
    indicator: slot.indicator,
    group: slot.group,
    label: label.cell.text,
    raw: cell.text,
    reading: read.reading,
    unit: read.unit,
    unitStated: columnUnit ?? read.unitInCell,
    unitInCell: read.unitInCell,
    remarks: read.remarks,
    locator: cell.locator,
  };
};

const isDash = (cell: Cell): boolean => /^[-—–―/]{1,4}$/.test(squeeze(cell.text));

/** A row of the statistics table: label, perhaps a unit, perhaps one value. */
const readListRow = (context: Context, row: TemplateRow, label: LabelCell): readonly Fact[] => {
  const slot = row.slots[0]!;
  const indicator = context.template.indicators.get(slot.indicator)!;
  const cells = cellsBehind(label, context.recognised);
  const unitCell = cells.find((cell) => isUnit(cell.text));
  const unit = unitCell && squeeze(unitCell.text) !== '是/否' ? squeeze(unitCell.text) : null;
  const rest = cells.filter((cell) => cell !== unitCell);
  // a dash in front of another cell, or in a heading row, stands in the unit column
  const dashed = rest.length > 0 && isDash(rest[0]!) && (rest.length > 1 || indicator.kind === 'heading');
  const values = dashed ? rest.slice(1) : rest;
  const filled = values.filter((cell) => cell.text.trim() !== '');
  const value = filled.length > 0 ? filled[0] : values[0];
  if (filled.length > 1) {
    note(
      context,
      'several-values',
      `row “${squeeze(label.cell.text)}” has ${filled.length} values; one was expected`,
      label,
    );
    const raw = filled.map((cell) => cell.text).join(' | ');
    return [stateless({ is: 'unreadable', why: `${filled.length} values in one row` }, slot, indicator, label, raw)];
  }
  if (!value) return [{ ...stateless({ is: 'blank' }, slot, indicator, label), unitStated: unit }];
  const fact = factOf(slot, indicator, label, value, unit);
  return [{ ...fact, unitStated: unit }];
};

/** The unit printed in the header of a column: "采购总金额（万元）" → 万元. */
const columnUnit = (context: Context, rowIndex: number, slot: Slot): string | null => {
  for (let i = rowIndex - 1; i >= 0; i -= 1) {
    const row = context.located.template.rows[i]!;
    if (row.role !== 'header' || row.labels[0] !== slot.column) continue;
    const header = context.located.rows.get(i);
    return header ? (/(?:亿元|万元|元)/.exec(labelNote(header.cell.text))?.[0] ?? null) : null;
  }
  return null;
};

/** A row with several figures, by position: exactly as many cells as the form has, or nothing is guessed. */
const readByPosition = (
  context: Context,
  rowIndex: number,
  label: LabelCell,
  cells: readonly Cell[],
): readonly Fact[] => {
  const row = context.located.template.rows[rowIndex]!;
  const values = trimTo(cells, row.slots.length);
  const all = (reading: FactReading, raw: string): readonly Fact[] =>
    row.slots.map((slot) => stateless(reading, slot, context.template.indicators.get(slot.indicator)!, label, raw));
  if (values.length === 0 || (values.length < row.slots.length && values.every((cell) => cell.text.trim() === ''))) {
    return all({ is: 'blank' }, '');
  }
  if (values.length !== row.slots.length) {
    const why = `${values.length} figures where the form has ${row.slots.length}`;
    note(context, 'figure-count', `row “${squeeze(label.cell.text)}”: ${why}; they cannot be told apart`, label);
    return all({ is: 'unreadable', why }, values.map((cell) => cell.text).join(' | '));
  }
  return row.slots.map((slot, i) => {
    const indicator = context.template.indicators.get(slot.indicator)!;
    return factOf(slot, indicator, label, values[i]!, columnUnit(context, rowIndex, slot));
  });
};

/** A row of the matrix in a true grid whose header names every group: by column. */
const readByColumn = (
  context: Context,
  rowIndex: number,
  label: LabelCell,
  columns: ReadonlyMap<string, number>,
): readonly Fact[] => {
  const row = context.located.template.rows[rowIndex]!;
  const { table } = label;
  return row.slots.map((slot) => {
    const indicator = context.template.indicators.get(slot.indicator)!;
    const col = columns.get(slot.group!)!;
    const cell = table.cells.find(
      (c) => c.col <= col && col < c.col + c.colSpan && c.row <= label.cell.row && label.cell.row < c.row + c.rowSpan,
    );
    if (!cell || cell === label.cell) return stateless({ is: 'absent' }, slot, indicator, label);
    return factOf(slot, indicator, label, cell, null);
  });
};

/** Table 4: the row of figures below the header, found as the first with at least ten cells and no label. */
const readLine = (context: Context, rowIndex: number): readonly Fact[] => {
  const headers = [...context.located.rows.values()];
  const last = headers.reduce((a, b) => (b.table === a.table && b.index > a.index ? b : a));
  const row = context.located.template.rows[rowIndex]!;
  const behind = last.table.cells.slice(last.index + 1);
  if (last.table.layout === 'sequence') {
    const end = behind.findIndex((cell) => isLabel(cell.text));
    const values = end < 0 ? behind : behind.slice(0, end);
    return readByPosition(context, rowIndex, last, values.slice(0, row.slots.length));
  }
  const rows = new Map<number, Cell[]>();
  for (const cell of behind) {
    if (cell.row > last.cell.row) rows.set(cell.row, [...(rows.get(cell.row) ?? []), cell]);
  }
  for (const cells of rows.values()) {
    const values = isLabel(cells[0]!.text) ? cells.slice(1) : cells;
    if (values.length >= 10 && !values.some((cell) => isLabel(cell.text))) {
      return readByPosition(context, rowIndex, last, values);
    }
  }
  const figures = [...rows.values()].flat().filter((cell) => !isLabel(cell.text));
  return readByPosition(context, rowIndex, last, figures);
};

const readRow = (
  context: Context,
  rowIndex: number,
  columns: (label: LabelCell) => ReadonlyMap<string, number> | null,
): readonly Fact[] => {
  const { template: table, rows } = context.located;
  const row = table.rows[rowIndex]!;
  if (row.slots.length === 0) return [];
  if (row.labels.length === 0) return readLine(context, rowIndex);
  const label = rows.get(rowIndex);
  if (!label) {
    if (row.optional) return [];
    return row.slots.map((slot) =>
      stateless({ is: 'absent' }, slot, context.template.indicators.get(slot.indicator)!, null),
    );
  }
  if (table.layout === 'list') return readListRow(context, row, label);
  const byColumn = table.layout === 'matrix' ? columns(label) : null;
  if (byColumn && row.role === 'data') return readByColumn(context, rowIndex, label, byColumn);
  return readByPosition(context, rowIndex, label, cellsBehind(label, context.recognised));
};

/**
 * Reads every slot of a located table. A row whose label is missing gives `absent`, an empty cell `blank`; where the
 * number of figures does not fit the form they are `unreadable`, never shifted into place. Heading rows give a fact
 * only when something stands in them.
 */
export const readTable = (
  template: Template,
  located: LocatedTable,
  recognised: ReadonlySet<Cell>,
): { readonly facts: readonly Fact[]; readonly notes: readonly Note[] } => {
  const context: Context = { template, located, recognised, notes: [] };
  const columns = matrixColumns(located);
  const facts = located.template.rows.flatMap((_, index) => readRow(context, index, columns));
  const kept = facts.filter(
    (fact) => template.indicators.get(fact.indicator)!.kind !== 'heading' || fact.reading.is === 'stated',
  );
  return { facts: kept, notes: context.notes };
};
