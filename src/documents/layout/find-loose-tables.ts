import type { DraftTable } from './draft.ts';
import { type GlyphLine, lineText, splitAtGaps } from './glyph-lines.ts';
import { buildLooseTable } from './loose-table.ts';
import { isFigure, type LooseRow } from './loose-token.ts';
import { mergeSegments } from './merge-segments.ts';
import { boxAround, centreY, heightOf, type Rules, type Segment } from './page-content.ts';

/** Lines of print, or a table that was found among them. */
export type LinesOrTable = { readonly is: 'lines'; readonly lines: readonly GlyphLine[] } | DraftTable;

/** A gap of this many ems parts two columns of a table without lines. */
const COLUMN_GAP = 0.9;

const toRow = (line: GlyphLine): LooseRow => ({
  line,
  tokens: splitAtGaps(line, COLUMN_GAP).map((part) => ({ text: lineText(part.glyphs).trim(), line: part })),
});

const figuresOf = (row: LooseRow): number => row.tokens.filter((token) => isFigure(token.text)).length;

/** Dots that lead to a page number. */
const LEADERS = /[.…·]{4}|[.…·]\s[.…·]\s[.…·]/;

/** A row of a table: a label and figures behind it, or so many figures that they need none. */
const isRow = (row: LooseRow): boolean => {
  const figures = figuresOf(row);
  if (row.tokens.some((token) => LEADERS.test(token.text))) return false;
  if (figures >= 5) return true;
  // a serial number may stand before the label
  const label = row.tokens.findIndex((token) => !isFigure(token.text));
  return (label === 0 || label === 1) && row.tokens.slice(label + 1).some((token) => isFigure(token.text));
};

const FEWEST_ROWS = 3;

/** Lines between two rows of a table that carry no figure of their own: parts of labels, headings. */
const MOST_BETWEEN = 2;

/** More are print that happens to stand above the table. */
const MOST_HEADER_LINES = 4;

type Stretch = { readonly from: number; readonly to: number };

const isNear = (rows: readonly LooseRow[], at: number, other: number): boolean =>
  Math.abs(centreY(rows[at]!.line.box) - centreY(rows[other]!.line.box)) <
  4 * Math.max(heightOf(rows[at]!.line.box), heightOf(rows[other]!.line.box));

/** The lines above the first row that name its columns. */
const headerStart = (rows: readonly LooseRow[], first: number, least: number): number => {
  let from = first;
  while (from > least && first - from < MOST_HEADER_LINES && isNear(rows, from, from - 1)) {
    const above = rows[from - 1]!;
    const left = rows[first]!.tokens[0]!.line.box;
    const isOverColumns = above.tokens.length >= 2 || above.tokens[0]!.line.box[0] > left[2];
    if (!isOverColumns) break;
    from -= 1;
  }
  return from;
};

const isEnough = (rows: readonly LooseRow[]): boolean =>
  rows.filter(isRow).length >= FEWEST_ROWS || rows.some((row) => figuresOf(row) >= 5);

/** Stretches of lines that read like rows of a table. */
const findStretches = (rows: readonly LooseRow[]): readonly Stretch[] => {
  const stretches: Stretch[] = [];
  let end = 0;
  for (let first = 0; first < rows.length; first += 1) {
    if (first < end || !isRow(rows[first]!)) continue;
    let last = first;
    for (let next = first + 1; next < rows.length && next - last <= MOST_BETWEEN + 1; next += 1) {
      if (!isNear(rows, next, next - 1)) break;
      if (isRow(rows[next]!)) last = next;
    }
    if (isEnough(rows.slice(first, last + 1))) {
      stretches.push({ from: headerStart(rows, first, end), to: last + 1 });
      end = last + 1;
    }
  }
  return stretches;
};

/** Lines of one table end together, within this. In points. */
const SAME_ENDS = 6;

/** Horizontal lines that begin and end together, as sets of at least three: top, below the header, bottom. */
const ruleSets = (rules: Rules): readonly (readonly Segment[])[] => {
  const sets: Segment[][] = [];
  for (const line of mergeSegments(rules.horizontal)) {
    if (line.to - line.from < 60) continue;
    const set = sets.find(
      ([first]) => Math.abs(first!.from - line.from) < SAME_ENDS && Math.abs(first!.to - line.to) < SAME_ENDS,
    );
    if (set) set.push(line);
    else if (sets.length < 50) sets.push([line]);
  }
  return sets.filter((set) => set.length >= 3);
};

/** The stretch of lines between the first and the last of a set of rules. */
const ruledStretch = (rows: readonly LooseRow[], set: readonly Segment[]): Stretch => {
  const from = rows.findIndex((row) => centreY(row.line.box) > set[0]!.at);
  const to = rows.findLastIndex((row) => centreY(row.line.box) < set.at(-1)!.at) + 1;
  return { from: from < 0 ? to : from, to };
};

const ruledTable = (rows: readonly LooseRow[], sets: readonly (readonly Segment[])[], page: number) => {
  for (const set of sets) {
    const stretch = ruledStretch(rows, set);
    const inside = rows.slice(stretch.from, stretch.to);
    const table =
      inside.filter((row) => figuresOf(row) > 0).length > 0 && inside.length >= 2
        ? buildLooseTable(
            inside,
            set.map((line) => line.at),
            page,
          )
        : null;
    if (table) return { stretch, table };
  }
  return null;
};

const linesOf = (rows: readonly LooseRow[]): readonly LinesOrTable[] =>
  rows.length === 0 ? [] : [{ is: 'lines', lines: rows.map((row) => row.line) }];

const withoutRules = (rows: readonly LooseRow[], page: number): readonly LinesOrTable[] => {
  const parts: LinesOrTable[] = [];
  let end = 0;
  for (const { from, to } of findStretches(rows)) {
    const table = buildLooseTable(rows.slice(from, to), [], page);
    if (!table) continue;
    parts.push(...linesOf(rows.slice(end, from)), table);
    end = to;
  }
  return [...parts, ...linesOf(rows.slice(end))];
};

/**
 * Finds tables that no vertical lines divide, among lines of print: those between horizontal lines (三线表), and those
 * whose columns show only by their places. What does not fit such a table stays lines.
 */
export const findLooseTables = (lines: readonly GlyphLine[], rules: Rules, page: number): readonly LinesOrTable[] => {
  if (lines.length < 2) return lines.length === 0 ? [] : [{ is: 'lines', lines }];
  const area = boxAround(lines.map((line) => line.box));
  const within = rules.horizontal.filter((rule) => rule.at > area[1] - 30 && rule.at < area[3] + 30);
  const sets = ruleSets({ horizontal: within, vertical: [] });
  const parts: LinesOrTable[] = [];
  let rows = lines.map(toRow);
  for (let found = ruledTable(rows, sets, page); found; found = ruledTable(rows, sets, page)) {
    parts.push(...withoutRules(rows.slice(0, found.stretch.from), page), found.table);
    rows = rows.slice(found.stretch.to);
  }
  return [...parts, ...withoutRules(rows, page)];
};
