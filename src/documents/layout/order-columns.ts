import { type GlyphLine, isSpace, splitAtGaps } from './glyph-lines.ts';
import { heightOf } from './page-content.ts';

/** The gap between two columns of print is wider than this many ems. */
const GUTTER = 1.4;

/** Fewer lines side by side are a signature and a date, or a list. */
const FEWEST_LINES = 6;

/** Characters that a line of a column holds on average; a list set in columns has shorter entries. */
const SHORTEST_LINE = 9;

type Gutter = { readonly from: number; readonly to: number };

const lengthOf = (line: GlyphLine): number => line.glyphs.filter((glyph) => !isSpace(glyph.char)).length;

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / Math.max(1, values.length);

/** The stretch that no line of a run crosses, as far as it parts lines of print on both sides. */
const gutterOf = (lines: readonly GlyphLine[]): Gutter | null => {
  const split = lines.map((line) => splitAtGaps(line, GUTTER)).filter((parts) => parts.length === 2);
  if (split.length < FEWEST_LINES) return null;
  const from = Math.max(...split.map((parts) => parts[0]!.box[2]));
  const to = Math.min(...split.map((parts) => parts[1]!.box[0]));
  if (to - from < heightOf(lines[0]!.box)) return null;
  const isPrint = [0, 1].every((side) => mean(split.map((parts) => lengthOf(parts[side]!))) >= SHORTEST_LINE);
  return isPrint ? { from, to } : null;
};

const crosses = (line: GlyphLine, gutter: Gutter): boolean =>
  splitAtGaps(line, GUTTER).some((part) => part.box[0] < gutter.from - 1 && part.box[2] > gutter.to + 1);

const columnsOf = (lines: readonly GlyphLine[], gutter: Gutter): readonly GlyphLine[] => {
  const middle = (gutter.from + gutter.to) / 2;
  const parts = lines.flatMap((line) => splitAtGaps(line, GUTTER));
  const isLeft = (part: GlyphLine): boolean => part.box[0] < middle;
  return [...parts.filter(isLeft), ...parts.filter((part) => !isLeft(part))];
};

/** Runs of lines of which none, or all, keep clear of the gutter. */
const runs = (lines: readonly GlyphLine[], gutter: Gutter): readonly (readonly GlyphLine[])[] => {
  const found: { readonly isFull: boolean; readonly lines: GlyphLine[] }[] = [];
  for (const line of lines) {
    const isFull = crosses(line, gutter);
    const last = found.at(-1);
    if (last && last.isFull === isFull) last.lines.push(line);
    else found.push({ isFull, lines: [line] });
  }
  return found.map((run) => run.lines);
};

/** Lines of print in reading order: where a page is set in two columns, the left one before the right one. */
export const orderColumns = (lines: readonly GlyphLine[]): readonly GlyphLine[] => {
  const gutter = lines.length >= FEWEST_LINES ? gutterOf(lines) : null;
  if (!gutter) return lines;
  return runs(lines, gutter).flatMap((run) => (run.length >= FEWEST_LINES ? columnsOf(run, gutter) : run));
};
