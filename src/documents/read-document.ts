import type { Document, Reading, ReadingFailure } from '../model/document.ts';
import { NOWHERE } from '../model/locator.ts';
import type { Note } from '../model/note.ts';
import type { Snapshot } from '../model/report.ts';
import { type DecodedText, decodeText } from './detect-charset.ts';
import { detectBinary, detectTextFormat, type Format } from './detect-format.ts';
import { readHtml } from './html/read-html.ts';
import { readText } from './text/read-text.ts';

/** Larger files are refused before anything is decoded. */
const LARGEST = 20 * 1024 * 1024;

const ACCEPTED = 'Accepted are plain text (.txt) and web pages (.html).';

/** Text scoring lower than this is bytes of some unknown format, read as if they were characters. */
const LOWEST_SCORE = 0;

const fail = (code: ReadingFailure['code'], message: string): Reading => ({ failure: { code, message } });

const refuse = (source: string, format: Format): Reading | null => {
  if (format.is === 'encrypted') return fail('encrypted', `${source} is ${format.name}. ${ACCEPTED}`);
  if (format.is === 'other') return fail('unsupported', `${source} is ${format.name}. ${ACCEPTED}`);
  return null;
};

const charsetNotes = (decoded: DecodedText): readonly Note[] => {
  const notes: Note[] = [];
  const add = (code: string, message: string): void => void notes.push({ code, message, locator: NOWHERE });
  if (decoded.contradicts !== null) {
    add('charset-mismatch', `Declared as ${decoded.contradicts}, but the bytes are ${decoded.charset}.`);
  }
  const broken = decoded.text.match(/\ufffd/g)?.length ?? 0;
  if (broken > 0) add('broken-characters', `${broken} characters could not be decoded as ${decoded.charset}.`);
  return notes;
};

const readAs = (format: Format, text: string): Document | ReadingFailure =>
  format.is === 'html' ? readHtml(text) : readText(text);

/**
 * Reads a snapshot into a document. The format is told by the bytes, never by the name. Never throws on bad input:
 * what is empty, too large (over 20 MB), encrypted or of another format comes back as a failure that names it.
 */
export const readDocument = (snapshot: Snapshot): Reading => {
  const { bytes, source } = snapshot;
  if (bytes.length === 0) return fail('unreadable', `${source} is empty (0 bytes). ${ACCEPTED}`);
  if (bytes.length > LARGEST) {
    return fail('too-large', `${source} has ${bytes.length} bytes; at most ${LARGEST} (20 MB) are read.`);
  }
  const binary = detectBinary(bytes);
  if (binary) return refuse(source, binary)!;
  const decoded = decodeText(bytes, snapshot.declaredType);
  if (decoded.score < LOWEST_SCORE) {
    return fail('unsupported', `${source} is a binary file of an unknown format. ${ACCEPTED}`);
  }
  const format = detectTextFormat(decoded.text);
  const refused = refuse(source, format);
  if (refused) return refused;
  const result = readAs(format, decoded.text);
  if ('code' in result) return { failure: { ...result, message: `${source}: ${result.message}` } };
  if (result.blocks.length === 0) return fail('unreadable', `${source} holds no text. ${ACCEPTED}`);
  return { document: { ...result, notes: [...charsetNotes(decoded), ...result.notes] } };
};
