import { buildTable } from './build-table.ts';
import { isFigure, isProse } from './cell-shapes.ts';
import { mentionsPicture } from './read-prose-line.ts';
import { chapterNumber } from './recognise-heading.ts';
import { isBlank, type Located, partOf, type SourceLine } from './source-line.ts';
import type { TableFinder } from './table-finding.ts';

type Token = { readonly from: number; readonly to: number; readonly text: string };

const tokensOf = (text: string): readonly Token[] =>
  [...text.matchAll(/[^\s]+/g)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
    text: match[0],
  }));

const LONGEST_ROW = 400;

/** How many figures stand at the end of a line, and its tokens. */
const figuresAtEnd = (line: SourceLine): { readonly tokens: readonly Token[]; readonly count: number } => {
  if (line.text.length > LONGEST_ROW || line.level !== null || mentionsPicture(line)) return { tokens: [], count: 0 };
  const tokens = tokensOf(line.text);
  let count = 0;
  while (count < tokens.length && isFigure(tokens[tokens.length - 1 - count]!.text)) count += 1;
  return { tokens, count };
};

const isRow = (line: SourceLine): boolean => {
  const { tokens, count } = figuresAtEnd(line);
  const label = line.text.slice(0, tokens[tokens.length - count]?.from ?? line.text.length);
  return count >= 1 && tokens.length >= 2 && !isProse(label);
};

/** A header above the figures: at least three short words. */
const isHeader = (line: SourceLine): boolean => {
  const tokens = tokensOf(line.text.slice(0, LONGEST_ROW));
  return tokens.length >= 3 && tokens.every((token) => token.text.length <= 14 && !/[。，；：:,>]/.test(token.text));
};

/** A label on a line of its own between two rows; a chapter heading is none. */
const isLabel = (line: SourceLine): boolean =>
  line.text.length <= 60 && !isProse(line.text) && !mentionsPicture(line) && line.level === null;

const toCells = (line: SourceLine): readonly Located[] => {
  const { tokens, count } = figuresAtEnd(line);
  if (count === 0 && isHeader(line)) return tokens.map((token) => partOf(line, token.from, token.to));
  const figures = tokens.slice(tokens.length - count);
  const words = tokens.slice(0, tokens.length - count);
  // "1.当面申请数 件 372": a short last word before a single figure is its unit
  const unit = count === 1 && words.length >= 2 && words.at(-1)!.text.length <= 3 ? words.at(-1)! : null;
  const label = unit ? words.slice(0, -1) : words;
  const cells: Located[] = [];
  if (label.length > 0) cells.push(partOf(line, label[0]!.from, label.at(-1)!.to));
  for (const token of unit ? [unit, ...figures] : figures) cells.push(partOf(line, token.from, token.to));
  return cells;
};

const nextFilled = (lines: readonly SourceLine[], from: number): number => {
  let i = from;
  while (i < lines.length && isBlank(lines[i]!)) i += 1;
  return i;
};

/** Rows printed a line each, figures parted by blanks: "规章  1  5  133"; or a header line above such rows. */
export const findSpacedTable: TableFinder = (lines, at) => {
  const line = lines[at]!;
  if (!/\s\S{0,30}$/.test(line.text.slice(-40).trimEnd()) || !(isRow(line) || isHeader(line))) return null;
  const taken: SourceLine[] = [];
  let rows = 0;
  let figures = 0;
  for (let i = at; i < lines.length; i = nextFilled(lines, i + 1)) {
    const current = lines[i]!;
    const count = isRow(current) ? figuresAtEnd(current).count : 0;
    const bridges = isHeader(current) || (rows > 0 && isLabel(current) && chapterNumber(current.text.trim()) === null);
    const next = lines[nextFilled(lines, i + 1)];
    if (count === 0 && !(bridges && next && (isRow(next) || isHeader(next)))) break;
    taken.push(current);
    if (count > 0) rows += 1;
    figures += count;
  }
  if (taken.length === 0) return null;
  const end = lines.indexOf(taken.at(-1)!, at) + 1;
  const isTable = (rows >= 2 && figures >= 3 * rows) || rows >= 4 || figures >= 5;
  return { end, parts: isTable ? [buildTable('rows', taken.map(toCells))] : taken };
};
