import type { Segment } from './page-content.ts';

/** A point in upright page coordinates, in points. */
export type Point = readonly [x: number, y: number];

/** Gathers the ruled lines of a page of a size. */
export type RuleCollector = {
  readonly horizontal: readonly Segment[];
  readonly vertical: readonly Segment[];
  /** Adds the line between two points as far as it is level or upright and on the page. */
  readonly addLine: (from: Point, to: Point) => void;
  /** Adds a filled shape by its corners: a thin one is a line, a larger one a background. */
  readonly addFill: (corners: readonly Point[]) => void;
  /** Adds the outline of a path of straight lines. */
  readonly addStroke: (points: readonly Point[], isClosed: boolean) => void;
};

/** A filled rectangle no thicker than this is a line. In points. */
export const THICKEST = 2.5;

/** How far a line may slope over its length and still be level. In points. */
const LEVEL = 0.6;

const clamp = (value: number, most: number): number => Math.min(Math.max(value, 0), most);

/** An empty collector for a page of `width` by `height` points. */
export const ruleCollector = (width: number, height: number): RuleCollector => {
  const horizontal: Segment[] = [];
  const vertical: Segment[] = [];
  const addLine = (from: Point, to: Point): void => {
    const [dx, dy] = [Math.abs(to[0] - from[0]), Math.abs(to[1] - from[1])];
    const isHorizontal = dy <= LEVEL && dx > dy;
    if (!isHorizontal && !(dx <= LEVEL && dy > dx)) return;
    const along = isHorizontal ? 0 : 1;
    const at = (from[1 - along]! + to[1 - along]!) / 2;
    const [mostAlong, mostAcross] = isHorizontal ? [width, height] : [height, width];
    if (!(at >= -1 && at <= mostAcross + 1)) return;
    const low = clamp(Math.min(from[along]!, to[along]!), mostAlong);
    const high = clamp(Math.max(from[along]!, to[along]!), mostAlong);
    if (high > low) (isHorizontal ? horizontal : vertical).push({ at, from: low, to: high });
  };
  const addFill = (corners: readonly Point[]): void => {
    const xs = corners.map((corner) => corner[0]);
    const ys = corners.map((corner) => corner[1]);
    const [x0, y0, x1, y1] = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
    const [across, down] = [x1 - x0, y1 - y0];
    if (down <= THICKEST && across > 2 * down) addLine([x0, (y0 + y1) / 2], [x1, (y0 + y1) / 2]);
    else if (across <= THICKEST && down > 2 * across) addLine([(x0 + x1) / 2, y0], [(x0 + x1) / 2, y1]);
  };
  const addStroke = (points: readonly Point[], isClosed: boolean): void => {
    for (let i = 1; i < points.length; i += 1) addLine(points[i - 1]!, points[i]!);
    if (isClosed && points.length > 2) addLine(points.at(-1)!, points[0]!);
  };
  return { horizontal, vertical, addLine, addFill, addStroke };
};
