import { type Changes, eachSprm, SPRM } from './each-sprm.ts';
import type { ListCounter } from './list-counter.ts';
import { type ParagraphProperties, paragraphProperties } from './paragraph-properties.ts';
import type { Piece } from './read-pieces.ts';
import { type Runs, runAt } from './read-runs.ts';
import { type Style, toggled } from './read-styles.ts';

/** A Word document taken apart: the whole text, and what says how it looks. */
export type WordText = {
  readonly text: string;
  readonly pieces: readonly Piece[];
  readonly paragraphs: Runs;
  readonly characters: Runs;
  readonly styles: (number: number) => Style;
  readonly lists: ListCounter;
  readonly data: Uint8Array;
  /** Text boxes are parts of the text of their own; what anchors them is no picture then. */
  readonly hasTextBoxes: boolean;
};

type Place = { readonly piece: Piece; readonly at: number };

/** A piece and the byte of the character at a position; the pieces are searched by halves. */
const placeOf = (pieces: readonly Piece[], position: number): Place | null => {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pieces[middle]!.to <= position) low = middle + 1;
    else high = middle;
  }
  const piece = pieces[low];
  return piece && piece.from <= position ? { piece, at: piece.at + (position - piece.from) * piece.width } : null;
};

/** Whether characters are shown: neither hidden nor deleted under tracked changes. */
export type Look = { readonly isUnseen: boolean; readonly isDeleted: boolean };

const SEEN: Look = { isUnseen: false, isDeleted: false };

const look = (word: WordText, style: Style, changes: readonly Changes[]): Look => {
  let ofStyle = style.isHidden;
  let isHidden = ofStyle;
  let isDeleted = false;
  for (const list of changes) {
    eachSprm(list, ({ code, operand }) => {
      if (code === SPRM.characterStyle) {
        ofStyle = word.styles(operand[0]! | (operand[1]! << 8)).isHidden;
        isHidden = ofStyle;
      } else if (code === SPRM.characterHidden) {
        isHidden = toggled(operand[0]!, ofStyle);
      } else if (code === SPRM.characterDeleted) {
        isDeleted = toggled(operand[0]!, false);
      }
    });
  }
  return { isUnseen: isHidden || isDeleted, isDeleted };
};

/** Characters up to `to` that look alike; `cost` is how many bytes were looked at to tell. */
export type Stretch = { readonly to: number; readonly look: Look; readonly cost: number };

/** The characters from a position on that look alike, at most up to `end`, in a paragraph of a style. */
export const stretchAt = (word: WordText, position: number, end: number, style: Style): Stretch => {
  const place = placeOf(word.pieces, position);
  if (!place) return { to: end, look: SEEN, cost: 0 };
  const { piece, at } = place;
  const run = runAt(word.characters, at);
  const characters = Math.max(1, Math.ceil((run.to - at) / piece.width));
  return {
    to: Math.min(end, piece.to, position + characters),
    look: look(word, style, [run.changes, piece.changes]),
    cost: run.changes.length + piece.changes.length,
  };
};

/** The mark at the end of a paragraph: its style, the number of that, and all that is said of the paragraph. */
export type Mark = { readonly style: Style; readonly number: number; readonly properties: ParagraphProperties };

/** What the mark at a position says about its paragraph ([MS-DOC] 2.4.6.1). */
export const markAt = (word: WordText, position: number): Mark => {
  const place = placeOf(word.pieces, position);
  const run = runAt(word.paragraphs, place?.at ?? -1);
  const style = word.styles(run.style);
  const own = place ? [run.changes, place.piece.changes] : [];
  return { style, number: run.style, properties: paragraphProperties(style, own, word.data) };
};
