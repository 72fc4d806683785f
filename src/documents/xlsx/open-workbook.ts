import { read as readWorkbook, set_cptable, type WorkBook } from '@e965/xlsx';
import { zipSync } from 'fflate';
import { openCompound } from '../compound/open-compound.ts';
import { ReadingFault } from '../reading-fault.ts';
import { openZip } from '../zip/open-zip.ts';
import { PACKAGE_LIMITS } from '../zip/zip-limits.ts';

/** Further rows and columns are clipped: the longest official table has 40 rows, and a sheet can claim 17 thousand million cells. */
export const MOST_ROWS = 2000;
export const MOST_COLS = 200;

const OPTIONS = {
  type: 'array',
  sheetRows: MOST_ROWS,
  // cells that are there and blank: they tell a table from the rows around it
  sheetStubs: true,
  cellNF: true,
  cellHTML: false,
} as const;

/**
 * A workbook as handed to the library. Hidden rows and columns are told only along with all styles, which takes sixteen
 * times as long: that is asked for where something is hidden.
 */
type Prepared = { readonly bytes: Uint8Array; readonly hides: boolean };

/** Beyond this many bytes of sheets the styles would take too long. */
const MOST_STYLED = 4 * 1024 * 1024;

/** How .xlsx and .ods say that a row or column is not shown. */
const HIDDEN = / hidden="(?:1|true)"| table:visibility="(?:collapse|filter)"/;

/** The parts of a workbook that say what its sheets show; pictures, charts, comments, macros and links are not read. */
const WANTED =
  /^\/?(?:\[content_types\]\.xml|mimetype|content\.xml|styles\.xml|meta-inf\/manifest\.xml|_rels\/\.rels|(?:[\w.-]{1,80}\/){0,3}(?:_rels\/)?[\w.() -]{1,80}\.(?:xml|bin|rels))$/i;

const UNWANTED =
  /(?:^|\/)(?:docprops|theme|media|drawings|charts|comments\w{0,20}|printersettings|externallinks|pivot\w{0,20}|customxml|activex|ctrlprops|configurations2|calcchain\.\w{3}|vbaproject\.bin|threadedcomments|persons)(?:\/|$)/i;

/** SheetJS reads no document type; a part with one is refused all the same, since no spreadsheet program writes it. */
const refuseDocumentType = (name: string, bytes: Uint8Array): void => {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4096));
  if (!/<!doctype/i.test(head)) return;
  throw new ReadingFault('unsupported', `the part ${name} has a document type declaration, which is not accepted`);
};

const isSheet = (name: string): boolean => /worksheets\/|^content\.xml$/i.test(name);

/** Whether the sheets of a package hide rows or columns, as far as it can be taken into account. */
const hidesSomething = (parts: ReadonlyMap<string, Uint8Array>): boolean => {
  const sheets = [...parts].filter(([name]) => isSheet(name)).map(([, part]) => part);
  if (sheets.reduce((sum, part) => sum + part.length, 0) > MOST_STYLED) return false;
  const decoder = new TextDecoder('latin1');
  return sheets.some((part) => HIDDEN.test(decoder.decode(part)));
};

/** Conditions of number formats that the library knows nothing of, and says so on the console (ODF 1.3 part 3, 16.3). */
const OTHER_CONDITION = /<style:map\b(?![^<>]{0,200}value\(\)&gt;=0)[^<>]{0,400}\/>/g;

const withoutConditions = (name: string, part: Uint8Array): Uint8Array => {
  if (!/^(?:content|styles)\.xml$/i.test(name)) return part;
  const text = new TextDecoder().decode(part);
  const without = text.replace(OTHER_CONDITION, '');
  return without === text ? part : new TextEncoder().encode(without);
};

/** The wanted parts of a package, inflated under the limits of the gate, as a package that needs no inflating. */
const throughGate = async (bytes: Uint8Array): Promise<Prepared> => {
  const archive = await openZip(bytes, PACKAGE_LIMITS);
  const parts = new Map<string, Uint8Array>();
  for (const entry of archive.entries) {
    if (entry.isFolder || !WANTED.test(entry.name) || UNWANTED.test(entry.name)) continue;
    if (parts.has(entry.name)) throw new ReadingFault('unreadable', `the package has two parts named ${entry.name}`);
    const part = await archive.read(entry);
    refuseDocumentType(entry.name, part);
    parts.set(entry.name, withoutConditions(entry.name, part));
  }
  return { bytes: zipSync(Object.fromEntries(parts), { level: 0 }), hides: hidesSomething(parts) };
};

/** The workbook in an OLE compound file: its stream alone, so that the library does not walk the container. */
const fromCompound = async (bytes: Uint8Array): Promise<Prepared> => {
  const file = openCompound(bytes);
  if (file?.stream('EncryptedPackage')) throw new ReadingFault('encrypted', 'the workbook is encrypted');
  const workbook = file?.stream('Workbook');
  if (workbook) return { bytes: workbook, hides: true };
  const book = file?.stream('Book');
  if (!book) throw new ReadingFault('unreadable', 'the file holds no workbook');
  // before Excel 97, text is in a code page
  set_cptable(await import('@e965/xlsx/dist/cpexcel.full.mjs'));
  return { bytes: book, hides: true };
};

const parse = ({ bytes, hides }: Prepared): WorkBook => {
  try {
    return readWorkbook(bytes, { ...OPTIONS, cellStyles: hides });
  } catch (error) {
    const reason = (error as Error).message;
    const isEncrypted = /password|encrypt/i.test(reason);
    throw new ReadingFault(
      isEncrypted ? 'encrypted' : 'unreadable',
      isEncrypted ? 'the workbook is protected by a password' : `the workbook is damaged: ${reason}`,
      { cause: error },
    );
  }
};

/** Excel 2003 can write a whole workbook as one XML file. */
const isXml = (bytes: Uint8Array): boolean =>
  /^(?:\xef\xbb\xbf)?\s{0,100}<\?xml/.test(String.fromCharCode(...bytes.subarray(0, 120)));

/**
 * Opens a workbook of any of the formats .xlsx, .ods, .xls, .et. Zip packages pass the gate first; then at most
 * `MOST_ROWS` rows of each sheet are parsed. Throws a `ReadingFault` for what is damaged, protected or beyond a limit.
 */
export const openWorkbook = async (bytes: Uint8Array): Promise<WorkBook> => {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return parse(await throughGate(bytes));
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) return parse(await fromCompound(bytes));
  if (isXml(bytes)) {
    refuseDocumentType('of the workbook', bytes);
    return parse({ bytes, hides: true });
  }
  throw new ReadingFault('unreadable', 'the file is no workbook');
};
