import type { Table } from '../../model/document.ts';
import type { Note } from '../../model/note.ts';
import { type LeftOut, leftOutNotes } from '../grid/left-out-notes.ts';
import { lineCounter } from '../grid/table-flow.ts';
import type { SourceLine } from '../text/source-line.ts';
import { changeState } from './change-state.ts';
import { depthOf, destinationOf, FIRST_STATE, type GroupState, isShown, isText } from './group-state.ts';
import { type HeadTables, headTables } from './head-tables.ts';
import { type RowDefinition, rowDefinition } from './row-definition.ts';
import { type Place, type StoryWriter, storyWriter } from './story-writer.ts';
import { type Token, tokenize } from './tokenize.ts';

/** The lines and tables of an RTF file in reading order, footnotes and text boxes last. */
export type RtfBody = {
  readonly items: readonly (SourceLine | Table)[];
  readonly notes: readonly Note[];
  /** Whether groups nest more deeply than is followed; what is inside them counts as in the deepest one. */
  readonly isTooDeep: boolean;
};

/** Real files stay below thirty. */
const DEEPEST = 256;

const latin1 = new TextDecoder('latin1');

const LATIN = 1252;
const MACINTOSH = 10000;

type Story = { readonly writer: StoryWriter; readonly outer: RowDefinition; readonly inner: RowDefinition };

const openStory = (nextLine: () => number): Story => ({
  writer: storyWriter(nextLine),
  outer: rowDefinition(),
  inner: rowDefinition(),
});

type Reader = {
  readonly bytes: Uint8Array;
  readonly stories: Readonly<Record<GroupState['story'], Story>>;
  readonly tables: HeadTables;
  readonly groups: GroupState[];
  state: GroupState;
  /** Groups opened beyond the deepest that is followed. */
  excess: number;
  isTooDeep: boolean;
  documentPage: number;
  defaultFont: number;
  /** Characters still to pass over after a \u. */
  standIns: number;
  isGroupStart: boolean;
  isStarred: boolean;
  readonly leftOut: LeftOut;
};

/** Characters that have a control word of their own. */
const CHARACTERS: ReadonlyMap<string, string> = new Map([
  ['tab', '\t'],
  ['emdash', '—'],
  ['endash', '–'],
  ['emspace', '\u2003'],
  ['enspace', '\u2002'],
  ['qmspace', '\u2005'],
  ['bullet', '•'],
  ['lquote', '‘'],
  ['rquote', '’'],
  ['ldblquote', '“'],
  ['rdblquote', '”'],
  ['~', '\u00a0'],
  ['_', '-'],
  ['\\', '\\'],
  ['{', '{'],
  ['}', '}'],
]);

const LINE_ENDS = new Set(['line', 'page', 'column', 'softline', 'softpage']);

const storyOf = (reader: Reader): Story => reader.stories[reader.state.story];

const placeOf = ({ state }: Reader): Place => ({
  depth: depthOf(state),
  level: state.level,
  isContents: state.isContents,
});

const setDestination = (reader: Reader, destination: GroupState['destination']): void => {
  const { state } = reader;
  // what is inside a skipped group stays skipped
  if (state.destination === 'skip') return;
  state.destination = destination;
  if (destination === 'label') storyOf(reader).writer.beginLabel();
};

const stepAside = (reader: Reader): void => {
  const { state } = reader;
  state.story = 'aside';
  state.isInTable = false;
  state.depth = 0;
  state.level = null;
};

/** Words that say what a group is; tells whether it was one. */
const readDestination = (reader: Reader, name: string, at: number): boolean => {
  const { state } = reader;
  if (name === 'pict' && isShown(state)) storyOf(reader).writer.addPicture(placeOf(reader), at);
  if (name === 'footnote' || name === 'shptxt') {
    stepAside(reader);
    return true;
  }
  const destination = reader.isGroupStart ? destinationOf(name, reader.isStarred) : null;
  if (destination === null) return false;
  setDestination(reader, destination);
  return true;
};

const readTableWord = (reader: Reader, name: string, value: number | null): void => {
  const { writer, outer, inner } = storyOf(reader);
  const place = placeOf(reader);
  switch (name) {
    case 'cell':
      writer.endCell(place, 1);
      break;
    case 'nestcell':
      writer.endCell(place, Math.max(2, place.depth));
      break;
    case 'row':
      writer.endRow(place, 1, outer.cells());
      break;
    case 'nestrow':
      writer.endRow(place, Math.max(2, place.depth), inner.cells());
      break;
    default:
      (reader.state.isInnerRow ? inner : outer).read(name, value);
  }
};

const readTextWord = (reader: Reader, name: string, value: number | null, at: number): void => {
  const { state } = reader;
  const { writer } = storyOf(reader);
  const character = CHARACTERS.get(name);
  if (character !== undefined) {
    if (isShown(state)) writer.put(character, at);
    // a label is written as a paragraph of its own: what it says of paragraphs is not about ours
  } else if (state.destination === 'label') return;
  else if (name === 'par' || name === 'sect') {
    // a paragraph whose mark is hidden or deleted goes on in the next one
    if (isShown(state)) writer.endParagraph(placeOf(reader));
  } else if (LINE_ENDS.has(name)) {
    if (isShown(state)) writer.endLine(placeOf(reader));
  } else if (name === 's') Object.assign(state, reader.tables.style(value ?? 0));
  else readTableWord(reader, name, value);
};

