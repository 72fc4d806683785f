import { u8, u16, u32 } from '../compound/little-endian.ts';
import type { Changes } from './each-sprm.ts';

/**
 * A run of characters that stand together in the WordDocument stream ([MS-DOC] 2.4.1). `from` and `to` are character
 * positions of the text, `at` is where the first one's bytes are; `width` is 1 for a compressed piece, else 2. `changes`
 * apply to all of the piece: a fast save notes what happened since the last full one in this way.
 */
export type Piece = {
  readonly from: number;
  readonly to: number;
  readonly at: number;
  readonly width: 1 | 2;
  readonly changes: Changes;
};

/** The text in order, and whether the table of pieces contradicts itself or the stream. */
export type PieceTable = { readonly pieces: readonly Piece[]; readonly text: string; readonly isDamaged: boolean };

const NOTHING: Changes = new Uint8Array(0);

/** [MS-DOC] 2.9.215: the short form of a change names the sprm by a number of its own. Those that matter here. */
const SHORT_FORMS: ReadonlyMap<number, number> = new Map([
  [0x0c, 0x260a],
  [0x18, 0x2416],
  [0x19, 0x2417],
  [0x41, 0x0800],
  [0x5c, 0x083c],
  [0x78, 0x2640],
]);

/** [MS-DOC] 2.9.214: either one short change, or the number of a list of changes kept before the table of pieces. */
const changesOf = (prm: number, lists: readonly Changes[]): Changes => {
  if ((prm & 1) === 1) return lists[prm >> 1] ?? NOTHING;
  const code = SHORT_FORMS.get((prm >> 1) & 0x7f);
  return code === undefined ? NOTHING : new Uint8Array([code & 255, code >> 8, prm >> 8]);
};

type Clx = { readonly lists: readonly Changes[]; readonly plc: Uint8Array };

/** [MS-DOC] 2.9.38: lists of changes (each begins with 1), then the table of pieces (begins with 2). */
const readClx = (clx: Uint8Array): Clx => {
  const lists: Changes[] = [];
  let at = 0;
  while (u8(clx, at) === 1) {
    const size = u16(clx, at + 1);
    lists.push(clx.subarray(at + 3, at + 3 + size));
    at += 3 + size;
  }
  const isTable = u8(clx, at) === 2;
  return { lists, plc: isTable ? clx.subarray(at + 5, at + 5 + u32(clx, at + 1)) : NOTHING };
};

const UTF_16 = new TextDecoder('utf-16le', { ignoreBOM: true });

/**
 * [MS-DOC] 2.9.73 maps single bytes as windows-1252 does, but for three letters that no Chinese text has. A code page of
 * the language plays no part: what does not fit is in pieces of two bytes.
 */
const ONE_BYTE = new TextDecoder('windows-1252');

const decodePiece = (word: Uint8Array, piece: Piece): string => {
  const bytes = word.subarray(piece.at, piece.at + (piece.to - piece.from) * piece.width);
  return piece.width === 1 ? ONE_BYTE.decode(bytes) : UTF_16.decode(bytes);
};

const readPiece = (plc: Uint8Array, count: number, index: number, lists: readonly Changes[]): Piece => {
  const pcd = (count + 1) * 4 + index * 8;
  const fc = u32(plc, pcd + 2);
  const isCompressed = (fc & 0x40000000) !== 0;
  const where = fc & 0x3fffffff;
  return {
    from: u32(plc, index * 4),
    to: u32(plc, index * 4 + 4),
    at: isCompressed ? where >> 1 : where,
    width: isCompressed ? 1 : 2,
    changes: changesOf(u16(plc, pcd + 6), lists),
  };
};

/**
 * The pieces of the text in order, and the text itself. A piece that leaves the stream is cut and ends the table, as do
 * pieces that together claim more bytes than the stream has: what was read so far is the text.
 */
export const readPieces = (word: Uint8Array, clx: Uint8Array): PieceTable => {
  const { lists, plc } = readClx(clx);
  const count = Math.max(0, Math.floor((plc.length - 4) / 12));
  const pieces: Piece[] = [];
  const texts: string[] = [];
  let claimed = 0;
  for (let i = 0; i < count; i += 1) {
    const piece = readPiece(plc, count, i, lists);
    const room = Math.floor(Math.min(word.length - claimed, word.length - piece.at) / piece.width);
    const length = Math.max(0, Math.min(piece.to - piece.from, room));
    claimed += length * piece.width;
    if (length > 0) {
      pieces.push({ ...piece, to: piece.from + length });
      texts.push(decodePiece(word, pieces.at(-1)!));
    }
    // the next piece would stand at another place of the text than it says
    if (length !== piece.to - piece.from) return { pieces, text: texts.join(''), isDamaged: true };
  }
  return { pieces, text: texts.join(''), isDamaged: count === 0 };
};
