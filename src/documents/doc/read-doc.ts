import type { Document, ReadingFailure } from '../../model/document.ts';
import { NOWHERE } from '../../model/locator.ts';
import type { Note } from '../../model/note.ts';
import { openCompound } from '../compound/open-compound.ts';
import { blocksFromFlow } from '../grid/blocks-from-flow.ts';
import { leftOutNotes } from '../grid/left-out-notes.ts';
import { type TableFlow, tableFlow } from '../grid/table-flow.ts';
import type { FormatReader } from '../reader.ts';
import { listCounter } from './list-counter.ts';
import { type Fib, partOfStream, readFib, wordGeneration } from './read-fib.ts';
import { readLists } from './read-lists.ts';
import { type PieceTable, readPieces } from './read-pieces.ts';
import { readRuns } from './read-runs.ts';
import { readStory, type StoryOutput } from './read-story.ts';
import { readStyles } from './read-styles.ts';
import type { WordText } from './word-text.ts';

const fail = (code: ReadingFailure['code'], message: string): ReadingFailure => ({ code, message });

const note = (code: string, message: string): Note => ({ code, message, locator: NOWHERE });

const NOTHING = new Uint8Array(0);

const takeApart = (word: Uint8Array, table: Uint8Array, data: Uint8Array, fib: Fib, pieces: PieceTable): WordText => ({
  ...pieces,
  paragraphs: readRuns(word, partOfStream(table, fib.paragraphBins), 'paragraph'),
  characters: readRuns(word, partOfStream(table, fib.characterBins), 'character'),
  styles: readStyles(partOfStream(table, fib.styles)),
  lists: listCounter(readLists(table, fib.lists, fib.listOverrides)),
  data,
  hasTextBoxes: fib.stories.textBoxes > 0,
});

/** Bytes of properties to look at in one document; real ones need less than a hundredth of it. */
const MOST_WORK = 200_000_000;

type Stories = ReturnType<TableFlow['finish']> & { readonly isCut: boolean };

/**
 * The text, then footnotes, endnotes and text boxes, in the places that the lengths of all parts give them ([MS-DOC]
 * 2.4.1). Headers, footers and comments are no part of the report.
 */
const readStories = (word: WordText, { stories }: Fib): Stories => {
  const output: StoryOutput = { flow: tableFlow(), leftOut: { hidden: 0, deleted: 0 }, work: MOST_WORK };
  const endnotes = stories.main + stories.footnotes + stories.headers + stories.comments;
  const parts = [
    [0, stories.main],
    [stories.main, stories.footnotes],
    [endnotes, stories.endnotes],
    [endnotes + stories.endnotes, stories.textBoxes],
  ] as const;
  for (const [from, length] of parts) readStory(word, from, from + length, output);
  const { items, notes } = output.flow.finish();
  return { items, notes: [...leftOutNotes(output.leftOut), ...notes], isCut: output.work < 0 };
};

const damageNotes = (word: WordText, isDamaged: boolean, main: number): readonly Note[] => {
  const notes: Note[] = [];
  if (isDamaged || word.text.length < main) {
    notes.push(note('damaged-text', `The file is damaged: ${word.text.length} of ${main} characters could be read.`));
  }
  if (word.paragraphs.length === 0) {
    notes.push(note('damaged-layout', 'The file does not tell its paragraphs and tables; only the text was read.'));
  }
  return notes;
};

const TOO_LONG = 'The document has more paragraphs, or more formatting, than any report; it was not read to its end.';

/**
 * Reads a Word 97–2003 document ([MS-DOC]), as Word and WPS Office save .doc and .wps. Offsets in locators count
 * characters of the text as the file holds it, lines are paragraphs. Encrypted files and those of Word 6 or 95 are
 * failures; a damaged file is read as far as it goes, with a note.
 */
export const readDocBytes = (bytes: Uint8Array): Document | ReadingFailure => {
  const file = openCompound(bytes);
  if (!file) return fail('unreadable', 'The container of the Word document is damaged.');
  const word = file.stream('WordDocument');
  if (!word)
    return fail('unsupported', 'There is no Word document in the container. Accepted is a .doc of Word 97–2003.');
  const generation = wordGeneration(word);
  if (generation === 'none') return fail('unreadable', 'The Word document in the container is damaged.');
  if (generation === 'older') {
    return fail('unsupported', 'The document is of Word 6 or 95. Accepted is one saved by Word 97 or later.');
  }
  const fib = readFib(word);
  if (fib.isEncrypted) return fail('encrypted', 'The Word document is encrypted. Accepted is one without a password.');
  const table = file.stream(fib.tableStream);
  if (!table) return fail('unreadable', 'The Word document is damaged: it lacks the stream that describes its text.');
  const pieces = readPieces(word, partOfStream(table, fib.pieceTable));
  const text = takeApart(word, table, file.stream('Data') ?? NOTHING, fib, pieces);
  const { items, notes, isCut } = readStories(text, fib);
  const { blocks, notes: more } = blocksFromFlow(items);
  return {
    mediaType: 'application/msword',
    parser: { name: 'gouji-doc', version: '1' },
    blocks,
    notes: [
      ...damageNotes(text, pieces.isDamaged, fib.stories.main),
      ...(isCut ? [note('too-long', TOO_LONG)] : []),
      ...notes,
      ...more,
    ],
  };
};

/** `readDocBytes` as a reader of a format. */
export const readDoc: FormatReader = async (bytes) => readDocBytes(bytes);
