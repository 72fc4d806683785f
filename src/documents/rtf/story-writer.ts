import type { Heading } from '../../model/document.ts';
import type { EdgeCell } from '../grid/from-edges.ts';
import { isContentsEntry } from '../grid/is-contents-entry.ts';
import { listLabel } from '../grid/list-label.ts';
import { tableFlow } from '../grid/table-flow.ts';
import { decodeCodePage, type Font, PLAIN_FONT } from './code-page.ts';

/** Where a paragraph stands: how many tables are around it, its level as a heading, whether it is an entry of contents. */
export type Place = { readonly depth: number; readonly level: Heading['level'] | null; readonly isContents: boolean };

/** Puts together the lines of one part of a document: the main text, or what stands aside. */
export type StoryWriter = {
  readonly put: (text: string, at: number) => void;
  /** Bytes of text that stand at `at`; the last of them may only begin a character. */
  readonly putBytes: (bytes: Uint8Array, font: Font, documentPage: number, at: number) => void;
  /** From here on to `endLabel` text is the number of a list item. */
  readonly beginLabel: () => void;
  readonly endLabel: () => void;
  readonly endLine: (place: Place) => void;
  readonly endParagraph: (place: Place) => void;
  readonly addPicture: (place: Place, at: number) => void;
  readonly endCell: (place: Place, depth: number) => void;
  readonly endRow: (place: Place, depth: number, cells: readonly EdgeCell[] | null) => void;
  readonly isFull: () => boolean;
  readonly finish: ReturnType<typeof tableFlow>['finish'];
};

const LONGEST_LABEL = 40;

type Pending = { readonly bytes: number[]; readonly font: Font; readonly documentPage: number };

const NOTHING_PENDING: Pending = { bytes: [], font: PLAIN_FONT, documentPage: 0 };

const isSameFont = (a: Font, b: Font): boolean => a.codePage === b.codePage && a.isSymbols === b.isSymbols;

const ASCII = new TextDecoder('latin1');

const isAscii = (byte: number): boolean => byte < 0x80;

type Line = { readonly start: number; end: number; text: string };

/** A writer for one part of a document; its parts share a counter of lines. */
export const storyWriter = (nextLine: () => number): StoryWriter => {
  const flow = tableFlow(nextLine);
  let line: Line | null = null;
  let label = '';
  let isLabel = false;
  let pending = NOTHING_PENDING;

  const append = (text: string, at: number): void => {
    if (isLabel) {
      label = (label + text).slice(0, LONGEST_LABEL);
      return;
    }
    line ??= { start: at, end: at, text: '' };
    line.text += text;
    line.end = at + text.length;
  };
  /** Bytes wait until the code page changes: a character of two bytes may be written as \'d0{\b \'c5}. */
  const flush = (at: number): void => {
    const { bytes, font, documentPage } = pending;
    pending = NOTHING_PENDING;
    if (bytes.length === 0 || font.isSymbols) return;
    append(decodeCodePage(new Uint8Array(bytes), font.codePage ?? documentPage), at);
  };
  const endLine = ({ depth, level, isContents }: Place): void => {
    flush(line?.end ?? 0);
    if (!line) return;
    const { start, end, text } = line;
    line = null;
    if (isContents && isContentsEntry(text)) return;
    const printed = text.trim() === '' ? '' : listLabel(label);
    if (printed !== '') label = '';
    const shown = printed === '' ? text : printed + text.trimStart();
    flow.add({ text: shown, start, end, exact: false, level, picture: false }, depth);
  };
  const endParagraph = (place: Place): void => {
    endLine(place);
    label = '';
  };
  return {
    put: (text, at) => {
      flush(line?.end ?? at);
      append(text, at);
    },
    putBytes: (bytes, font, documentPage, at) => {
      if (pending === NOTHING_PENDING && !font.isSymbols && bytes.every(isAscii)) {
        append(ASCII.decode(bytes), at);
        return;
      }
      if (pending === NOTHING_PENDING || !isSameFont(font, pending.font)) {
        flush(line?.end ?? at);
        pending = { bytes: [], font, documentPage };
      }
      if (!isLabel) {
        line ??= { start: at, end: at, text: '' };
        line.end = at + bytes.length;
      }
      for (const byte of bytes) pending.bytes.push(byte);
    },
    beginLabel: () => {
      flush(line?.end ?? 0);
      isLabel = true;
    },
    endLabel: () => {
      flush(0);
      isLabel = false;
    },
    endLine,
    endParagraph,
    addPicture: (place, at) => {
      endLine(place);
      flow.add({ text: 'picture', start: at, end: at + 1, exact: false, level: null, picture: true }, place.depth);
    },
    endCell: (place, depth) => {
      endParagraph(place);
      flow.endCell(depth);
    },
    endRow: (place, depth, cells) => {
      endParagraph(place);
      flow.endRow(depth, cells, false);
    },
    isFull: flow.isFull,
    finish: () => {
      endParagraph({ depth: 0, level: null, isContents: false });
      return flow.finish();
    },
  };
};
