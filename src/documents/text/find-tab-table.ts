import type { Table } from '../../model/document.ts';
import { buildTable } from './build-table.ts';
import { isFigure, isProse, isRemark } from './cell-shapes.ts';
import { mentionsPicture } from './read-prose-line.ts';
import { headNumber, isTitle } from './recognise-heading.ts';
import { isBlank, joinLocated, type Located, partOf, type SourceLine } from './source-line.ts';
import type { TableFinder, TableFinding } from './table-finding.ts';

/** One cell a line, led by a tab: "\t自然人". Blanks may stand before the tab. */
const isLed = (line: SourceLine): boolean => /^[ \u00a0\u3000]{0,200}\t/.test(line.text);

const hasTab = (line: SourceLine): boolean => line.text.includes('\t');

const afterLead = (line: SourceLine): number => line.text.indexOf('\t') + 1;

/** Tab-separated pieces of a line from `from` on, each located. */
const piecesOf = (line: SourceLine, from: number): readonly Located[] => {
  const pieces: Located[] = [];
  let start = from;
  for (let at = line.text.indexOf('\t', from); at >= 0; at = line.text.indexOf('\t', start)) {
    pieces.push(partOf(line, start, at));
    start = at + 1;
  }
  pieces.push(partOf(line, start));
  return pieces;
};

type CellLine = { readonly lines: SourceLine[]; readonly row: number; readonly indented: boolean };

const NO_LINES: readonly SourceLine[] = [];

const LONGEST_CONTINUATION = 60;

/** Whether a line without a tab carries on the cell before it: "\t商业" then "企业". */
const continues = (cell: string, line: SourceLine, next: SourceLine | undefined): boolean => {
  const text = line.text.trim();
  if (line.level !== null || mentionsPicture(line) || text.length > LONGEST_CONTINUATION) return false;
  if (/[。！？；]$/.test(text) || isRemark(text) || isTitle(text)) return false;
  if (isFigure(cell)) return /^[\d,.]{1,12}$/.test(text);
  const head = headNumber(text);
  if (head && head.level < 3 && text.length > head.length + 2) return false;
  // a text right after a blank cell is either the cell's own or the prose below the table: the next line tells
  return cell !== '' || (next !== undefined && isLed(next));
};

const cellText = (cell: CellLine): string =>
  cell.lines
    .map((line) => line.text)
    .join('\n')
    .trim();

/** The cell lines from `at` on, rows counted by blank lines, and the index after the last of them. */
const gather = (
  lines: readonly SourceLine[],
  at: number,
): { readonly cells: readonly CellLine[]; readonly end: number } => {
  const cells: CellLine[] = [];
  let row = 0;
  let end = at;
  for (let i = at; i < lines.length; i += 1) {
    const line = lines[i]!;
    const last = cells.at(-1);
    if (isLed(line)) {
      if (i > end) row += 1;
      cells.push({ lines: [line], row, indented: !line.text.startsWith('\t') });
    } else if (isBlank(line)) {
      continue;
    } else if (last && i === end && continues(cellText(last), line, lines[i + 1])) {
      last.lines.push(line);
    } else {
      break;
    }
    end = i + 1;
  }
  return { cells, end };
};

/** A blank before the tab of one cell only, and that cell a label: the first cell of a further table. */
const opensTable = (cells: readonly CellLine[], i: number): boolean => {
  const cell = cells[i]!;
  if (!cell.indented || cells[i - 1]?.indented || cells[i + 1]?.indented) return false;
  const text = cellText(cell);
  return text !== '' && !isFigure(text);
};

const isProseCell = (cell: CellLine): boolean => {
  const text = cellText(cell);
  return (text.length > 80 && isProse(text)) || text.length > 300;
};

type Row = readonly CellLine[];

const toRows = (cells: readonly CellLine[]): readonly Row[] => {
  const rows: CellLine[][] = [];
  let previous: CellLine | null = null;
  cells.forEach((cell, i) => {
    if (!previous || previous.row !== cell.row || opensTable(cells, i)) rows.push([cell]);
    else rows.at(-1)!.push(cell);
    previous = cell;
  });
  return rows;
};

