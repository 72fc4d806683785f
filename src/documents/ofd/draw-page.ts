import { type Point, type RuleCollector, THICKEST } from '../layout/collect-rules.ts';
import { foldRadical } from '../layout/fold-radical.ts';
import { IDENTITY, type Matrix, multiply, transform } from '../layout/matrix.ts';
import type { Box, Glyph } from '../layout/page-content.ts';
import type { XmlElement } from '../xml/parse-xml.ts';
import { childOf, childrenOf, localName } from './ofd-package.ts';

/** Points in a millimetre: OFD measures in millimetres. */
export const POINTS = 72 / 25.4;

/** What the objects of a page put on it. */
export type Canvas = {
  readonly width: number;
  readonly height: number;
  readonly glyphs: Glyph[];
  readonly rules: RuleCollector;
  /** Reusable drawings of the document by their ID (9.5, composite objects). */
  readonly composites: ReadonlyMap<string, XmlElement>;
  readonly pictures: Box[];
  objects: number;
};

/** Objects of one page beyond these are a drawing. */
const MOST_OBJECTS = 100_000;

const MOST_GLYPHS = 30_000;

const DEEPEST_COMPOSITE = 4;

const numbers = (text: string | undefined): readonly number[] =>
  text === undefined || text.length > 200_000
    ? []
    : text
        .trim()
        .split(/[\s,]+/)
        .map(Number);

/** "0 0 210 297": left, top, width, height; null when it is none. */
export const parseBox = (text: string | null | undefined): readonly [number, number, number, number] | null => {
  const [x, y, width, height] = numbers(text ?? undefined);
  const isBox = [x, y, width, height].every((value) => value !== undefined && Number.isFinite(value));
  return isBox ? [x!, y!, width!, height!] : null;
};

const parseMatrix = (text: string | undefined): Matrix => {
  const values = numbers(text);
  if (values.length !== 6 || !values.every(Number.isFinite)) return IDENTITY;
  return values as unknown as Matrix;
};

/** From the space of an object to the page: its own matrix, then its place (8.5: CTM, Boundary). */
const matrixOf = (object: XmlElement, outer: Matrix): Matrix => {
  const box = parseBox(object.attributes.Boundary) ?? [0, 0, 0, 0];
  return multiply(multiply(parseMatrix(object.attributes.CTM), [1, 0, 0, 1, box[0], box[1]]), outer);
};

/** "g 3 4.2 1.5" is 4.2 4.2 4.2 1.5 (11.3). */
export const parseDeltas = (text: string | undefined, most: number): readonly number[] => {
  const tokens = text === undefined || text.length > 500_000 ? [] : text.trim().split(/[\s,]+/);
  const deltas: number[] = [];
  for (let i = 0; i < tokens.length && deltas.length < most; i += 1) {
    if (tokens[i] !== 'g') {
      deltas.push(Number(tokens[i]));
      continue;
    }
    const count = Math.min(most, Math.max(0, Math.floor(Number(tokens[i + 1])) || 0));
    for (let k = 0; k < count && deltas.length < most; k += 1) deltas.push(Number(tokens[i + 2]));
    i += 2;
  }
  return deltas.map((delta) => (Number.isFinite(delta) ? delta : 0));
};

/** Advance in ems of a character whose font is not looked into. */
const naturalWidth = (char: string): number => (/^[\u0000-\u024f]$/.test(char) ? 0.5 : 1);

/** Share of the em square above the baseline. */
const ABOVE = 0.86;

type Print = { readonly matrix: Matrix; readonly size: number; readonly stretch: number };

const addGlyph = (canvas: Canvas, char: string, x: number, y: number, advance: number, print: Print): void => {
  const [px, py] = transform(print.matrix, x, y);
  const em = print.size * Math.hypot(print.matrix[2], print.matrix[3]) * POINTS;
  const width = advance * Math.hypot(print.matrix[0], print.matrix[1]) * POINTS;
  const [left, baseline] = [px * POINTS, py * POINTS];
  if (!(em > 0.5) || !Number.isFinite(left + baseline + em + width)) return;
  const middle = left + width / 2;
  if (middle < 0 || middle > canvas.width || baseline < 0 || baseline - em > canvas.height) return;
  canvas.glyphs.push({
    char: foldRadical(char),
    box: [left, baseline - ABOVE * em, left + Math.max(width, 0.1), baseline + (1 - ABOVE) * em],
  });
};

/** Where the next text code begins when it says nothing itself: where the one before it began (11.3). */
type Pen = { x: number; y: number };

const addTextCode = (canvas: Canvas, code: XmlElement, print: Print, pen: Pen): void => {
  const chars = [...code.text.replace(/[\r\n\t]/g, '')];
  const dx = parseDeltas(code.attributes.DeltaX, chars.length);
  const dy = parseDeltas(code.attributes.DeltaY, chars.length);
  pen.x = Number(code.attributes.X ?? pen.x);
  pen.y = Number(code.attributes.Y ?? pen.y);
  let { x, y } = pen;
  chars.forEach((char, i) => {
    const natural = naturalWidth(char) * print.size * print.stretch;
    const step = dx.length > 0 ? (dx[i] ?? dx.at(-1)!) : dy.length > 0 ? 0 : natural;
    const isLast = i === chars.length - 1;
    const advance = step > 0 && !isLast ? Math.min(step, natural * 1.2) : natural;
    if (canvas.glyphs.length < MOST_GLYPHS) addGlyph(canvas, char, x, y, advance, print);
    x += step;
    y += dy[i] ?? 0;
  });
};

