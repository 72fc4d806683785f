import type { Document, Reading, ReadingFailure } from '../model/document.ts';
import { NOWHERE } from '../model/locator.ts';
import type { Note } from '../model/note.ts';
import { type DecodedText, decodeText } from './detect-charset.ts';
import { detectTextFormat, type Format } from './detect-format.ts';
import { readHtml } from './html/read-html.ts';
import { readText } from './text/read-text.ts';

/** Text scoring lower than this is bytes of some unknown format, read as if they were characters. */
const LOWEST_SCORE = 0;

/** What a reader should know about how the bytes became characters. */
export const charsetNotes = (decoded: DecodedText): readonly Note[] => {
  const notes: Note[] = [];
  const add = (code: string, message: string): void => void notes.push({ code, message, locator: NOWHERE });
  if (decoded.contradicts !== null) {
    add('charset-mismatch', `Declared as ${decoded.contradicts}, but the bytes are ${decoded.charset}.`);
  }
  const broken = decoded.text.match(/\ufffd/g)?.length ?? 0;
  if (broken > 0) add('broken-characters', `${broken} characters could not be decoded as ${decoded.charset}.`);
  return notes;
};

/** A report has some thousand lines; taking many more apart takes longer than it is worth. */
const MOST_LINES = 200_000;

const countLines = (text: string): number => {
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
};

const readAs = (format: 'html' | 'text', text: string): Document | ReadingFailure => {
  if (format === 'html') return readHtml(text);
  const lines = countLines(text);
  if (lines <= MOST_LINES) return readText(text);
  return { code: 'too-large', message: `the text has ${lines} lines; at most ${MOST_LINES} are read` };
};

/** A document, or why there is none; `format` where the bytes are characters of a format that is read elsewhere. */
export type TextReading = Reading | { readonly format: Format };

/**
 * Reads bytes that are characters: web pages and plain text. `declaredType` is the media type as the sender declared
 * it, a hint for the charset. Never throws on bad input.
 */
export const readTextDocument = (bytes: Uint8Array, declaredType: string | null): TextReading => {
  const decoded = decodeText(bytes, declaredType);
  if (decoded.score < LOWEST_SCORE) return { format: { is: 'other', name: 'a binary file of an unknown format' } };
  const format = detectTextFormat(decoded.text);
  if (format.is !== 'html' && format.is !== 'text') return { format };
  const result = readAs(format.is, decoded.text);
  if ('code' in result) return { failure: result };
  return { document: { ...result, notes: [...charsetNotes(decoded), ...result.notes] } };
};
