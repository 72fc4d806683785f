import type { Table } from '../../model/document.ts';
import { type Locator, locator, NOWHERE } from '../../model/locator.ts';
import type { Note } from '../../model/note.ts';
import type { SourceLine } from '../text/source-line.ts';
import { type EdgeCell, type FilledCell, gridFromEdges } from './from-edges.ts';
import { looksLikeData } from './looks-like-data.ts';

type Item = SourceLine | Table;

/** A line of text as it comes out of a word processor's file; `start` and `end` are offsets or null. */
export type FlowLine = Pick<SourceLine, 'text' | 'start' | 'end' | 'exact' | 'level' | 'picture'>;

/**
 * Gathers the lines of a word processor's file, where a table is only a run of paragraphs with marks at the end of
 * cells and rows. Depth 0 is outside tables, 1 in a table, 2 in a table within a cell of one.
 */
export type TableFlow = {
  /** A line of text at a depth. Lines are numbered as they come. */
  readonly add: (line: FlowLine, depth: number) => void;
  readonly endCell: (depth: number) => void;
  /** Ends a row. `cells` are its edges, null when the file does not tell them; `isDropped` a row that was deleted. */
  readonly endRow: (depth: number, cells: readonly EdgeCell[] | null, isDropped: boolean) => void;
  /** Whether it holds as many lines and cells as it may; more are passed over, with a note. */
  readonly isFull: () => boolean;
  /** Ends what is open and gives all lines and tables in reading order. */
  readonly finish: () => { readonly items: readonly Item[]; readonly notes: readonly Note[] };
};

/** Tabs and blanks before the text are an indent, and no columns. */
const withoutIndent = (line: FlowLine): FlowLine => {
  const indent = /^[\t ]*/.exec(line.text)![0].length;
  if (indent === 0) return line;
  const start = line.exact && line.start !== null ? line.start + indent : line.start;
  return { ...line, text: line.text.slice(indent), start };
};

type Content = readonly Item[];

type OpenTable = {
  readonly rows: { readonly cells: readonly Content[]; readonly edges: readonly EdgeCell[] | null }[];
  cells: Content[];
  current: Item[];
  holdsTable: boolean;
};

/** Deeper tables count as this deep. */
const DEEPEST = 16;

/** Lines and cells of one document; a long report has some thousands. */
const MOST_PIECES = 200_000;

/** How wide a cell is taken for whose edges are unknown. */
const SOME_WIDTH = 1000;

const TOO_MANY: Note = {
  code: 'too-long',
  message: `The document has more than ${MOST_PIECES} lines and cells; what follows them was not read.`,
  locator: NOWHERE,
};

const openTable = (): OpenTable => ({ rows: [], cells: [], current: [], holdsTable: false });

const textOf = (content: Content): string =>
  content
    .map((item) => (item.is === 'line' && !item.picture ? item.text.trim() : ''))
    .filter((text) => text !== '')
    .join('\n');

const whereIs = (content: Content): Locator => {
  const first = content.find((item) => item.is === 'line' && item.text.trim() !== '') ?? content[0];
  if (!first) return NOWHERE;
  const { line, start } = first.is === 'line' ? first : first.locator;
  const last = content.at(-1)!;
  return locator({ line, start, end: last.is === 'line' ? last.end : last.locator.end });
};

/** A row's cells with their edges; those the file tells no edges of stand side by side after the others. */
const fillRow = (contents: readonly Content[], edges: readonly EdgeCell[] | null): readonly FilledCell[] => {
  const row: FilledCell[] = [];
  let right = edges?.[0]?.left ?? 0;
  for (const [i, content] of contents.entries()) {
    const known = edges?.[i] ?? { left: right, right: right + SOME_WIDTH, across: 'none', down: 'none' };
    row.push({ ...known, text: textOf(content), locator: whereIs(content) });
    right = Math.max(right, known.right);
  }
  return row;
};

