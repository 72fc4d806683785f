import type { Cell, Worksheet } from 'exceljs';
import { printShort } from '../model/decimal.ts';
import { type Fact, factKey } from '../model/fact.ts';
import type { Slot, TemplateRow, TemplateTable } from '../model/template.ts';
import { addSheet, type Book, type FigureCells } from './book.ts';
import { type Flag, flagFigures } from './flag-figures.ts';
import { coloured, HEAD, HINT, LABEL, type Look, MISSING, marked, SECTION, SUBHEAD, TEXT, TITLE } from './look.ts';
import { sayRange, sayWhere } from './say-where.ts';
import { fitRow, numberLook, putMerged, putNote, putNumber, putText, setWidths } from './write-cell.ts';

/** Where the columns are: `values` of them beside the labels, then place and remarks. */
type Layout = {
  readonly values: number;
  readonly place: number;
  readonly remarks: number;
  readonly widths: readonly number[];
};

type Sheet = {
  readonly book: Book;
  readonly sheet: Worksheet;
  readonly layout: Layout;
  readonly flags: ReadonlyMap<string, Flag>;
  /** Filled as figures are written. */
  readonly cells: Map<string, string>;
  readonly written: Set<Fact>;
  row: number;
};

/** Applicant columns that the printed form groups under one head. */
const LEGAL_PERSONS: ReadonlySet<string> = new Set(['biz', 'sci', 'ngo', 'law', 'oth']);

const isMatrix = ({ layout }: TemplateTable): boolean => layout === 'matrix';

const longestFigure = (facts: readonly Fact[]): number =>
  Math.max(0, ...facts.map(({ reading }) => (reading.is === 'stated' ? printShort(reading.value).length : 0)));

/** Room for the longest figure with its mark. */
const widthFor = (facts: readonly Fact[], least: number): number =>
  Math.min(22, Math.max(least, longestFigure(facts) * 1.2 + 5));

const layOut = ({ scorecard }: Book): Layout => {
  const matrices = (scorecard.template?.tables ?? []).filter(isMatrix);
  const values = Math.max(3, ...matrices.map(({ columns }) => columns.length));
  const { facts } = scorecard.result;
  if (values === 3) return { values, place: 5, remarks: 6, widths: [46, widthFor(facts, 14), 8, 18, 14, 32] };
  const grouped = widthFor(
    facts.filter(({ group }) => group !== null),
    10,
  );
  const others = Array.from({ length: values - 1 }, () => grouped);
  return { values, place: values + 2, remarks: values + 3, widths: [40, widthFor(facts, 10), ...others, 14, 26] };
};

/** Per cent: table 3 then fits one page of usual width. Page breaks, one a table, only count where the page is not fitted. */
const scaleOf = ({ widths }: Layout): number =>
  Math.floor(Math.min(72, (72 * 152) / widths.reduce((sum, width) => sum + width, 0)));

const below = (target: Sheet): number => {
  target.row += 1;
  return target.row;
};

const heading = (target: Sheet, title: string): void => {
  target.sheet.getRow(below(target)).height = 8;
  const row = below(target);
  putMerged(target.sheet, row, [1, target.layout.remarks], title, SECTION);
  target.sheet.getRow(row).height = 22;
};

const flaggedLook = (look: Look, flag: Flag | undefined): Look =>
  flag ? coloured(marked(look, flag.suspect ? '◆' : '▲'), flag.severity) : look;

const flaggedText = (text: string, flag: Flag | undefined): string =>
  flag ? `${text}${flag.suspect ? '◆' : '▲'}` : text;

const writeMissing = (cell: Cell, text: string, flag: Flag | undefined): void =>
  putText(cell, flaggedText(text, flag), flag ? coloured(MISSING, flag.severity) : MISSING);

/** Writes the reading into the cell; gives the cell's reference when a formula may point to it. */
const writeReading = (target: Sheet, cell: Cell, fact: Fact | undefined, flag: Flag | undefined): string | null => {
  const { figures, sheets } = target.book.words;
  const reference = `'${sheets.figures}'!${cell.address}`;
  const reading = fact?.reading ?? { is: 'absent' as const };
  switch (reading.is) {
    case 'stated': {
      const kind = putNumber(cell, reading.value, flaggedLook(numberLook(reading.value), flag));
      return kind === 'number' ? reference : null;
    }
    case 'blank':
      writeMissing(cell, figures.blank, flag);
      return reference;
    case 'text':
      putText(cell, flaggedText(reading.value, flag), flag ? coloured(TEXT, flag.severity) : TEXT);
      return null;
    case 'unreadable':
      writeMissing(cell, `${figures.unreadable} ${fact?.raw ?? ''}`.trim(), flag);
      return null;
    case 'absent':
      writeMissing(cell, figures.absent, flag);
      return null;
  }
};

