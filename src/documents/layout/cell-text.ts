import { type GlyphLine, isSpace, lineText, toGlyphLines } from './glyph-lines.ts';
import { type Box, type Glyph, heightOf } from './page-content.ts';

/** The text of a cell; `isDoubtful` when its digits may be of one figure or of two. */
export type CellText = { readonly text: string; readonly isDoubtful: boolean };

const DIGIT = /[\d.,]/;

/** What a cell may keep free beside its text: 0.19 cm on both sides in Word, and a little. In points. */
const MARGINS = 13;

/** A gap of this many ems between two digits parts two figures. */
const FIGURE_GAP = 0.6;

/** Whether a digit more would not have fitted on the line: then the figure goes on in the next one. */
const isFull = (line: GlyphLine, cell: Box): boolean => {
  const last = line.glyphs.findLast((glyph) => !isSpace(glyph.char))!;
  return line.box[2] - line.box[0] + (last.box[2] - last.box[0]) + MARGINS > cell[2] - cell[0];
};

const hasGapInFigure = (line: GlyphLine): boolean => {
  const seen = line.glyphs.filter((glyph) => !isSpace(glyph.char));
  return seen.some(
    (glyph, i) =>
      i > 0 &&
      DIGIT.test(glyph.char) &&
      DIGIT.test(seen[i - 1]!.char) &&
      glyph.box[0] - seen[i - 1]!.box[2] > FIGURE_GAP * heightOf(glyph.box),
  );
};

/**
 * The characters of a cell as text. Lines are parted by line breaks, but for a figure that is wrapped in a narrow
 * cell: "374" above "4" is 3744. Digits above each other in a cell that had room are doubtful.
 */
export const cellText = (glyphs: readonly Glyph[], cell: Box): CellText => {
  let text = '';
  let isDoubtful = glyphs.some((glyph) => glyph.isDoubtful === true);
  let above: GlyphLine | null = null;
  for (const line of toGlyphLines(glyphs)) {
    const next = lineText(line.glyphs);
    if (hasGapInFigure(line)) isDoubtful = true;
    const parts = above !== null && DIGIT.test(text.at(-1)!) && /\d/.test(next[0]!);
    if (above === null || (parts && isFull(above, cell))) text += next;
    else text += `\n${next}`;
    if (parts && !isFull(above!, cell) && /^[\s\d.,]+$/.test(text)) isDoubtful = true;
    above = line;
  }
  return { text, isDoubtful };
};
