import { utils, write } from 'cfb';

/** A change of properties: its code and the bytes of its operand. */
export type Change = readonly [code: number, ...operand: number[]];

/** A paragraph as a Word file holds it; `end` is its mark: 0x0d, 0x07 (a cell), 0x0c (a page). */
export type WordParagraph = {
  readonly text: string;
  readonly end?: number;
  readonly changes?: readonly Change[];
  /** Changes of characters, each from one place of the text to another; the mark stands at the text's length. */
  readonly characters?: readonly { readonly from: number; readonly to: number; readonly changes: readonly Change[] }[];
};

export type WordFile = {
  readonly paragraphs: readonly WordParagraph[];
  /** Whether the text is kept as one byte a character. */
  readonly isCompressed?: boolean;
  /** A change that a fast save noted for all of the text: its short form. */
  readonly fastSave?: { readonly short: number; readonly value: number };
  readonly data?: readonly number[];
  /** Bytes of the file information block to set. */
  readonly fib?: readonly (readonly [at: number, value: number])[];
};

const low = (value: number): number => value & 255;
const word = (value: number): number[] => [low(value), low(value >> 8)];
const long = (value: number): number[] => [...word(value), ...word(value >> 16)];

export const changeBytes = (changes: readonly Change[]): number[] =>
  changes.flatMap(([code, ...operand]) => [...word(code), ...operand]);

const PAGE = 512;
const TEXT_AT = 2048;

type Run = { readonly from: number; readonly to: number; readonly bytes: readonly number[] };

/** A page of runs: their bounds, a slot for each, and from the end of the page what the slots point to. */
const page = (runs: readonly Run[], slotSize: number): number[] => {
  const bytes = new Array<number>(PAGE).fill(0);
  bytes.splice(PAGE - 1, 1, runs.length);
  const slots = (runs.length + 1) * 4;
  let free = PAGE - 1;
  runs.forEach(({ from, to, bytes: content }, i) => {
    bytes.splice(i * 4, 8, ...long(from), ...long(to));
    if (content.length === 0) return;
    free = (free - content.length) & ~1;
    bytes.splice(free, content.length, ...content);
    bytes[slots + i * slotSize] = free / 2;
  });
  return bytes;
};

const paragraphRun = (changes: readonly Change[]): number[] => {
  const bytes = [...word(0), ...changeBytes(changes)];
  return bytes.length % 2 === 1 ? [(bytes.length + 1) / 2, ...bytes] : [0, bytes.length / 2, ...bytes];
};

const characterRun = (changes: readonly Change[]): number[] => {
  const bytes = changeBytes(changes);
  return bytes.length === 0 ? [] : [bytes.length, ...bytes];
};

/** Runs from the pieces that have changes, and empty ones between. */
const characterRuns = (file: WordFile, width: number): Run[] => {
  const runs: Run[] = [];
  let at = TEXT_AT;
  for (const { text, characters = [] } of file.paragraphs) {
    let place = 0;
    for (const { from, to, changes } of characters) {
      if (from > place) runs.push({ from: at + place * width, to: at + from * width, bytes: [] });
      runs.push({ from: at + from * width, to: at + to * width, bytes: characterRun(changes) });
      place = to;
    }
    const length = text.length + 1;
    if (place < length) runs.push({ from: at + place * width, to: at + length * width, bytes: [] });
    at += length * width;
  }
  return runs;
};

const paragraphRuns = (file: WordFile, width: number): Run[] => {
  let at = TEXT_AT;
  return file.paragraphs.map(({ text, changes = [] }) => {
    const from = at;
    at += (text.length + 1) * width;
    return { from, to: at, bytes: paragraphRun(changes) };
  });
};

const RUNS_A_PAGE = 4;