const remarksOf = (fact: Fact | undefined): readonly string[] => {
  if (!fact) return [];
  return fact.reading.is === 'unreadable' ? [fact.reading.why, ...fact.remarks] : fact.remarks;
};

const writeSlot = (target: Sheet, row: number, column: number, key: string, fact: Fact | undefined): void => {
  const cell = target.sheet.getCell(row, column);
  const flag = target.flags.get(key);
  const reference = writeReading(target, cell, fact, flag);
  if (fact) target.written.add(fact);
  if (reference !== null && !target.cells.has(key)) target.cells.set(key, reference);
  const notes = [...(flag ? [flag.note] : []), ...remarksOf(fact)];
  if (notes.length > 0) putNote(cell, notes.join('\n'));
};

const sayFlags = (target: Sheet, keys: readonly string[]): string | null => {
  const numbers = new Set(keys.flatMap((key) => target.flags.get(key)?.numbers ?? []));
  if (numbers.size === 0) return null;
  const { words } = target.book;
  return words.figures.seeFindings([...numbers].toSorted((a, b) => a - b).join(words.list));
};

const writeEnds = (target: Sheet, row: number, place: string, remarks: readonly string[]): string => {
  const text = remarks.join('\n');
  putText(target.sheet.getCell(row, target.layout.place), place, LABEL);
  putText(target.sheet.getCell(row, target.layout.remarks), text, LABEL);
  return text;
};

const fitHeight = (target: Sheet, row: number, label: string, remarks: string, raw = ''): void => {
  const { widths } = target.layout;
  const rawWidth = widths.slice(3, -2).reduce((sum, width) => sum + width, 0);
  fitRow(target.sheet.getRow(row), [
    [label, widths[0]!],
    [remarks, widths.at(-1)!],
    [raw, rawWidth],
  ]);
};

const writeListHead = (target: Sheet): void => {
  const { figures } = target.book.words;
  const row = below(target);
  for (const [index, text] of [figures.indicator, figures.value, figures.unit].entries()) {
    putText(target.sheet.getCell(row, index + 1), text, HEAD);
  }
  putMerged(target.sheet, row, [4, target.layout.place - 1], figures.raw, HEAD);
  putText(target.sheet.getCell(row, target.layout.place), figures.place, HEAD);
  putText(target.sheet.getCell(row, target.layout.remarks), figures.remarks, HEAD);
  target.sheet.getRow(row).height = 20;
};

const writeListRow = (target: Sheet, label: string, key: string, fact: Fact | undefined, unit: string | null): void => {
  const row = below(target);
  putText(target.sheet.getCell(row, 1), label, LABEL);
  writeSlot(target, row, 2, key, fact);
  putText(target.sheet.getCell(row, 3), fact?.unit ?? unit, { ...LABEL, alignment: HEAD.alignment });
  putMerged(target.sheet, row, [4, target.layout.place - 1], fact?.raw ?? null, LABEL);
  const seen = sayFlags(target, [key]);
  const remarks = [...(seen === null ? [] : [seen]), ...remarksOf(fact)];
  const text = writeEnds(target, row, fact ? sayWhere(fact.locator, target.book.words) : '', remarks);
  fitHeight(target, row, label, text, fact?.raw);
};

/** A heading must stay empty; what stands there all the same is shown beside it. */
const strayFact = ({ book }: Sheet, { code }: TemplateRow): Fact | undefined =>
  code === null
    ? undefined
    : book.scorecard.result.facts.find(({ indicator }) => indicator === code || indicator.endsWith(`.${code}`));

const writeSubhead = (target: Sheet, row: TemplateRow): void => {
  const label = row.labels[0] ?? '';
  const stray = strayFact(target, row);
  if (stray && stray.reading.is !== 'blank' && stray.reading.is !== 'absent') {
    writeListRow(target, label, factKey(stray.indicator, stray.group), stray, null);
    return;
  }
  if (stray) target.written.add(stray);
  const at = below(target);
  putMerged(target.sheet, at, [1, target.layout.remarks], label, SUBHEAD);
  fitHeight(target, at, '', '');
};

const slotLabel = (row: TemplateRow, { column, indicator }: Slot, book: Book): string => {
  const label = row.labels[0] ?? book.names.indicator(indicator);
  return column === null || label.endsWith(column) ? label : `${label} · ${column}`;
};

const writeList = (target: Sheet, table: TemplateTable): void => {
  const { book } = target;
  writeListHead(target);
  for (const row of table.rows) {
    if (row.role === 'heading') writeSubhead(target, row);
    if (row.role !== 'data') continue;
    for (const slot of row.slots) {
      const key = factKey(slot.indicator, slot.group);
      const fact = book.facts.get(key);
      if (!fact && row.optional) continue;
      const unit = book.scorecard.template?.indicators.get(slot.indicator)?.unit ?? null;
      writeListRow(target, slotLabel(row, slot, book), key, fact, unit);
    }
  }
};

