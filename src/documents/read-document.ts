import type { Reading, ReadingFailure } from '../model/document.ts';
import type { Snapshot } from '../model/report.ts';
import { type BinaryKind, detectBinary, type Format } from './detect-format.ts';
import { readTextDocument } from './read-text-document.ts';
import type { Engines, FormatReader } from './reader.ts';

/** Larger files are refused before anything is decoded: text that a person writes is far smaller. */
const LARGEST_TEXT = 20 * 1024 * 1024;

/** Files with pictures, which are larger. */
const LARGEST = 50 * 1024 * 1024;

type Entry = { readonly accepted: string; readonly load: () => Promise<FormatReader> };

/**
 * The readers, one entry a format; each is loaded when the first file of its format is read. Web pages and plain text
 * are read by read-text-document.ts.
 */
const READERS: Partial<Readonly<Record<BinaryKind | 'markdown', Entry>>> = {
  docx: { accepted: '.docx', load: async () => (await import('./docx/read-docx.ts')).readDocx },
  doc: { accepted: '.doc, .wps', load: async () => (await import('./doc/read-doc.ts')).readDoc },
  spreadsheet: {
    accepted: '.xlsx, .xls, .et, .ods',
    load: async () => (await import('./xlsx/read-spreadsheet.ts')).readSpreadsheet,
  },
  pdf: { accepted: '.pdf', load: async () => (await import('./pdf/read-pdf.ts')).readPdf },
  ofd: { accepted: '.ofd', load: async () => (await import('./ofd/read-ofd.ts')).readOfd },
  rtf: { accepted: '.rtf', load: async () => (await import('./rtf/read-rtf.ts')).readRtf },
  mhtml: { accepted: '.mht', load: async () => (await import('./mhtml/read-mhtml.ts')).readMhtml },
  markdown: { accepted: '.md', load: async () => (await import('./markdown/read-markdown.ts')).readMarkdown },
  image: { accepted: 'pictures (.png, .jpg)', load: async () => (await import('./scan/read-image.ts')).readImage },
};

const ACCEPTED = `Accepted are ${[
  'web pages (.html)',
  'plain text (.txt)',
  ...Object.values(READERS).map(({ accepted }) => accepted),
  'and archives of these (.zip, .eml, .gz)',
].join(', ')}.`;

const fail = (code: ReadingFailure['code'], message: string): Reading => ({ failure: { code, message } });

/** Names what the file is, and the source, in every failure. */
const named = (reading: Reading, source: string): Reading => {
  if ('failure' in reading) return fail(reading.failure.code, `${source}: ${reading.failure.message}`);
  if (reading.document.blocks.length === 0) return fail('unreadable', `${source} holds no text. ${ACCEPTED}`);
  return reading;
};

const refuse = (source: string, name: string, code: ReadingFailure['code'] = 'unsupported'): Reading =>
  fail(code, `${source} is ${name}. ${ACCEPTED}`);

const readAs = async (format: Format, { source, bytes }: Snapshot, engines: Engines): Promise<Reading> => {
  if (format.is === 'encrypted') return refuse(source, format.name, 'encrypted');
  if (format.is === 'other') return refuse(source, format.name);
  if (format.is === 'archive') return refuse(source, `${format.name}, not one report`);
  const entry = format.is === 'html' || format.is === 'text' ? undefined : READERS[format.is];
  if (!entry) return refuse(source, 'name' in format ? format.name : 'a Markdown file');
  const read = await entry.load();
  const result = await read(bytes, engines);
  return named('blocks' in result ? { document: result } : { failure: result }, source);
};

/**
 * Reads a snapshot into a document. The format is told by the bytes, never by the name. Never rejects on bad input:
 * what is empty, too large (text over 20 MB, others over 50 MB), encrypted or of another format comes back as a failure
 * that names it. An archive is not one document: `expandArchive` gives its members.
 */
export const readDocument = async (snapshot: Snapshot, engines: Engines): Promise<Reading> => {
  const { bytes, source, declaredType } = snapshot;
  if (bytes.length === 0) return fail('unreadable', `${source} is empty (0 bytes). ${ACCEPTED}`);
  const binary = detectBinary(bytes);
  const most = binary ? LARGEST : LARGEST_TEXT;
  if (bytes.length > most) {
    return fail('too-large', `${source} has ${bytes.length} bytes; at most ${most} (${most >> 20} MB) are read.`);
  }
  if (binary) return readAs(binary, snapshot, engines);
  const reading = readTextDocument(bytes, declaredType);
  return 'format' in reading ? readAs(reading.format, snapshot, engines) : named(reading, source);
};
