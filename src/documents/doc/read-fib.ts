import { u16, u32 } from '../compound/little-endian.ts';

/** A range of the table stream. */
export type Range = { readonly at: number; readonly length: number };

/** How many characters each part of the text has; they follow each other in this order ([MS-DOC] 2.4.1). */
export type StoryLengths = {
  readonly main: number;
  readonly footnotes: number;
  readonly headers: number;
  readonly comments: number;
  readonly endnotes: number;
  readonly textBoxes: number;
};

/** The file information block at the head of the WordDocument stream ([MS-DOC] 2.5.1). */
export type Fib = {
  readonly isEncrypted: boolean;
  readonly tableStream: '0Table' | '1Table';
  readonly stories: StoryLengths;
  readonly styles: Range;
  readonly characterBins: Range;
  readonly paragraphBins: Range;
  readonly pieceTable: Range;
  readonly lists: Range;
  readonly listOverrides: Range;
};

/** [MS-DOC] 2.5.2 wIdent; Word 6 and 95 have another one. */
const WORD_97 = 0xa5ec;
const WORD_6_95 = 0xa5dc;

/** Word 97 writes 193; some of its contemporaries 192. Smaller numbers are of Word 6 and 95. */
const FIRST_VERSION = 192;

/** Where the pairs of offset and length begin: after FibBase, FibRgW97 and FibRgLw97, whose sizes never changed. */
const PAIRS = 154;

/** Whether the stream is one of Word at all, and of which generation. */
export const wordGeneration = (word: Uint8Array): 'word-97' | 'older' | 'none' => {
  const mark = u16(word, 0);
  if (mark === WORD_6_95) return 'older';
  if (mark !== WORD_97) return 'none';
  return u16(word, 2) < FIRST_VERSION ? 'older' : 'word-97';
};

export const readFib = (word: Uint8Array): Fib => {
  const flags = u16(word, 10);
  const range = (index: number): Range => ({
    at: u32(word, PAIRS + index * 8),
    length: u32(word, PAIRS + index * 8 + 4),
  });
  const count = (index: number): number => Math.min(u32(word, 64 + index * 4), word.length);
  return {
    isEncrypted: (flags & 0x0100) !== 0,
    tableStream: (flags & 0x0200) === 0 ? '0Table' : '1Table',
    stories: {
      main: count(3),
      footnotes: count(4),
      headers: count(5),
      comments: count(7),
      endnotes: count(8),
      textBoxes: count(9),
    },
    styles: range(1),
    characterBins: range(12),
    paragraphBins: range(13),
    pieceTable: range(33),
    lists: range(73),
    listOverrides: range(74),
  };
};

/** The part of a stream that a range names, cut at its end. */
export const partOfStream = (stream: Uint8Array, { at, length }: Range): Uint8Array =>
  stream.subarray(Math.min(at, stream.length), Math.min(at + length, stream.length));