const drawText = (canvas: Canvas, object: XmlElement, outer: Matrix): void => {
  const size = Number(object.attributes.Size ?? 0);
  const stretch = Number(object.attributes.HScale ?? 1) || 1;
  const print: Print = { matrix: matrixOf(object, outer), size, stretch };
  const pen: Pen = { x: 0, y: 0 };
  for (const code of childrenOf(object, 'TextCode')) addTextCode(canvas, code, print, pen);
};

type Subpath = { readonly points: Point[]; isClosed: boolean; isCurved: boolean };

/** How many numbers follow each operator of a path (9.1): S and M move, L draws a line, Q, B and A curves, C closes. */
const OPERANDS: Readonly<Record<string, number>> = { S: 2, M: 2, L: 2, Q: 4, B: 6, A: 7, C: 0 };

const MOST_PATH = 100_000;

const parsePath = (data: string, matrix: Matrix): readonly Subpath[] => {
  const subpaths: Subpath[] = [];
  const tokens = data
    .slice(0, MOST_PATH)
    .trim()
    .split(/[\s,]+/);
  for (let i = 0; i < tokens.length; ) {
    const operator = tokens[i]!;
    const count = OPERANDS[operator] ?? 0;
    const operands = tokens.slice(i + 1, i + 1 + count).map(Number);
    i += 1 + count;
    const open = subpaths.at(-1);
    if (operator === 'C' && open) open.isClosed = true;
    if (count === 0 || operands.length < count || !operands.every(Number.isFinite)) continue;
    const [x, y] = transform(matrix, operands.at(-2)!, operands.at(-1)!);
    const point: Point = [x * POINTS, y * POINTS];
    if (operator === 'M' || operator === 'S' || !open)
      subpaths.push({ points: [point], isClosed: false, isCurved: false });
    else {
      open.points.push(point);
      if (operator !== 'L') open.isCurved = true;
    }
  }
  return subpaths;
};

const MOST_CORNERS = 40;

const drawPath = (canvas: Canvas, object: XmlElement, outer: Matrix): void => {
  const isStroked = object.attributes.Stroke !== 'false';
  const isFilled = object.attributes.Fill === 'true';
  const data = childOf(object, 'AbbreviatedData')?.text ?? '';
  for (const { points, isClosed, isCurved } of parsePath(data, matrixOf(object, outer))) {
    if (isCurved || points.length > MOST_CORNERS) continue;
    if (isStroked) canvas.rules.addStroke(points, isClosed);
    else if (isFilled) canvas.rules.addFill(points);
  }
};

/** Shares of a page's width and height from which on a picture may show a table or print. */
const LARGE = { across: 0.3, down: 0.05 };

const drawImage = (canvas: Canvas, object: XmlElement, outer: Matrix): void => {
  const box = parseBox(object.attributes.Boundary);
  if (!box) return;
  const [x, y] = transform(outer, box[0], box[1]);
  const [width, height] = [box[2] * POINTS, box[3] * POINTS];
  const corner: Point = [x * POINTS, y * POINTS];
  // a picture one pixel thick is a line
  if (Math.min(width, height) <= THICKEST) canvas.rules.addFill([corner, [corner[0] + width, corner[1] + height]]);
  else if (width > LARGE.across * canvas.width && height > LARGE.down * canvas.height) {
    canvas.pictures.push([corner[0], corner[1], corner[0] + width, corner[1] + height]);
  }
};

const drawComposite = (canvas: Canvas, object: XmlElement, outer: Matrix, depth: number): void => {
  const unit = canvas.composites.get(object.attributes.ResourceID ?? '');
  const content = childOf(unit ?? null, 'Content');
  if (content && depth < DEEPEST_COMPOSITE) drawObjects(canvas, content, matrixOf(object, outer), depth + 1);
};

/** Draws all objects inside a layer, a page block (which may nest) or a composite. */
const drawObjects = (canvas: Canvas, holder: XmlElement, outer: Matrix, depth: number): void => {
  for (const object of holder.children) {
    if (object.attributes.Visible === 'false' || canvas.objects >= MOST_OBJECTS) continue;
    canvas.objects += 1;
    const kind = localName(object);
    if (kind === 'TextObject') drawText(canvas, object, outer);
    else if (kind === 'PathObject') drawPath(canvas, object, outer);
    else if (kind === 'ImageObject') drawImage(canvas, object, outer);
    else if (kind === 'CompositeObject') drawComposite(canvas, object, outer, depth);
    else if (kind === 'PageBlock' || kind === 'Layer') drawObjects(canvas, object, outer, depth);
  }
};

/** Draws the content of a page or template page, its places moved by the corner of the page's area (in millimetres). */
export const drawContent = (canvas: Canvas, page: XmlElement, corner: readonly [x: number, y: number]): void => {
  const outer: Matrix = [1, 0, 0, 1, -corner[0], -corner[1]];
  for (const content of childrenOf(page, 'Content')) drawObjects(canvas, content, outer, 0);
};

/** Whether a page had more objects or characters than are drawn. */
export const isOverfull = (canvas: Canvas): boolean =>
  canvas.objects >= MOST_OBJECTS || canvas.glyphs.length >= MOST_GLYPHS;
