import type { TextLine } from './draft.ts';
import { type GlyphLine, isSpace, lineText } from './glyph-lines.ts';
import { heightOf } from './page-content.ts';

/** Marks that never begin a line: they go down with the character before them. */
const CLOSING = /^[，。、；：？！）》」』”’】〕%％,.;:?!)\]}]$/;

const OPENING = /^[（《「『“‘【〔([{]$/;

const WORD = /^[\dA-Za-z.,\-%@:/_?=&#~+]$/;

/** How many characters at the start of a text are never parted at the end of a line. */
const headLength = (chars: readonly string[]): number => {
  let at = 0;
  while (at < chars.length && OPENING.test(chars[at]!)) at += 1;
  const isWord = at < chars.length && WORD.test(chars[at]!);
  at += 1;
  while (isWord && at < chars.length && WORD.test(chars[at]!)) at += 1;
  while (at < chars.length && CLOSING.test(chars[at]!)) at += 1;
  return Math.min(at, chars.length);
};

/** Half of the font sizes of a line are smaller than this. */
const medianSize = (line: GlyphLine): number => {
  const sizes = line.glyphs.filter((glyph) => !isSpace(glyph.char)).map((glyph) => heightOf(glyph.box));
  return sizes.sort((a, b) => a - b)[sizes.length >> 1]!;
};

/** A line of characters as a line of print. */
export const toTextLine = (line: GlyphLine, page: number): TextLine => {
  const seen = line.glyphs.filter((glyph) => !isSpace(glyph.char));
  const head = seen[headLength(seen.map((glyph) => glyph.char)) - 1]!;
  return {
    is: 'text-line',
    page,
    box: line.box,
    text: lineText(line.glyphs),
    size: medianSize(line),
    headWidth: head.box[2] - line.box[0],
    isDoubtful: seen.some((glyph) => glyph.isDoubtful === true),
  };
};
