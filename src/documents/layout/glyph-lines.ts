import { type Box, boxAround, centreY, type Glyph, heightOf } from './page-content.ts';

/** Characters that stand on one line, from left to right; `box` is around those that show something. */
export type GlyphLine = { readonly glyphs: readonly Glyph[]; readonly box: Box };

export const isSpace = (char: string): boolean => /^\s*$/.test(char);

/** Characters whose middles are nearer than this share of their size stand on one line. */
const SAME_LINE = 0.45;

/** Synthetic bold prints a character twice, less than this apart. In points. */
const TWICE = 1;

const isTwice = (glyph: Glyph, other: Glyph): boolean =>
  glyph.char === other.char &&
  Math.abs(glyph.box[0] - other.box[0]) < Math.min(TWICE, 0.25 * heightOf(glyph.box)) &&
  Math.abs(glyph.box[1] - other.box[1]) < TWICE;

const withoutTwins = (sorted: readonly Glyph[]): readonly Glyph[] => {
  const kept: Glyph[] = [];
  for (const glyph of sorted) {
    if (!kept.slice(-3).some((other) => isTwice(glyph, other))) kept.push(glyph);
  }
  return kept;
};

/** Where each character comes in the order in which the page draws them. */
type DrawnAt = ReadonlyMap<Glyph, number>;

const isWordChar = (char: string): boolean => /^[\p{L}\p{N}]$/u.test(char);

/** Characters closer than this share of the narrower one lie upon each other. */
const UPON = 0.4;

/** Characters that were drawn one after the other, as their font may give them too wide, are this near in order. */
const IN_TURN = 2;

/** Whether two texts are printed over each other: characters lie upon others that were drawn at another time. */
const isOverprinted = (seen: readonly Glyph[], drawnAt: DrawnAt): boolean => {
  const upon = seen.filter((glyph, i) => {
    const before = seen[i - 1];
    if (!before || !isWordChar(glyph.char) || !isWordChar(before.char)) return false;
    const narrower = Math.min(glyph.box[2] - glyph.box[0], before.box[2] - before.box[0]);
    const isFar = Math.abs(drawnAt.get(glyph)! - drawnAt.get(before)!) > IN_TURN;
    return isFar && before.box[2] - glyph.box[0] > UPON * narrower;
  });
  return upon.length >= 2;
};

const toLine = (glyphs: readonly Glyph[], drawnAt: DrawnAt): GlyphLine | null => {
  const sorted = withoutTwins([...glyphs].sort((a, b) => a.box[0] - b.box[0]));
  const seen = sorted.filter((glyph) => !isSpace(glyph.char));
  if (seen.length === 0) return null;
  const box = boxAround(seen.map((glyph) => glyph.box));
  if (!isOverprinted(seen, drawnAt)) return { glyphs: sorted, box };
  return { glyphs: sorted.map((glyph) => ({ ...glyph, isDoubtful: true })), box };
};

/**
 * Characters, in the order in which they were drawn, as lines, top to bottom, each left to right. Lines of blanks alone are
 * left out; where two texts are printed over each other all of the line is doubtful.
 */
export const toGlyphLines = (glyphs: readonly Glyph[]): readonly GlyphLine[] => {
  const drawnAt: DrawnAt = new Map(glyphs.map((glyph, i) => [glyph, i]));
  const sorted = [...glyphs].sort((a, b) => centreY(a.box) - centreY(b.box));
  const lines: GlyphLine[] = [];
  let open: Glyph[] = [];
  let middle = 0;
  const close = (): void => {
    const line = open.length > 0 ? toLine(open, drawnAt) : null;
    if (line) lines.push(line);
    open = [];
  };
  for (const glyph of sorted) {
    const y = centreY(glyph.box);
    if (open.length > 0 && y - middle > SAME_LINE * heightOf(glyph.box)) close();
    middle = open.length === 0 ? y : (middle * open.length + y) / (open.length + 1);
    open.push(glyph);
  }
  close();
  return lines;
};

const isLatin = (char: string): boolean => /^[\dA-Za-z]$/.test(char);

/** The blank that stands for a gap between two characters, by its width in ems. Chinese text is set without blanks. */
const blankFor = (gap: number, before: string, after: string): string => {
  if (gap > 1.8) return '  ';
  if (gap > 0.6) return ' ';
  return gap > 0.2 && isLatin(before) && isLatin(after) ? ' ' : '';
};

/** The text of a line: its characters and blanks as printed, and a blank where only a gap parts two words. */
export const lineText = (glyphs: readonly Glyph[]): string => {
  let text = '';
  let last: Glyph | null = null;
  for (const glyph of glyphs) {
    if (isSpace(glyph.char)) {
      if (last) text += glyph.char;
      continue;
    }
    if (last && !/\s$/.test(text)) {
      text += blankFor((glyph.box[0] - last.box[2]) / heightOf(glyph.box), last.char, glyph.char);
    }
    text += glyph.char;
    last = glyph;
  }
  return text.trimEnd();
};

/** A line cut where a gap is wider than `ems` of its size. */
export const splitAtGaps = (line: GlyphLine, ems: number): readonly GlyphLine[] => {
  const parts: Glyph[][] = [];
  let last: Glyph | null = null;
  for (const glyph of line.glyphs) {
    const isWide = last !== null && glyph.box[0] - last.box[2] > ems * heightOf(glyph.box);
    if (isSpace(glyph.char)) {
      parts.at(-1)?.push(glyph);
      continue;
    }
    if (last === null || isWide) parts.push([glyph]);
    else parts.at(-1)!.push(glyph);
    last = glyph;
  }
  const drawnAt: DrawnAt = new Map(line.glyphs.map((glyph, i) => [glyph, i]));
  return parts.flatMap((part) => toLine(part, drawnAt) ?? []);
};
