import { buildTable } from './build-table.ts';
import { isFigure, isPageNumber, isProse } from './cell-shapes.ts';
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
  if (line.text.length > LONGEST_ROW || line.level !== null || mentionsPicture(line) || isPageNumber(line.text))
    return { tokens: [], count: 0 };
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
  if (isPageNumber(line.text)) return false;
  return tokens.length >= 3 && tokens.every((token) => token.text.length <= 14 && !/[。，；：:,>]/.test(token.text));
};

/** Words of a header without their unit: "本年收费金额（单位：万元）" → "本年收费金额". */
const withoutUnit = (text: string): string => text.replace(/[（(][^（()）]{1,12}[）)]$/, '');

/** A header of two columns, between the rows of a table: "信息内容  本年处理决定数量". */
const isNarrowHeader = (line: SourceLine): boolean => {
  const tokens = tokensOf(line.text.slice(0, LONGEST_ROW));
  return (
    tokens.length === 2 &&
    chapterNumber(line.text.trim()) === null &&
    tokens.every((token) => token.text.length <= 24 && !/[。，；：:,>\d]/.test(withoutUnit(token.text)))
  );
};

/** A label on a line of its own between two rows; a chapter heading is none. */
const isLabel = (line: SourceLine): boolean =>
  line.text.length <= 60 && !isProse(line.text) && !mentionsPicture(line) && line.level === null;

const toCells = (line: SourceLine): readonly Located[] => {
  const { tokens, count } = figuresAtEnd(line);
  if (count === 0 && (isHeader(line) || isNarrowHeader(line)))
    return tokens.map((token) => partOf(line, token.from, token.to));
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

/** Whether a line without figures carries a table on: a header or label with a row below it. */
const bridges = (lines: readonly SourceLine[], at: number, rows: number): boolean => {
  const line = lines[at]!;
  const below = nextFilled(lines, at + 1);
  const next = lines[below];
  if (!next) return false;
  if (isHeader(line)) return isRow(next) || isHeader(next);
  if (rows === 0 || chapterNumber(line.text.trim()) !== null) return false;
  if (isNarrowHeader(line) && isRow(next)) return true;
  return isLabel(line) && (isRow(next) || isHeader(next) || (isNarrowHeader(next) && bridges(lines, below, rows)));
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
    if (count === 0 && !bridges(lines, i, rows)) break;
    taken.push(current);
    if (count > 0) rows += 1;
    figures += count;
  }
  if (taken.length === 0) return null;
  const end = lines.indexOf(taken.at(-1)!, at) + 1;
  const isTable = (rows >= 2 && figures >= 3 * rows) || rows >= 4 || figures >= 5;
  return { end, parts: isTable ? [buildTable('rows', taken.map(toCells))] : taken };
};
