import { mergeSegments } from './merge-segments.ts';
import type { Box, Rules, Segment } from './page-content.ts';

/** A cell of a ruled grid: its place in the unit grid and where it stands on the page. */
export type GridCell = {
  readonly row: number;
  readonly col: number;
  readonly rowSpan: number;
  readonly colSpan: number;
  readonly box: Box;
};

/**
 * A ruled table on one page. `xs` and `ys` are the positions of its lines, one more than columns and rows. `openTop`
 * and `openBottom` say that no line closes it there: the table, or a row of it, goes on over the page.
 */
export type RuledGrid = {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly cells: readonly GridCell[];
  readonly openTop: boolean;
  readonly openBottom: boolean;
};

/** Lines of a page beyond this number are a drawing, not a table. */
const MOST_SEGMENTS = 6000;

/** Units of one grid; the official form needs about 300. */
const MOST_UNITS = 20_000;

/** Lines that miss each other by no more than this still touch. In points. */
const SLACK = 3;

/** Parallel lines this close are the two borders of neighbouring cells. In points. */
const DOUBLE = 3.5;

/** Shorter lines are parts of characters. In points. */
const SHORTEST = 5;

/** A line that stands out this far beyond the outermost crossing line leaves a side of the table open. In points. */
const OVERHANG = 7;

type Component = { readonly horizontal: Segment[]; readonly vertical: Segment[] };

/** Disjoint sets over 0…size-1. */
const disjointSets = (size: number) => {
  const parent = Int32Array.from({ length: size }, (_, i) => i);
  const find = (at: number): number => {
    let root = at;
    while (parent[root] !== root) {
      parent[root] = parent[parent[root]!]!;
      root = parent[root]!;
    }
    return root;
  };
  const join = (a: number, b: number): void => {
    parent[find(a)] = find(b);
  };
  return { find, join };
};

/** The first of sorted segments that stands at or behind a position. */
const firstFrom = (sorted: readonly Segment[], position: number): number => {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]!.at < position) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Sets of lines that cross or touch each other. */
const components = (horizontal: readonly Segment[], vertical: readonly Segment[], slack: number): Component[] => {
  const sets = disjointSets(horizontal.length + vertical.length);
  horizontal.forEach((h, i) => {
    for (let j = firstFrom(vertical, h.from - slack); j < vertical.length; j += 1) {
      const v = vertical[j]!;
      if (v.at > h.to + slack) break;
      if (h.at >= v.from - slack && h.at <= v.to + slack) sets.join(i, horizontal.length + j);
    }
  });
  const found = new Map<number, Component>();
  const at = (index: number): Component => {
    const root = sets.find(index);
    const known = found.get(root) ?? { horizontal: [], vertical: [] };
    found.set(root, known);
    return known;
  };
  horizontal.forEach((h, i) => void at(i).horizontal.push(h));
  vertical.forEach((v, j) => void at(horizontal.length + j).vertical.push(v));
  return [...found.values()];
};

/** A position of the grid and the stretches where a line is drawn along it. */
type Track = { readonly at: number; readonly drawn: readonly Segment[] };

/** Parallel lines as tracks: those within `width` of the first are one, and it stands in the middle of them. */
const toTracks = (segments: readonly Segment[], width: number): Track[] => {
  const tracks: Track[] = [];
  for (let from = 0; from < segments.length; ) {
    let to = from + 1;
    while (to < segments.length && segments[to]!.at - segments[from]!.at <= width) to += 1;
    tracks.push({ at: (segments[from]!.at + segments[to - 1]!.at) / 2, drawn: segments.slice(from, to) });
    from = to;
  }
  return tracks;
};

/** How far crossing lines stand out beyond the outermost track, when at least two of them end together there. */
const openEnd = (ends: readonly number[], outermost: number, sign: 1 | -1, overhang: number): number | null => {
  const out = ends.map((end) => sign * end).filter((end) => end > sign * outermost + overhang);
  if (out.length < 2) return null;
  const furthest = Math.max(...out);
  return out.filter((end) => furthest - end <= 4).length >= 2 ? sign * furthest : null;
};

const closeEnds = (tracks: Track[], crossing: readonly Segment[], overhang: number): [Track[], boolean, boolean] => {
  const low = openEnd(
    crossing.map((line) => line.from),
    tracks[0]!.at,
    -1,
    overhang,
  );
  const high = openEnd(
    crossing.map((line) => line.to),
    tracks.at(-1)!.at,
    1,
    overhang,
  );
  const closed = [
    ...(low === null ? [] : [{ at: low, drawn: [] }]),
    ...tracks,
    ...(high === null ? [] : [{ at: high, drawn: [] }]),
  ];
  return [closed, low !== null, high !== null];
};

const isDrawnAt = (track: Track, position: number): boolean =>
  track.drawn.some((line) => line.from - 0.5 <= position && position <= line.to + 0.5);