const writeMatrixHead = (target: Sheet, { columns }: TemplateTable): void => {
  const { sheet, layout, book } = target;
  const top = below(target);
  const bottom = below(target);
  for (let column = 1; column <= layout.remarks; column += 1) {
    sheet.getCell(top, column).style = HEAD;
    sheet.getCell(bottom, column).style = HEAD;
  }
  const { figures } = book.words;
  const mergeDown = (column: number, text: string): void => {
    sheet.mergeCells(top, column, bottom, column);
    putText(sheet.getCell(top, column), text, HEAD);
  };
  mergeDown(1, figures.indicator);
  mergeDown(layout.place, figures.place);
  mergeDown(layout.remarks, figures.remarks);
  const legal = columns.map(({ code }, index) => (LEGAL_PERSONS.has(code) ? index : -1)).filter((index) => index >= 0);
  for (const [index, { code }] of columns.entries()) {
    if (legal.includes(index)) putText(sheet.getCell(bottom, index + 2), book.names.group(code), HEAD);
    else mergeDown(index + 2, book.names.group(code));
  }
  if (legal.length > 0) {
    sheet.mergeCells(top, legal[0]! + 2, top, legal.at(-1)! + 2);
    putText(sheet.getCell(top, legal[0]! + 2), figures.legalPersons, HEAD);
  }
  sheet.getRow(top).height = 20;
  sheet.getRow(bottom).height = 34;
};

const writeMatrixRow = (target: Sheet, table: TemplateTable, template: TemplateRow): void => {
  const row = below(target);
  const label = template.labels[0] ?? '';
  putText(target.sheet.getCell(row, 1), label, LABEL);
  const keys: string[] = [];
  const facts: Fact[] = [];
  for (const [index, { code }] of table.columns.entries()) {
    const slot = template.slots.find(({ group }) => group === code);
    if (!slot) continue;
    const key = factKey(slot.indicator, slot.group);
    const fact = target.book.facts.get(key);
    writeSlot(target, row, index + 2, key, fact);
    keys.push(key);
    if (fact) facts.push(fact);
  }
  const seen = sayFlags(target, keys);
  const remarks = [...(seen === null ? [] : [seen]), ...new Set(facts.flatMap(remarksOf))];
  const range = sayRange(
    facts.map(({ locator }) => locator),
    target.book.words,
  );
  fitHeight(target, row, label, writeEnds(target, row, range, remarks));
};

const writeMatrix = (target: Sheet, table: TemplateTable): void => {
  writeMatrixHead(target, table);
  for (const row of table.rows) {
    if (row.role === 'heading') writeSubhead(target, row);
    if (row.role === 'data') writeMatrixRow(target, table, row);
  }
};

const writeRest = (target: Sheet): void => {
  const { book } = target;
  const rest = book.scorecard.result.facts.filter((fact) => !target.written.has(fact));
  if (rest.length === 0) return;
  if (book.scorecard.template) heading(target, book.words.figures.others);
  writeListHead(target);
  for (const fact of rest) {
    const label = fact.group === null ? fact.label : fact.label + book.words.parentheses(book.names.group(fact.group));
    writeListRow(target, label, factKey(fact.indicator, fact.group), fact, null);
  }
};

/**
 * Writes every figure as it was read, table by table in the order of the form, matrices as matrices, then the rows
 * outside the form. Figures of open findings are coloured, marked and carry a note. Gives the cells that formulas may
 * point to.
 */
export const writeFiguresSheet = (book: Book): FigureCells => {
  const layout = layOut(book);
  const sheet = addSheet(book, 'figures', { landscape: layout.values > 3, repeat: 2 });
  if (layout.values > 3) Object.assign(sheet.pageSetup, { fitToPage: false, scale: scaleOf(layout) });
  setWidths(sheet, layout.widths);
  putMerged(sheet, 1, [1, layout.remarks], book.words.figures.title, TITLE);
  sheet.getRow(1).height = 28;
  putMerged(sheet, 2, [1, layout.remarks], book.words.figures.legend, HINT);
  sheet.getRow(2).height = 18;
  const flags = flagFigures(book.findings, book.words, book.scorecard.language);
  const target: Sheet = { book, sheet, layout, flags, cells: new Map(), written: new Set(), row: 2 };
  const { template, language } = book.scorecard;
  for (const table of book.facts.size > 0 ? (template?.tables ?? []) : []) {
    if (layout.values > 3 && target.row > 2) sheet.getRow(target.row).addPageBreak();
    heading(target, table.title[language]);
    if (isMatrix(table)) writeMatrix(target, table);
    else writeList(target, table);
  }
  writeRest(target);
  if (book.facts.size === 0) putMerged(sheet, below(target), [1, layout.remarks], book.words.figures.none, LABEL);
  return target.cells;
};
