import { readDocument } from '../../src/documents/read-document.ts';
import { readTextDocument } from '../../src/documents/read-text-document.ts';
import { NO_ENGINES } from '../../src/documents/reader.ts';
import type { Block, Document, Heading, ReadingFailure, Table } from '../../src/model/document.ts';
import type { Snapshot } from '../../src/model/report.ts';

export const aSnapshot = (content: string | Uint8Array, declaredType: string | null = null): Snapshot => ({
  source: 'report',
  sha256: '0'.repeat(64),
  bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content,
  declaredType,
});

/** The document of a text or a web page. */
export const documentOf = (content: string | Uint8Array, declaredType: string | null = null): Document => {
  const { bytes } = aSnapshot(content);
  const reading = readTextDocument(bytes, declaredType);
  if (!('document' in reading))
    throw new Error('failure' in reading ? reading.failure.message : 'neither text nor page');
  return reading.document;
};

/** Why nothing could be read, of any format and without engines. */
export const failureOf = async (content: string | Uint8Array): Promise<ReadingFailure> => {
  const reading = await readDocument(aSnapshot(content), NO_ENGINES);
  if ('document' in reading) throw new Error('a document was read');
  return reading.failure;
};

export const tablesOf = (document: Document): readonly Table[] =>
  document.blocks.filter((block) => block.is === 'table');

export const headingsOf = (document: Document): readonly Heading[] =>
  document.blocks.filter((block) => block.is === 'heading');

/** The texts of a table, row by row. */
export const rowsOf = (table: Table): readonly (readonly string[])[] =>
  Array.from({ length: table.rows }, (_, row) =>
    table.cells.filter((cell) => cell.row === row).map((cell) => cell.text),
  );

/** Every text of a block, in order. */
export const textsOf = (block: Block): readonly string[] =>
  block.is === 'table' ? block.cells.map((cell) => cell.text) : [block.text];

/** "heading 二、…" or "table 3x4": a block on one line. */
export const outline = (document: Document): readonly string[] =>
  document.blocks.map((block) =>
    block.is === 'table' ? `table ${block.rows}x${block.cols}` : `${block.is} ${block.text}`,
  );

const encodings = new Map<string, ReadonlyMap<string, readonly number[]>>();

const tableFor = (charset: 'gb18030' | 'big5'): ReadonlyMap<string, readonly number[]> => {
  const known = encodings.get(charset);
  if (known) return known;
  const table = new Map<string, readonly number[]>();
  const decoder = new TextDecoder(charset);
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const char = decoder.decode(new Uint8Array([lead, trail]));
      if ([...char].length === 1 && char !== '\ufffd' && !table.has(char)) table.set(char, [lead, trail]);
    }
  }
  encodings.set(charset, table);
  return table;
};

/** Bytes of a text in a charset that has no encoder of its own; each character must be ASCII or of two bytes. */
export const encode = (text: string, charset: 'gb18030' | 'big5'): Uint8Array => {
  const table = tableFor(charset);
  return new Uint8Array(
    [...text].flatMap((char) => (char.charCodeAt(0) < 0x80 ? [char.charCodeAt(0)] : [...table.get(char)!])),
  );
};

export const utf16 = (text: string, order: 'le' | 'be'): Uint8Array =>
  new Uint8Array(
    Array.from({ length: text.length }, (_, i) => text.charCodeAt(i)).flatMap((unit) =>
      order === 'le' ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255],
    ),
  );
