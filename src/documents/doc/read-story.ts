import { isContentsEntry } from '../grid/is-contents-entry.ts';
import type { LeftOut } from '../grid/left-out-notes.ts';
import type { TableFlow } from '../grid/table-flow.ts';
import { type FieldReader, fieldReader, isFieldMark } from './field-reader.ts';
import { readRow } from './read-row.ts';
import { type Look, type Mark, markAt, type Stretch, stretchAt, type WordText } from './word-text.ts';

// The characters that are marks and no text ([MS-DOC] 2.4.1).
const PICTURE = 0x01;
const CELL_END = 0x07;
const DRAWING = 0x08;
const TAB = 0x09;
const LINE_BREAK = 0x0b;
const PAGE_BREAK = 0x0c;
const PARAGRAPH_END = 0x0d;
const COLUMN_BREAK = 0x0e;
const HARD_HYPHEN = 0x1e;
const FIRST_TEXT = 0x20;

const isEnd = (code: number): boolean => code === PARAGRAPH_END || code === CELL_END || code === PAGE_BREAK;

/** Where lines and tables go while the parts of a text are read, what was left out, and how much work is still allowed. */
export type StoryOutput = {
  readonly flow: TableFlow;
  readonly leftOut: LeftOut;
  /** Bytes of properties that may still be looked at; the rest of the text is not read when it falls below 0. */
  work: number;
};

/** A line that is being put together. */
type Line = { text: string; readonly start: number; end: number; readonly label: string };

type Reader = {
  readonly word: WordText;
  readonly output: StoryOutput;
  readonly fields: FieldReader;
  line: Line | null;
};

const INDENT = /^[\t ]{1,200}/;

const put = (reader: Reader, text: string, position: number): void => {
  reader.line ??= { text: '', start: position, end: position, label: '' };
  reader.line.text += text;
  reader.line.end = position + text.length;
};

const endLine = (reader: Reader, { style, properties }: Mark): void => {
  if (!reader.line) return;
  const { text, start, end, label } = reader.line;
  reader.line = null;
  if (style.isContents && isContentsEntry(text)) return;
  const shown = label === '' ? text : label + text.replace(INDENT, '');
  const exact = label === '' && text.length === end - start;
  const { level, depth } = properties;
  reader.output.flow.add({ text: shown, start, end, exact, level, picture: false }, depth);
};

const addPicture = (reader: Reader, position: number, mark: Mark): void => {
  endLine(reader, mark);
  const picture = { text: 'picture', start: position, end: position + 1, exact: false, level: null, picture: true };
  reader.output.flow.add(picture, mark.properties.depth);
};

const readMark = (reader: Reader, code: number, position: number, mark: Mark): void => {
  if (isFieldMark(code)) reader.fields.read(code);
  else if (reader.fields.isCode()) return;
  else if (code === TAB) put(reader, '\t', position);
  else if (code === HARD_HYPHEN) put(reader, '-', position);
  else if (code === LINE_BREAK || code === COLUMN_BREAK) endLine(reader, mark);
  else if (code === PICTURE || (code === DRAWING && !reader.word.hasTextBoxes)) addPicture(reader, position, mark);
};

const readShown = (reader: Reader, from: number, to: number, mark: Mark): void => {
  const { text } = reader.word;
  let textFrom = from;
  for (let at = from; at <= to; at += 1) {
    const code = at < to ? text.charCodeAt(at) : 0;
    if (code >= FIRST_TEXT) continue;
    if (at > textFrom && !reader.fields.isCode()) put(reader, text.slice(textFrom, at), textFrom);
    textFrom = at + 1;
    if (at < to) readMark(reader, code, at, mark);
  }
};

/** What is not shown still has the marks of fields that go on outside of it. */
const readUnseen = (reader: Reader, from: number, { to, look }: Stretch): void => {
  reader.output.leftOut[look.isDeleted ? 'deleted' : 'hidden'] += 1;
  for (let at = from; at < to; at += 1) {
    const code = reader.word.text.charCodeAt(at);
    if (isFieldMark(code)) reader.fields.read(code);
  }
};

/** Counts a paragraph of a list; its number is not in the text. */
const startList = (reader: Reader, mark: Mark, start: number, isEmpty: boolean): void => {
  const { list, listLevel } = mark.properties;
  if (list === 0 || reader.line) return;
  const label = reader.word.lists.next(list, listLevel, mark.number);
  if (label !== '' && !isEmpty) reader.line = { text: '', start, end: start, label };
};

/** What one stretch or paragraph costs besides its properties, so that very many of them end too. */
const STEP = 200;

const stretch = (reader: Reader, position: number, end: number, mark: Mark): Stretch => {
  const found = stretchAt(reader.word, position, end, mark.style);
  reader.output.work -= found.cost + STEP;
  return found;
};

/** Whether the paragraph goes on in the next one: its mark is deleted or hidden, and ends no cell. */
const goesOn = (code: number, { properties }: Mark, look: Look): boolean =>
  look.isUnseen && code !== CELL_END && !properties.endsCell && !properties.endsRow;

const endParagraph = (reader: Reader, code: number, mark: Mark, { isDeleted }: Look): void => {
  const { depth, endsCell, endsRow, table } = mark.properties;
  const { flow } = reader.output;
  endLine(reader, mark);
  reader.fields.endParagraph();
  if (depth === 0) return;
  if (endsRow) flow.endRow(depth, readRow(table), isDeleted);
  else if (endsCell || code === CELL_END) flow.endCell(depth);
};

/** Reads the paragraph that begins at `start` and whose mark stands at `last`; `before` is the mark it goes on from. */
const readParagraph = (reader: Reader, start: number, last: number, end: number, before: Mark | null): Mark | null => {
  const mark = markAt(reader.word, last);
  reader.output.work -= mark.properties.cost + STEP;
  // nothing goes on from the text into a table
  if (before && before.properties.depth !== mark.properties.depth) endLine(reader, before);
  startList(reader, mark, start, start === last);
  for (let at = start; at < last; ) {
    const next = stretch(reader, at, last, mark);
    if (next.look.isUnseen) readUnseen(reader, at, next);
    else readShown(reader, at, next.to, mark);
    at = next.to;
  }
  const code = reader.word.text.charCodeAt(last);
  const { look } = stretch(reader, last, last + 1, mark);
  if (last < end && goesOn(code, mark, look)) return mark;
  endParagraph(reader, code, mark, look);
  return null;
};

/**
 * Reads a part of the text, from one character position up to another, into lines and tables. Leaves out what is hidden
 * or deleted, and counts it; joins paragraphs whose mark was deleted. Stops when the work that is allowed is used up.
 */
export const readStory = (word: WordText, from: number, to: number, output: StoryOutput): void => {
  const reader: Reader = { word, output, fields: fieldReader(), line: null };
  const end = Math.min(to, word.text.length);
  let before: Mark | null = null;
  let start = from;
  while (start < end && output.work >= 0 && !output.flow.isFull()) {
    let last = start;
    while (last < end && !isEnd(word.text.charCodeAt(last))) last += 1;
    before = readParagraph(reader, start, last, end, before);
    start = last + 1;
  }
  if (before) endLine(reader, before);
};