const pages = (runs: readonly Run[], slotSize: number): number[][] =>
  Array.from({ length: Math.ceil(runs.length / RUNS_A_PAGE) }, (_, i) =>
    page(runs.slice(i * RUNS_A_PAGE, (i + 1) * RUNS_A_PAGE), slotSize),
  );

/** The table of bins over consecutive pages, of which only the numbers count. */
const bins = (first: number, count: number): number[] => [
  ...new Array((count + 1) * 4).fill(0),
  ...Array.from({ length: count }, (_, i) => long(first + i)).flat(),
];

const textBytes = (file: WordFile): number[] => {
  const text = file.paragraphs.map(({ text: own, end = 0x0d }) => own + String.fromCharCode(end)).join('');
  return [...text].flatMap((char) => (file.isCompressed ? [char.charCodeAt(0)] : word(char.charCodeAt(0))));
};

const pieceTable = (file: WordFile, length: number): number[] => {
  const where = file.isCompressed ? (TEXT_AT * 2) | 0x40000000 : TEXT_AT;
  const prm = file.fastSave ? (file.fastSave.short << 1) | (file.fastSave.value << 8) : 0;
  return [2, ...long(16), ...long(0), ...long(length), 0, 0, ...long(where), ...word(prm)];
};

/** The bytes of a Word 97 document, packed into a compound file by a writer that is not ours. */
export const aWordFile = (file: WordFile): Uint8Array => {
  const width = file.isCompressed ? 1 : 2;
  const text = textBytes(file);
  const length = text.length / width;
  const body = [...text, ...new Array((PAGE - (text.length % PAGE)) % PAGE).fill(0)];
  const paragraphs = pages(paragraphRuns(file, width), 13);
  const characters = pages(characterRuns(file, width), 1);
  const firstPage = (TEXT_AT + body.length) / PAGE;
  const clx = pieceTable(file, length);
  const paragraphBins = bins(firstPage, paragraphs.length);
  const characterBins = bins(firstPage + paragraphs.length, characters.length);
  const head = new Array<number>(TEXT_AT).fill(0);
  const set = (at: number, bytes: readonly number[]): void => void head.splice(at, bytes.length, ...bytes);
  const range = (index: number, at: number, size: number): void => set(154 + index * 8, [...long(at), ...long(size)]);
  set(0, [...word(0xa5ec), ...word(0xc1)]);
  set(11, [0x02]);
  set(64 + 12, long(length));
  range(33, 0, clx.length);
  range(13, clx.length, paragraphBins.length);
  range(12, clx.length + paragraphBins.length, characterBins.length);
  for (const [at, value] of file.fib ?? []) head[at] = value;
  const container = utils.cfb_new();
  const add = (name: string, bytes: readonly number[]): void =>
    void utils.cfb_add(container, `/${name}`, Uint8Array.from(bytes));
  add('WordDocument', [...head, ...body, ...paragraphs.flat(), ...characters.flat()]);
  add('1Table', [...clx, ...paragraphBins, ...characterBins]);
  if (file.data) add('Data', file.data);
  return Uint8Array.from(write(container, { type: 'array' }) as ArrayLike<number>);
};

const IN_TABLE: Change = [0x2416, 1];

/** A cell of a table, as a paragraph. */
export const aCell = (text: string): WordParagraph => ({ text, end: 0x07, changes: [IN_TABLE] });

/** The mark that ends a row, with the changes that describe it. */
export const aRowEnd = (...changes: readonly Change[]): WordParagraph => ({
  text: '',
  end: 0x07,
  changes: [IN_TABLE, [0x2417, 1], ...changes],
});

/** A definition of a row: edges in twips, and the merging bits of each cell. */
export const rowDefinition = (edges: readonly number[], flags: readonly number[] = []): Change => {
  const cells = flags.flatMap((flag) => [...word(flag), ...new Array(18).fill(0)]);
  const inner = [edges.length - 1, ...edges.flatMap(word), ...cells];
  return [0xd608, ...word(inner.length + 1), ...inner];
};
