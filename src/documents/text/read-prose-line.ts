import type { Block, Heading } from '../../model/document.ts';
import { headNumber, isTableTitle, splitHeading } from './recognise-heading.ts';
import { partOf, type SourceLine } from './source-line.ts';

/** "[image: photo.png]", "![alt](photo.png)", "[图片]" inside a line. */
const PLACEHOLDER = /\[image:[^[\]]{0,500}\]|!\[[^[\]]{0,200}\]\([^()\s]{0,500}\)|[[【]图片[^[\]【】]{0,100}[\]】]/gi;

/** A line that is nothing but the file name of a picture. */
const PICTURE_FILE = /^[\w\-. ()]{1,80}\.(?:jpe?g|png|gif|bmp|emf|wmf|tiff?|webp)$/i;

/** Whether the whole line stands for a picture or contains a placeholder of one. */
export const mentionsPicture = (line: SourceLine): boolean => {
  if (line.picture) return true;
  const text = line.text.trim();
  return PICTURE_FILE.test(text) || text.search(PLACEHOLDER) >= 0;
};

const LONGEST_MARKED_HEADING = 120;

/** Sentences inside the markup of a heading that was never closed, or was used for its looks. */
const runsOn = (text: string): boolean =>
  /[。！？；]\s{0,9}[^\s”』」）)]/.test(text) || (text.length > 30 && /[。！？；]$/.test(text));

/** "## …" of Markdown: level 1 for two, one less for one. The marks are not part of the text. */
const markdownHeading = (text: string): { readonly level: 0 | 1 | 2 | 3; readonly length: number } | null => {
  const marks = /^(#{1,6})\s{1,4}(?=\S)/.exec(text);
  return marks ? { level: Math.min(3, marks[1]!.length - 1) as 0 | 1 | 2 | 3, length: marks[0].length } : null;
};

const heading = (
  line: SourceLine,
  range: readonly [number, number],
  level: Heading['level'],
  number: string | null,
  runIn: boolean,
): Heading => ({ is: 'heading', level, number, runIn, ...partOf(line, range[0], range[1]) });

const readPiece = (line: SourceLine, from: number, to: number, isTitle: boolean): readonly Block[] => {
  const piece = partOf(line, from, to);
  if (piece.text === '') return [];
  if (isTitle || isTableTitle(piece.text)) return [heading(line, [from, to], 0, null, false)];
  const marks = markdownHeading(piece.text);
  const offset = from + line.text.slice(from, to).search(/\S/) + (marks?.length ?? 0);
  const text = marks ? piece.text.slice(marks.length) : piece.text;
  const split = splitHeading(text);
  const level = runsOn(text) ? null : (marks?.level ?? line.level);
  if (split && (!split.runIn || level === null)) {
    const end = split.runIn ? offset + split.length : to;
    const rest = split.runIn ? partOf(line, end, to) : null;
    const head = heading(line, [offset, end], split.level, split.number, split.runIn);
    return rest ? [head, { is: 'paragraph', ...rest }] : [head];
  }
  if (level !== null && text.length <= LONGEST_MARKED_HEADING) {
    return [heading(line, [offset, to], level, headNumber(text)?.number ?? null, false)];
  }
  return [{ is: 'paragraph', ...piece }];
};

/**
 * The blocks of one line outside tables: heading, run-in heading and paragraph, paragraph, pictures, in order. Every
 * character that is not blank is in exactly one block (but for the marks of a Markdown heading).
 */
export const readProseLine = (line: SourceLine, isTitle: boolean): readonly Block[] => {
  if (line.picture || PICTURE_FILE.test(line.text.trim())) return [{ is: 'picture', ...partOf(line) }];
  const blocks: Block[] = [];
  let from = 0;
  for (const match of line.text.matchAll(PLACEHOLDER)) {
    blocks.push(...readPiece(line, from, match.index, isTitle));
    from = match.index + match[0].length;
    blocks.push({ is: 'picture', ...partOf(line, match.index, from) });
  }
  blocks.push(...readPiece(line, from, line.text.length, isTitle));
  return blocks;
};