/** Paragraphs that merely begin with a tab are not rows. */
const isProseRow = (row: Row): boolean => row.some(isProseCell) && !row.some((cell) => isFigure(cellText(cell)));

const looksLikeTable = (rows: readonly Row[]): boolean => {
  const cells = rows.flat();
  const wide = rows.filter((row) => row.length > 1).length;
  return cells.length >= 3 && wide >= 1 && (wide >= 2 || cells.some((cell) => isFigure(cellText(cell))));
};

const locate = (cell: CellLine): readonly Located[] => {
  const [first, ...more] = cell.lines;
  const pieces = piecesOf(first!, afterLead(first!));
  if (more.length === 0) return pieces;
  return [...pieces.slice(0, -1), joinLocated([pieces.at(-1)!, ...more.map((line) => partOf(line))])];
};

const asPart = (rows: readonly Row[]): readonly (Table | SourceLine)[] => {
  if (rows.length === 0) return NO_LINES;
  if (!looksLikeTable(rows)) return rows.flat().flatMap((cell) => cell.lines);
  return [
    buildTable(
      'rows',
      rows.map((row) => row.flatMap(locate)),
    ),
  ];
};

const readLed = (lines: readonly SourceLine[], at: number): TableFinding => {
  const { cells, end } = gather(lines, at);
  const parts: (Table | SourceLine)[] = [];
  let current: Row[] = [];
  const indexOf = new Map(cells.map((cell, i) => [cell, i]));
  const flush = (): void => {
    for (const part of asPart(current)) parts.push(part);
    current = [];
  };
  for (const row of toRows(cells)) {
    if (isProseRow(row)) {
      flush();
      for (const cell of row) for (const line of cell.lines) parts.push(line);
      continue;
    }
    if (opensTable(cells, indexOf.get(row[0]!)!)) flush();
    current.push(row);
  }
  flush();
  return { end, parts };
};

/** A row a line, cells parted by tabs: "规章\t1\t5\t133". */
const readParted = (lines: readonly SourceLine[], at: number): TableFinding => {
  const taken: SourceLine[] = [];
  let end = at;
  for (let i = at; i < lines.length; i += 1) {
    const line = lines[i]!;
    if (!hasTab(line)) {
      if (isBlank(line)) continue;
      break;
    }
    taken.push(line);
    end = i + 1;
  }
  // a tab at the start of every line is a margin, not a blank first cell
  const margin = taken.every((line) => line.text.startsWith('\t'));
  const rows = taken.map((line) => piecesOf(line, margin ? 1 : 0));
  const wide = rows.filter((row) => row.filter((cell) => cell.text !== '').length > 1);
  const prose = rows.some((row) => row.some((cell) => cell.text.length > 80 && isProse(cell.text)));
  const figures = rows.some((row) => row.some((cell) => isFigure(cell.text)));
  const isTable = !prose && (wide.length >= 2 || (figures && wide.some((row) => row.length >= 3)));
  return { end, parts: isTable ? [buildTable('rows', rows)] : taken };
};

const PEEK = 20;

/** Whether most lines that follow hold several cells each. */
const isParted = (lines: readonly SourceLine[], at: number): boolean => {
  let parted = 0;
  let led = 0;
  for (let i = at; i < Math.min(lines.length, at + PEEK); i += 1) {
    const line = lines[i]!;
    if (!hasTab(line)) continue;
    const inner = isLed(line) ? line.text.trimEnd().indexOf('\t', afterLead(line)) : line.text.trim().indexOf('\t');
    if (inner > 0) parted += 1;
    else led += 1;
  }
  return parted >= led && parted > 0;
};

/**
 * Tables whose cells are marked by tabs: one cell a line, led by a tab, a blank line ending the row; or one row a line.
 * A line that is blank but for the tab is a blank cell and stays one. A blank before the tab of a single cell starts a
 * new table.
 */
export const findTabTable: TableFinder = (lines, at) => {
  const line = lines[at]!;
  if (!hasTab(line) || (!isLed(line) && isBlank(line))) return null;
  if (isParted(lines, at)) return readParted(lines, at);
  return isLed(line) ? readLed(lines, at) : null;
};
