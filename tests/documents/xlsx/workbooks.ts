import { type BookType, utils, type WorkSheet, write } from '@e965/xlsx';
import { readSpreadsheet } from '../../../src/documents/xlsx/read-spreadsheet.ts';
import type { Document, ReadingFailure } from '../../../src/model/document.ts';
import { zipOf } from '../zip/zip-files.ts';

type Value = string | number | boolean | null;

/** A sheet of values; `merges` are areas like "A1:C1". */
export const sheetOf = (rows: readonly (readonly Value[])[], merges: readonly string[] = []): WorkSheet => {
  const sheet = utils.aoa_to_sheet(rows.map((row) => [...row]));
  sheet['!merges'] = merges.map((area) => utils.decode_range(area));
  return sheet;
};

/** A workbook file of sheets by name; `hidden` names those that are not shown. */
export const workbookOf = (
  sheets: Readonly<Record<string, WorkSheet>>,
  bookType: BookType = 'xlsx',
  hidden: readonly string[] = [],
): Uint8Array => {
  const names = Object.keys(sheets);
  const book = {
    SheetNames: names,
    Sheets: { ...sheets },
    Workbook: { Sheets: names.map((name) => ({ name, Hidden: hidden.includes(name) ? (1 as const) : (0 as const) })) },
  };
  return new Uint8Array(write(book, { type: 'array', bookType }) as ArrayBuffer);
};

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** An .xlsx with one sheet whose XML is given as it stands. */
export const rawWorkbook = (sheetXml: string): Uint8Array =>
  zipOf({
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/></Types>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN}">${sheetXml}</worksheet>`,
  });

export const readingOf = async (bytes: Uint8Array): Promise<Document | ReadingFailure> =>
  readSpreadsheet(bytes, { pdfium: async () => null, recogniser: async () => null });

export const documentIn = async (bytes: Uint8Array): Promise<Document> => {
  const reading = await readingOf(bytes);
  if ('code' in reading) throw new Error(reading.message);
  return reading;
};