const putUnit = (reader: Reader, value: number, at: number): void => {
  // written as a signed number of 16 bits, by some programs as an unsigned one
  const unit = value < 0 ? value + 0x10000 : value;
  reader.standIns = reader.state.standIns;
  if (isShown(reader.state) && unit >= 0x20 && unit <= 0xffff) {
    storyOf(reader).writer.put(String.fromCharCode(unit), at);
  }
};

const readDocumentWord = (reader: Reader, name: string, value: number | null): boolean => {
  if (name === 'ansicpg') reader.documentPage = value ?? LATIN;
  else if (name === 'mac') reader.documentPage = MACINTOSH;
  else if (name === 'deff') reader.defaultFont = value ?? 0;
  else return false;
  return true;
};

const readWord = (reader: Reader, name: string, value: number | null, at: number): void => {
  const { state, tables } = reader;
  if (readDestination(reader, name, at)) return;
  if (name === 'u' && value !== null) putUnit(reader, value, at);
  else if (state.destination === 'fonts') tables.readFont(name, value ?? 0);
  else if (state.destination === 'styles') tables.readStyle(name, value ?? 0);
  else if (name === 'uc' || state.destination !== 'skip') {
    const isDone = changeState(state, name, value) || readDocumentWord(reader, name, value);
    if (!isDone) readTextWord(reader, name, value, at);
  }
};

const putBytes = (reader: Reader, bytes: Uint8Array, at: number): void => {
  const { state, tables, documentPage, defaultFont } = reader;
  storyOf(reader).writer.putBytes(bytes, tables.font(state.font ?? defaultFont), documentPage, at);
};

const readText = (reader: Reader, from: number, to: number): void => {
  const { state, tables, leftOut } = reader;
  const first = Math.min(to, from + reader.standIns);
  reader.standIns -= first - from;
  const text = reader.bytes.subarray(first, to);
  if (state.destination === 'styles') tables.nameStyle(latin1.decode(text));
  if (isShown(state)) putBytes(reader, text, first);
  else if (isText(state)) leftOut[state.isDeleted ? 'deleted' : 'hidden'] += 1;
};

const openGroup = (reader: Reader): void => {
  if (reader.groups.length >= DEEPEST) {
    reader.excess += 1;
    reader.isTooDeep = true;
    return;
  }
  reader.groups.push(reader.state);
  reader.state = { ...reader.state };
  if (reader.state.destination === 'styles') reader.tables.nextStyle();
};

const closeGroup = (reader: Reader): void => {
  if (reader.excess > 0) {
    reader.excess -= 1;
    return;
  }
  const outer = reader.groups.pop();
  if (!outer) return;
  const { writer } = storyOf(reader);
  if (reader.state.destination === 'label' && outer.destination !== 'label') writer.endLabel();
  if (outer.story !== reader.state.story) writer.endParagraph(placeOf(reader));
  reader.state = outer;
};

const readContent = (reader: Reader, token: Exclude<Token, { is: 'open' | 'close' }>): void => {
  // a \u never stands in for another one: a writer that miscounts must not cost characters
  const isUnit = token.is === 'word' && token.name === 'u';
  if (token.is === 'text') readText(reader, token.at, token.to);
  else if (reader.standIns > 0 && !isUnit) reader.standIns -= 1;
  else if (token.is === 'word') readWord(reader, token.name, token.value, token.at);
  else if (isShown(reader.state)) putBytes(reader, Uint8Array.of(token.value), token.at);
};

const readToken = (reader: Reader, token: Token): void => {
  if (token.is === 'open' || token.is === 'close') {
    reader.standIns = 0;
    reader.isStarred = false;
    reader.isGroupStart = token.is === 'open';
    if (token.is === 'open') openGroup(reader);
    else closeGroup(reader);
  } else if (token.is === 'word' && token.name === '*' && reader.isGroupStart) {
    reader.isStarred = true;
  } else {
    readContent(reader, token);
    reader.isGroupStart = false;
    reader.isStarred = false;
  }
};

/** Reads the whole of an RTF file. Linear in its size, whatever it says. */
export const readBody = (bytes: Uint8Array): RtfBody => {
  const nextLine = lineCounter();
  const reader: Reader = {
    bytes,
    stories: { main: openStory(nextLine), aside: openStory(nextLine) },
    tables: headTables(),
    groups: [],
    state: { ...FIRST_STATE },
    excess: 0,
    isTooDeep: false,
    documentPage: LATIN,
    defaultFont: 0,
    standIns: 0,
    isGroupStart: false,
    isStarred: false,
    leftOut: { hidden: 0, deleted: 0 },
  };
  tokenize(bytes, (token) => {
    readToken(reader, token);
    return !storyOf(reader).writer.isFull();
  });
  const main = reader.stories.main.writer.finish();
  const aside = reader.stories.aside.writer.finish();
  return {
    items: [...main.items, ...aside.items],
    notes: [...leftOutNotes(reader.leftOut), ...main.notes, ...aside.notes],
    isTooDeep: reader.isTooDeep,
  };
};
