import { headNumber, splitHeading } from '../text/recognise-heading.ts';
import type { TextLine } from './draft.ts';

/** The stretch of a page that print is set in: where its lines begin and end. */
export type Measure = { readonly left: number; readonly right: number };

const percentile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
};

/** The mark at the end of a line may hang over its right end: where the line ends without it. */
const solidEnd = (line: TextLine): number => line.box[2] - (HANGING.test(line.text) ? line.size : 0);

const HANGING = /[，。、；：？！）》」』”’】〕]$/;

/** Where lines end at most: the furthest place that two of them reach, as one may stand out for a word too long. */
const rightEnd = (lines: readonly TextLine[]): number => {
  const ends = lines.map(solidEnd).sort((a, b) => b - a);
  return ends.find((end, i) => end - (ends[i + 1] ?? end) < 1.5 * lines[0]!.size) ?? ends[0]!;
};

/** The measure of some lines, told by the long ones among them; null for no lines. */
export const measureOf = (lines: readonly TextLine[]): Measure | null => {
  if (lines.length === 0) return null;
  const widest = Math.max(...lines.map((line) => line.box[2] - line.box[0]));
  const long = lines.filter((line) => line.box[2] - line.box[0] > 0.6 * widest);
  return {
    left: percentile(
      long.map((line) => line.box[0]),
      0.1,
    ),
    right: rightEnd(long),
  };
};

const ENDS_SENTENCE = /[。！？；!?;]["”』」）)]?$/;

/** The head of the next line would have had room on this one, so this one ends a paragraph. */
const hadRoom = (line: TextLine, next: TextLine, measure: Measure): boolean =>
  line.box[2] + next.headWidth <= measure.right - 0.1 * line.size;

const isIndented = (line: TextLine, measure: Measure): boolean =>
  /^\u3000/.test(line.text) || line.box[0] > measure.left + 0.9 * line.size;

/** Pitch of print: how far the line stands below the one before, in its own size. */
const pitch = (line: TextLine, next: TextLine): number => (next.box[3] - line.box[3]) / next.size;

/** The usual pitch of some lines on one page, in ems. */
export const usualPitch = (lines: readonly TextLine[]): number => {
  const pitches = lines
    .slice(1)
    .map((line, i) => (line.page === lines[i]!.page ? pitch(lines[i]!, line) : Number.NaN))
    .filter((value) => value > 0.8 && value < 3.5);
  return pitches.length === 0 ? 1.6 : percentile(pitches, 0.4);
};

type Setting = { readonly measure: Measure; readonly pitch: number };

/** Shorter lines fill no column of print; they are titles, dates, signatures. In ems. */
const SHORTEST_FULL = 14;

/** Whether a line goes on with the paragraph of the line before. */
const goesOn = (line: TextLine, next: TextLine, { measure, pitch: usual }: Setting): boolean => {
  if (Math.abs(line.size - next.size) > 0.12 * line.size) return false;
  if (line.box[2] - line.box[0] < SHORTEST_FULL * line.size) return false;
  if (isIndented(next, measure) || hadRoom(line, next, measure)) return false;
  // in a second column or over a page the next line stands higher
  if (next.page === line.page && next.box[1] > line.box[1] && pitch(line, next) > 1.3 * usual + 0.1) return false;
  const start = next.text.trim();
  return !headNumber(start) || !(ENDS_SENTENCE.test(line.text.trim()) || splitHeading(start));
};

const isLatin = (char: string | undefined): boolean => char !== undefined && /[A-Za-z,.;]/.test(char);

/** Chinese is joined without a blank, and so is a figure; words of Latin letters keep one. */
const joined = (text: string, next: string): string => {
  const start = next.trimStart();
  return isLatin(text.at(-1)) && /^[A-Za-z]/.test(start) ? `${text} ${start}` : text + start;
};

/** A paragraph: its text, and its lines in order. */
export type DraftParagraph = { readonly text: string; readonly lines: readonly TextLine[] };

/**
 * Joins lines of print, in reading order and without a table between them, into paragraphs. A paragraph ends where
 * the next line is indented, stands further below or in another size, or would have had room on the line.
 */
export const joinParagraphs = (lines: readonly TextLine[], settings: (page: number) => Setting): DraftParagraph[] => {
  const paragraphs: { text: string; lines: TextLine[] }[] = [];
  for (const line of lines) {
    const open = paragraphs.at(-1);
    const last = open?.lines.at(-1);
    if (open && last && goesOn(last, line, settings(last.page))) {
      open.text = joined(open.text, line.text);
      open.lines.push(line);
    } else {
      paragraphs.push({ text: line.text, lines: [line] });
    }
  }
  return paragraphs;
};
