import type { WorkBook } from '@e965/xlsx';
import type { Table } from '../../model/document.ts';
import { NOWHERE } from '../../model/locator.ts';
import type { Note } from '../../model/note.ts';
import { joinContinued } from '../grid/join-continued.ts';
import type { FormatReader } from '../reader.ts';
import { orFailure } from '../reading-fault.ts';
import { withoutControls } from '../text/read-text.ts';
import { segmentLines } from '../text/segment-lines.ts';
import type { SourceLine } from '../text/source-line.ts';
import { MOST_COLS, MOST_ROWS, openWorkbook } from './open-workbook.ts';
import { readSheet, type Sheet } from './read-sheet.ts';
import { splitSheet } from './split-sheet.ts';

type Item = SourceLine | Table;

type NamedSheet = { readonly name: string; readonly sheet: Sheet; readonly isClipped: boolean };

const note = (code: string, message: string): Note => ({ code, message, locator: NOWHERE });

const clean = (text: string): string => withoutControls(text).text;

/** Rows that the parser did not go into: it tells the range without the limit. */
const hasMoreRows = (fullRange: unknown): boolean => {
  const last = /\d{1,7}$/.exec(typeof fullRange === 'string' ? fullRange : '');
  return last !== null && Number(last[0]) > MOST_ROWS;
};

const visibleSheets = (book: WorkBook): readonly NamedSheet[] =>
  book.SheetNames.flatMap((name, i) => {
    const sheet = book.Sheets[name];
    if (!sheet || (book.Workbook?.Sheets?.[i]?.Hidden ?? 0) !== 0) return [];
    return [{ name: clean(name), sheet: readSheet(sheet), isClipped: hasMoreRows(sheet['!fullref']) }];
  });

const hiddenNames = (book: WorkBook): readonly string[] =>
  book.SheetNames.filter((_, i) => (book.Workbook?.Sheets?.[i]?.Hidden ?? 0) !== 0).map(clean);

const sheetNotes = ({ name, sheet, isClipped }: NamedSheet): readonly Note[] => {
  const notes: Note[] = [];
  if (isClipped || sheet.clippedCells > 0) {
    const message = `Of the sheet “${name}” only the first ${MOST_ROWS} rows and ${MOST_COLS} columns were read.`;
    notes.push(note('sheet-clipped', message));
  }
  if (sheet.hiddenCells > 0) {
    const message = `${sheet.hiddenCells} cells in hidden rows or columns of the sheet “${name}” were not read.`;
    notes.push(note('hidden-cells', message));
  }
  if (sheet.hasTooManyMerges) {
    notes.push(note('too-many-merges', `The sheet “${name}” merges too many areas; some were read unmerged.`));
  }
  return notes;
};

/** "Sheet1", "工作表 2": a name that nobody gave. */
const isDefaultName = (name: string): boolean => /^(?:sheet|table|工作表|表) ?\d{0,3}$/i.test(name.trim());

const nameLine = (name: string): SourceLine => ({
  is: 'line',
  text: name,
  line: null,
  start: null,
  end: null,
  exact: false,
  level: null,
  picture: false,
});

/** What the sheets hold, each led by its name where there are several. */
const itemsOf = (sheets: readonly NamedSheet[]): readonly Item[] => {
  const filled = sheets.filter(({ sheet }) => sheet.cells.some((cell) => cell.text !== ''));
  return filled.flatMap(({ name, sheet }) => [
    ...(filled.length > 1 && !isDefaultName(name) ? [nameLine(name)] : []),
    ...splitSheet(sheet),
  ]);
};

const cleanItem = (item: Item): Item =>
  item.is === 'line'
    ? { ...item, text: clean(item.text) }
    : { ...item, cells: item.cells.map((cell) => ({ ...cell, text: clean(cell.text) })) };

const hiddenNote = (names: readonly string[]): readonly Note[] =>
  names.length === 0 ? [] : [note('hidden-sheets', `Hidden sheets were not read: ${names.join(', ')}.`)];

/**
 * Reads a workbook (.xlsx, .xls, .et, .ods): every visible sheet from top to bottom, values as they are shown. A whole
 * report may stand on a sheet: its titles, headings and prose part the tables. `line` in a locator is the row's number
 * on its sheet.
 */
export const readSpreadsheet: FormatReader = (bytes) =>
  orFailure(async () => {
    const book = await openWorkbook(bytes);
    const sheets = visibleSheets(book);
    const { blocks, notes } = segmentLines(joinContinued(itemsOf(sheets)).map(cleanItem));
    return {
      mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      parser: { name: 'gouji-spreadsheet', version: '1' },
      blocks,
      notes: [...hiddenNote(hiddenNames(book)), ...sheets.flatMap(sheetNotes), ...notes],
    };
  });
