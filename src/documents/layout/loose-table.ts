import type { DraftCell, DraftTable } from './draft.ts';
import { groupRows } from './group-rows.ts';
import { isFigure, type LooseRow, type Token } from './loose-token.ts';
import { type Box, boxAround, centreX, centreY } from './page-content.ts';

/** A column by the stretch that its entries take. */
type Column = { from: number; to: number };

const boxOf = (token: Token): Box => token.line.box;

/** Stretches that overlap, or nearly touch, as columns from left to right. */
const toColumns = (boxes: readonly Box[]): Column[] => {
  const columns: Column[] = [];
  for (const box of [...boxes].sort((a, b) => a[0] - b[0])) {
    const last = columns.at(-1);
    if (last && box[0] <= last.to + 1) last.to = Math.max(last.to, box[2]);
    else columns.push({ from: box[0], to: box[2] });
  }
  return columns;
};

const overlaps = (box: Box, column: Column): boolean => box[0] < column.to && box[2] > column.from;

/** The columns of the figures, and those that only a header names because all their cells are empty. */
const valueColumns = (rows: readonly LooseRow[], header: readonly LooseRow[]): Column[] => {
  const isValue = (token: Token, i: number): boolean => isFigure(token.text) && i > 0;
  const figures = rows.flatMap((row) =>
    row.tokens.every((t) => isFigure(t.text)) ? row.tokens : row.tokens.filter(isValue),
  );
  const columns = toColumns(figures.map(boxOf));
  const first = columns[0];
  if (!first) return [];
  const labelEnd = Math.max(
    0,
    ...rows.flatMap((row) => row.tokens.filter((token) => !isFigure(token.text)).map((token) => boxOf(token)[0])),
  );
  const named = header
    .flatMap((row) => row.tokens.map(boxOf))
    .filter((box) => box[0] > labelEnd && !columns.some((column) => overlaps(box, column)));
  return toColumns([...columns.map((column): Box => [column.from, 0, column.to, 0]), ...named]);
};

/** Rows of the printed table, each of one or more lines of print. */
const groupByBands = (rows: readonly LooseRow[], edges: readonly number[]): LooseRow[][] => {
  const bands = Map.groupBy(rows, (row) => edges.filter((edge) => edge < centreY(row.line.box)).length);
  return [...bands.values()].flatMap((band) => {
    const figured = band.filter((row) => row.tokens.some((token) => isFigure(token.text))).length;
    return figured <= 1 ? [band] : groupRows(band);
  });
};

type Edges = readonly number[];

/** Edges in the middle between neighbouring columns; the label column is the first. */
const columnEdges = (columns: readonly Column[], area: Box, labels: Column | null): Edges => {
  const all = labels ? [labels, ...columns] : columns;
  const between = all.slice(1).map((column, i) => (all[i]!.to + column.from) / 2);
  return [area[0] - 1, ...between, area[2] + 1];
};

const indexAt = (edges: Edges, x: number): number =>
  Math.max(
    0,
    Math.min(
      edges.length - 2,
      edges.findLastIndex((edge) => edge <= x),
    ),
  );

const isUncertain = (token: Token): boolean => token.line.glyphs.some((glyph) => glyph.isDoubtful === true);

type Draft = { readonly col: number; readonly colSpan: number; tokens: Token[] };

/** The cells of a row; null when a figure stands where two columns meet. */
const placeTokens = (tokens: readonly Token[], edges: Edges): Draft[] | null => {
  const cells: Draft[] = [];
  for (const token of tokens) {
    const box = boxOf(token);
    const from = indexAt(edges, box[0] + 1);
    const to = indexAt(edges, box[2] - 1);
    const isOne = from === to || isFigure(token.text);
    if (isFigure(token.text) && from !== to) return null;
    const col = isOne ? indexAt(edges, centreX(box)) : from;
    const known = cells.find((cell) => cell.col === col);
    if (known) {
      if (isFigure(token.text)) return null;
      known.tokens.push(token);
    } else if (cells.some((cell) => cell.col < to + 1 && col < cell.col + cell.colSpan)) return null;
    else cells.push({ col, colSpan: isOne ? 1 : to - from + 1, tokens: [token] });
  }
  return cells;
};

/** Every column of a row that no cell takes gets an empty one. */
const withBlanks = (cells: readonly Draft[], width: number): readonly Draft[] => {
  const taken = new Set(cells.flatMap((cell) => Array.from({ length: cell.colSpan }, (_, i) => cell.col + i)));
  const blanks = Array.from({ length: width }, (_, col): Draft => ({ col, colSpan: 1, tokens: [] }));
  return [...cells, ...blanks.filter((cell) => !taken.has(cell.col))].sort((a, b) => a.col - b.col);
};

const labelColumn = (rows: readonly LooseRow[], first: Column): Column | null => {
  const boxes = rows
    .filter((row) => row.tokens.some((token) => isFigure(token.text)))
    .flatMap((row) => row.tokens.map(boxOf).filter((box) => box[2] <= first.from));
  if (boxes.length === 0) return null;
  const around = boxAround(boxes);
  return { from: around[0], to: around[2] };
};

/** Labels and units stand before the figures in columns of their own where their gaps line up. */
const labelColumns = (rows: readonly LooseRow[], labels: Column): Column[] => {
  const boxes = rows
    .filter((row) => row.tokens.some((token) => isFigure(token.text)))
    .flatMap((row) => row.tokens.map(boxOf).filter((box) => box[2] <= labels.to + 1));
  return toColumns(boxes);
};

/**
 * Lines of print as a table whose columns show only by the places of their figures. `bands` are the heights of
 * horizontal lines that part its rows, none for a table without any. Null when the figures do not keep to columns.
 */
export const buildLooseTable = (
  rows: readonly LooseRow[],
  bands: readonly number[],
  page: number,
): DraftTable | null => {
  const firstFigured = rows.findIndex((row) =>
    row.tokens.some((token, i) => isFigure(token.text) && (i > 0 || row.tokens.length > 4)),
  );
  if (firstFigured < 0) return null;
  const values = valueColumns(rows.slice(firstFigured), rows.slice(0, firstFigured));
  const labels = values[0] ? labelColumn(rows, values[0]) : null;
  const columns = [...(labels ? labelColumns(rows, labels) : []), ...values];
  if (columns.length < 2) return null;
  const area = boxAround(rows.map((row) => row.line.box));
  const edges = columnEdges(columns, area, null);
  const groups = bands.length > 0 ? groupByBands(rows, bands) : groupRows(rows);
  const cells: DraftCell[] = [];
  for (const [row, group] of groups.entries()) {
    const placed = placeTokens(
      group.flatMap((line) => line.tokens),
      edges,
    );
    if (!placed) return null;
    for (const { col, colSpan, tokens } of withBlanks(placed, columns.length)) {
      const box = tokens.length > 0 ? boxAround(tokens.map(boxOf)) : area;
      const text = tokens.map((token) => token.text).join('\n');
      cells.push({ row, col, rowSpan: 1, colSpan, page, box, text, isDoubtful: tokens.some(isUncertain) });
    }
  }
  return {
    is: 'table',
    page,
    box: area,
    xs: edges,
    rows: groups.length,
    cells,
    openTop: false,
    openBottom: false,
    isUncertain: true,
    instead: null,
  };
};
