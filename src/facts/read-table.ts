import type { Cell, Table } from '../model/document.ts';
import type { Fact, FactReading } from '../model/fact.ts';
import { NOWHERE } from '../model/locator.ts';
import type { Note } from '../model/note.ts';
import type { Indicator, Slot, Template, TemplateRow } from '../model/template.ts';
import { labelNote, squeeze } from '../text/normalise.ts';
import { officialKey } from './align-labels.ts';
import { hasOtherColumnOrder } from './header-order.ts';
import { isLabel, isUnit, type LabelCell } from './label-cells.ts';
import type { LocatedTable } from './locate-table.ts';
import { matrixColumns } from './matrix-columns.ts';
import { readCell } from './read-cell.ts';
import { cellsBehind, trimTo } from './row-values.ts';

type Context = {
  /** Keys of labels that stand as lines outside the tables. */
  readonly loose: ReadonlySet<string>;
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
  const read = readCell(cell, indicator, columnUnit);
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

/** By position, provided the header does not name the columns in an order of its own. */
const readInOrder = (context: Context, rowIndex: number, label: LabelCell, cells: readonly Cell[]): readonly Fact[] => {
  if (!hasOtherColumnOrder(context.located, label, rowIndex)) return readByPosition(context, rowIndex, label, cells);
  const why = 'the columns stand in another order than in the form';
  note(context, 'column-order', `row “${squeeze(label.cell.text)}”: ${why}; its figures were not read`, label);
  const raw = cells.map((cell) => cell.text).join(' | ');
  return context.located.template.rows[rowIndex]!.slots.map((slot) =>
    stateless({ is: 'unreadable', why }, slot, context.template.indicators.get(slot.indicator)!, label, raw),
  );
};

/** The cell of a row that covers a column. */
const cellAt = ({ table, cell }: LabelCell, col: number): Cell | undefined =>
  table.cells.find(
    (c) => c !== cell && c.col <= col && col < c.col + c.colSpan && c.row <= cell.row && cell.row < c.row + c.rowSpan,
  );

/**
 * The figures of a matrix row by the columns that the header names. Null when the row does not keep to the header: a
 * group without a cell of its own, or something that is no label beside the columns.
 */
const cellsByColumn = (label: LabelCell, columns: readonly number[]): readonly Cell[] | null => {
  const cells = columns.map((col) => cellAt(label, col));
  if (cells.some((cell) => cell === undefined) || new Set(cells).size < cells.length) return null;
  const own = new Set(cells);
  const strays = label.table.cells.filter(
    (c) =>
      c.row === label.cell.row && c.col > label.cell.col && !own.has(c) && c.text.trim() !== '' && !isLabel(c.text),
  );
  return strays.length === 0 ? (cells as readonly Cell[]) : null;
};

/** A row of the matrix: by column where the row keeps to the header, else by position. A group without a column is absent. */
const readMatrixRow = (
  context: Context,
  rowIndex: number,
  label: LabelCell,
  columns: ReadonlyMap<string, number> | null,
): readonly Fact[] => {
  const row = context.located.template.rows[rowIndex]!;
  const named = row.slots.filter((slot) => columns?.has(slot.group!));
  const cells = columns
    ? cellsByColumn(
        label,
        named.map((slot) => columns.get(slot.group!)!),
      )
    : null;
  if (!cells) return readInOrder(context, rowIndex, label, cellsBehind(label, context.recognised));
  return row.slots.map((slot) => {
    const indicator = context.template.indicators.get(slot.indicator)!;
    const cell = cells[named.indexOf(slot)];
    return cell ? factOf(slot, indicator, label, cell, null) : stateless(notFound(context), slot, indicator, label);
  });
};

/** The row of figures below (or, where the rows were lost, behind) the last header cell of a table; null when there is none. */
const figuresBelow = (header: LabelCell, slots: number): readonly Cell[] | null => {
  const behind = header.table.cells.slice(header.index + 1);
  if (header.table.layout === 'sequence' || !behind.some((cell) => cell.row > header.cell.row)) {
    const end = behind.findIndex((cell) => isLabel(cell.text));
    const values = end < 0 ? behind : behind.slice(0, end);
    const from = values.length > slots ? values.findIndex((cell) => cell.text.trim() !== '') : 0;
    return values.slice(Math.max(0, from)).slice(0, slots);
  }
  const below = behind.filter((cell) => cell.row > header.cell.row);
  const rows = Map.groupBy(below, (cell) => cell.row);
  const bare = [...rows.values()]
    .map((cells) => (isLabel(cells[0]!.text) ? cells.slice(1) : cells))
    .filter((values) => values.length >= 5 && !values.some((cell) => isLabel(cell.text)));
  const filled = bare.find((values) => values.some((cell) => cell.text.trim() !== '')) ?? bare[0];
  if (filled) return filled;
  const figures = [...rows.values()].flat().filter((cell) => !isLabel(cell.text));
  return figures.length > 0 ? figures : null;
};

/** The last header cell of each table that holds part of the header, tables in printed order. */
const lastHeaders = (located: LocatedTable): readonly LabelCell[] => {
  const last = new Map<Table, LabelCell>();
  for (const label of located.rows.values()) {
    if (label.index > (last.get(label.table)?.index ?? -1)) last.set(label.table, label);
  }
  return [...last.values()];
};

/**
 * Table 4: the figures below its header. Where it was parted into tables of its own for reconsideration and for
 * litigation, the figures of both in the order of the form.
 */
const readLine = (context: Context, rowIndex: number): readonly Fact[] => {
  const slots = context.located.template.rows[rowIndex]!.slots.length;
  const headers = lastHeaders(context.located);
  const pieces = headers.map((header) => figuresBelow(header, slots) ?? []);
  const whole = pieces.findIndex((piece) => trimTo(piece, slots).length === slots);
  if (whole >= 0) return readByPosition(context, rowIndex, headers[whole]!, pieces[whole]!);
  const fifths = pieces.map((piece) => piece.filter((cell) => cell.text.trim() !== ''));
  const inOrder = fifths.every((piece) => piece.length > 0 && piece.length % 5 === 0);
  return readByPosition(context, rowIndex, headers[0]!, inOrder ? fifths.flat() : (pieces[0] ?? []));
};

const OUTSIDE = 'the row stands outside the table, its figures cannot be told';

const UNCERTAIN = 'no such row was recognised in a table that is hard to read';

/** A row that no label names is missing, unless the table was too hard to read to say so. */
const notFound = ({ located }: Context): FactReading =>
  [...located.rows.values()].some((label) => label.table.uncertain)
    ? { is: 'unreadable', why: UNCERTAIN, ours: true }
    : { is: 'absent' };

const TORN = 'the row may have been parted by the end of a page';

const CUT = 'what stands beside its label is not all to be seen';

/** The first or last row of a part of the table that goes on over a page: its figures may stand on the other one. */
const isAtPageTurn = ({ located }: Context, { table, cell }: LabelCell): boolean => {
  const { page } = cell.locator;
  if (page === null) return false;
  const isLast = cell.row + cell.rowSpan >= table.rows;
  return [...located.rows.values()].some(({ table: other, cell: { locator } }) => {
    if (other === table || locator.page === null) return false;
    return (isLast && locator.page > page) || (cell.row === 0 && locator.page < page);
  });
};

/** A row without a figure is blank only where all of it was seen. */
const unlessHidden = (context: Context, label: LabelCell, facts: readonly Fact[]): readonly Fact[] => {
  const why = label.cell.doubtful ? CUT : isAtPageTurn(context, label) ? TORN : null;
  if (why === null || !facts.every(({ reading }) => reading.is === 'blank')) return facts;
  return facts.map((fact) => ({ ...fact, reading: { is: 'unreadable', why, ours: true } }));
};

const readLabelledRow = (
  context: Context,
  rowIndex: number,
  label: LabelCell,
  columns: (label: LabelCell) => ReadonlyMap<string, number> | null,
): readonly Fact[] => {
  const { template: table } = context.located;
  const row = table.rows[rowIndex]!;
  if (table.layout === 'list') return readListRow(context, row, label);
  if (table.layout === 'matrix' && row.role === 'data') {
    return readMatrixRow(context, rowIndex, label, columns(label));
  }
  return readInOrder(context, rowIndex, label, cellsBehind(label, context.recognised));
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
    const isLoose = row.labels.some((printed) => context.loose.has(officialKey(printed)));
    const reading: FactReading = isLoose ? { is: 'unreadable', why: OUTSIDE } : notFound(context);
    return row.slots.map((slot) => stateless(reading, slot, context.template.indicators.get(slot.indicator)!, null));
  }
  return unlessHidden(context, label, readLabelledRow(context, rowIndex, label, columns));
};

/**
 * Reads every slot of a located table. A row whose label is missing gives `absent`, an empty cell `blank`; where the
 * number of figures does not fit the form they are `unreadable`, never shifted into place. So is a row whose label is
 * among `loose`, the keys of lines outside the tables. Heading rows give a fact
 * only when something stands in them.
 */
export const readTable = (
  template: Template,
  located: LocatedTable,
  recognised: ReadonlySet<Cell>,
  loose: ReadonlySet<string>,
): { readonly facts: readonly Fact[]; readonly notes: readonly Note[] } => {
  const context: Context = { loose, template, located, recognised, notes: [] };
  const columns = matrixColumns(located);
  const facts = located.template.rows.flatMap((_, index) => readRow(context, index, columns));
  const kept = facts.filter(
    (fact) => template.indicators.get(fact.indicator)!.kind !== 'heading' || fact.reading.is === 'stated',
  );
  return { facts: kept, notes: context.notes };
};