/**
 * Which unit cells belong together: those between whose midpoints no line is drawn. Spans fall out of this without
 * further thought.
 */
const joinUnits = (columns: readonly Track[], rows: readonly Track[]) => {
  const width = columns.length - 1;
  const height = rows.length - 1;
  const sets = disjointSets(width * height);
  for (let r = 0; r < height; r += 1) {
    const y = (rows[r]!.at + rows[r + 1]!.at) / 2;
    for (let c = 1; c < width; c += 1) {
      if (!isDrawnAt(columns[c]!, y)) sets.join(r * width + c - 1, r * width + c);
    }
  }
  for (let c = 0; c < width; c += 1) {
    const x = (columns[c]!.at + columns[c + 1]!.at) / 2;
    for (let r = 1; r < height; r += 1) {
      if (!isDrawnAt(rows[r]!, x)) sets.join((r - 1) * width + c, r * width + c);
    }
  }
  return sets;
};

type Rectangle = { readonly row: number; readonly col: number; readonly rowSpan: number; readonly colSpan: number };

const around = (units: readonly number[], width: number): Rectangle => {
  const rows = units.map((unit) => Math.floor(unit / width));
  const cols = units.map((unit) => unit % width);
  const row = Math.min(...rows);
  const col = Math.min(...cols);
  return { row, col, rowSpan: Math.max(...rows) - row + 1, colSpan: Math.max(...cols) - col + 1 };
};

/** Where a missing piece of line made an L of two cells: every row of it on its own. */
const byRows = (units: readonly number[], width: number): Rectangle[] => {
  const runs: { row: number; col: number; rowSpan: number; colSpan: number }[] = [];
  for (const unit of units) {
    const [row, col] = [Math.floor(unit / width), unit % width];
    const last = runs.at(-1);
    if (last && last.row === row && last.col + last.colSpan === col) last.colSpan += 1;
    else runs.push({ row, col, rowSpan: 1, colSpan: 1 });
  }
  return runs;
};

const rectangles = (columns: readonly Track[], rows: readonly Track[]): Rectangle[] => {
  const width = columns.length - 1;
  const sets = joinUnits(columns, rows);
  const members = new Map<number, number[]>();
  for (let unit = 0; unit < width * (rows.length - 1); unit += 1) {
    const root = sets.find(unit);
    const known = members.get(root);
    if (known) known.push(unit);
    else members.set(root, [unit]);
  }
  return [...members.values()]
    .flatMap((units) => {
      const whole = around(units, width);
      return whole.rowSpan * whole.colSpan === units.length ? [whole] : byRows(units, width);
    })
    .sort((a, b) => a.row - b.row || a.col - b.col);
};

const toGrid = (component: Component, scale: number): RuledGrid | null => {
  if (component.horizontal.length < 2 || component.vertical.length === 0) return null;
  const vertical = toTracks(component.vertical, DOUBLE * scale);
  const horizontal = toTracks(component.horizontal, DOUBLE * scale);
  const [columns] = closeEnds(vertical, component.horizontal, OVERHANG * scale);
  const [rows, openTop, openBottom] = closeEnds(horizontal, component.vertical, OVERHANG * scale);
  if (columns.length < 2 || rows.length < 2 || (columns.length - 1) * (rows.length - 1) > MOST_UNITS) return null;
  const cells = rectangles(columns, rows).map(
    (cell): GridCell => ({
      ...cell,
      box: [
        columns[cell.col]!.at,
        rows[cell.row]!.at,
        columns[cell.col + cell.colSpan]!.at,
        rows[cell.row + cell.rowSpan]!.at,
      ],
    }),
  );
  return { xs: columns.map((track) => track.at), ys: rows.map((track) => track.at), cells, openTop, openBottom };
};

/** The grids of a page and whether it has more lines than are looked at. */
export type FoundGrids = { readonly grids: readonly RuledGrid[]; readonly isTooMuch: boolean };

/**
 * The ruled grids of a page, also those that a page end or a style leaves open at a side. A frame around something is
 * a grid of one cell. `scale` widens the slacks for lines found in a picture.
 */
export const findGrids = (rules: Rules, scale = 1): FoundGrids => {
  const long = (segment: Segment): boolean => segment.to - segment.from >= SHORTEST;
  const horizontal = mergeSegments(rules.horizontal, scale).filter(long);
  const vertical = mergeSegments(rules.vertical, scale).filter(long);
  if (horizontal.length + vertical.length > MOST_SEGMENTS) return { grids: [], isTooMuch: true };
  const grids = components(horizontal, vertical, SLACK * scale).flatMap((part) => toGrid(part, scale) ?? []);
  return { grids: grids.sort((a, b) => a.ys[0]! - b.ys[0]! || a.xs[0]! - b.xs[0]!), isTooMuch: false };
};