const tableNotes = (table: OpenTable, isClipped: boolean, where: Locator): readonly Note[] => {
  const notes: Note[] = [];
  const unknown = table.rows.filter((row) => row.edges === null).length;
  if (unknown > 0) {
    const message = `${unknown} rows of a table do not tell where their cells stand; they were set side by side.`;
    notes.push({ code: 'rows-without-edges', message, locator: where });
  }
  if (isClipped) {
    const message = 'A table claims more than 200,000 slots; cells beyond that count as one slot each.';
    notes.push({ code: 'table-too-large', message, locator: where });
  }
  return notes;
};

/** Layout tables, and tables around tables, give way to what they hold, as on web pages. */
const closeTable = (
  table: OpenTable,
): { readonly items: Content; readonly notes: readonly Note[]; readonly isTable: boolean } => {
  const loose = table.rows.flatMap((row) => row.cells.flat());
  if (table.holdsTable) return { items: loose, notes: [], isTable: true };
  const grid = gridFromEdges(table.rows.map((row) => fillRow(row.cells, row.edges)));
  const isTable = grid.table.cells.some((cell) => cell.text !== '');
  if (!looksLikeData(grid.table)) return { items: loose, notes: [], isTable };
  const pictures = loose.filter((item) => item.is === 'line' && item.picture);
  return { items: [grid.table, ...pictures], notes: tableNotes(table, grid.isClipped, grid.table.locator), isTable };
};

/** Counts the lines of a document from 1. */
export const lineCounter = (): (() => number) => {
  let line = 0;
  return () => {
    line += 1;
    return line;
  };
};

/**
 * An empty flow. Parts of one document share a counter of lines. The work is linear in what a flow is given, whatever
 * the depths.
 */
export const tableFlow = (nextLine = lineCounter()): TableFlow => {
  const items: Item[] = [];
  const notes: Note[] = [];
  const open: OpenTable[] = [];
  let pieces = 0;
  let isCut = false;

  /** Counts one more line or cell; false when there is no room for it. */
  const hasRoom = (): boolean => {
    pieces += 1;
    isCut ||= pieces > MOST_PIECES;
    return !isCut;
  };
  const endRow = (table: OpenTable, edges: readonly EdgeCell[] | null, isDropped: boolean): void => {
    if (table.current.length > 0) table.cells.push(table.current);
    if (table.cells.length > 0 && !isDropped) table.rows.push({ cells: table.cells, edges });
    table.cells = [];
    table.current = [];
  };
  const close = (): void => {
    const table = open.pop()!;
    endRow(table, null, false);
    const closed = closeTable(table);
    notes.push(...closed.notes);
    const outer = open.at(-1);
    const target = outer?.current ?? items;
    for (const item of closed.items) target.push(item);
    if (outer && closed.isTable) outer.holdsTable = true;
  };
  /** The innermost table at a depth, opening and closing tables until it is. */
  const settle = (depth: number): OpenTable | null => {
    const wanted = Math.min(DEEPEST, depth);
    while (open.length > wanted) close();
    while (open.length < wanted) open.push(openTable());
    return open.at(-1) ?? null;
  };
  return {
    add: (added, depth) => {
      if (!hasRoom()) return;
      const table = settle(depth);
      const line = nextLine();
      // a line of nothing but wide blanks can stand for an empty cell
      if (added.text.trim() === '' && !/[\u00a0\u3000]/.test(added.text)) return;
      (table?.current ?? items).push({ ...withoutIndent(added), is: 'line', line });
    },
    endCell: (depth) => {
      if (!hasRoom()) return;
      const table = settle(Math.max(1, depth))!;
      table.cells.push(table.current);
      table.current = [];
    },
    endRow: (depth, cells, isDropped) => endRow(settle(Math.max(1, depth))!, cells, isDropped),
    isFull: () => isCut,
    finish: () => {
      settle(0);
      return { items, notes: isCut ? [...notes, TOO_MANY] : notes };
    },
  };
};
