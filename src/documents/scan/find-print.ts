import { type Area, columnInk, type Ink, rowInk, stretches } from './ink.ts';

/** Less ink than this is dust. In pixels. */
const DUST = 6;

type Band = readonly [from: number, to: number];

/** Strokes of one line of characters stand apart (二, 三): bands are joined while they are no higher than a line. */
const joinBands = (bands: readonly Band[], em: number): readonly Band[] => {
  const joined: [number, number][] = [];
  for (const [from, to] of bands) {
    const last = joined.at(-1);
    const isOneLine = last && to - last[0] <= 1.15 * em && from - last[1] <= 0.6 * em;
    if (last && isOneLine) last[1] = to;
    else joined.push([from, to]);
  }
  return joined;
};

const inkIn = (values: Int32Array, [from, to]: Band): number =>
  values.subarray(from, to).reduce((sum, value) => sum + value, 0);

/**
 * The lines of print in an area of a picture without rules, top to bottom, each cut where a gap is wider than `gap`
 * pixels. `em` is the size of the print in pixels.
 */
export const findPrint = (ink: Ink, area: Area, em: number, gap: number): readonly Area[] => {
  const rows = rowInk(ink, area);
  const bands = joinBands(stretches(rows, 1), em).filter((band) => inkIn(rows, band) >= DUST);
  return bands.flatMap(([from, to]) => {
    const line: Area = { ...area, y0: area.y0 + from, y1: area.y0 + to };
    const columns = columnInk(ink, line);
    return stretches(columns, gap)
      .filter((part) => inkIn(columns, part) >= DUST)
      .map(([left, right]): Area => ({ ...line, x0: area.x0 + left, x1: area.x0 + right }));
  });
};

const median = (values: readonly number[]): number | null =>
  values.length === 0 ? null : [...values].sort((a, b) => a - b)[values.length >> 1]!;

/** The size of the print of a picture in pixels, told by its lines; `usual` where it has too few. */
export const printSize = (ink: Ink, usual: number): number => {
  const page: Area = { x0: 0, y0: 0, x1: ink.width, y1: ink.height };
  const heights = stretches(rowInk(ink, page), 0)
    .map(([from, to]) => to - from)
    .filter((height) => height > 0.6 * usual && height < 2.2 * usual);
  const own = heights.length >= 5 ? median(heights) : null;
  return own === null ? usual : Math.max(0.7 * usual, Math.min(1.6 * usual, own * 1.05));
};
