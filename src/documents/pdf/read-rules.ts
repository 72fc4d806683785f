import { type Point, type RuleCollector, ruleCollector, THICKEST } from '../layout/collect-rules.ts';
import { IDENTITY, type Matrix, multiply, transform } from '../layout/matrix.ts';
import type { Box, Segment } from '../layout/page-content.ts';
import { type PageFrame, sizeOf, toUpright } from './page-frame.ts';
import type { PdfiumInstance } from './pdfium.ts';

/** What else than text a page shows: its ruled lines, and the share of it that pictures cover. */
export type PageDrawing = {
  readonly horizontal: readonly Segment[];
  readonly vertical: readonly Segment[];
  /** From 0 to 1. */
  readonly pictured: number;
  /** Where pictures stand that are large enough to show a table or print. */
  readonly pictures: readonly Box[];
  /** A picture over the whole page is drawn above most of its text: what is seen is the picture. */
  readonly isCovered: boolean;
  readonly isTooMuch: boolean;
};

const OBJECT = { text: 1, path: 2, image: 3, form: 5 } as const;
const SEGMENT = { line: 0, bezier: 1, move: 2 } as const;

const MOST_OBJECTS = 60_000;
const MOST_POINTS = 200_000;
const DEEPEST_FORM = 8;

/** Shares of a page's width and height from which on a picture may show a table or print. */
const LARGE = { across: 0.3, down: 0.05 };

const MOST_PICTURES = 50;

/** A picture over this share of a page hides what is below it. */
const WHOLE_PAGE = 0.8;

type Reader = {
  readonly instance: PdfiumInstance;
  readonly frame: PageFrame;
  readonly rules: RuleCollector;
  objects: number;
  points: number;
  readonly pictures: Box[];
  picturedArea: number;
  texts: number;
  /** Texts that stand below a picture over the whole page. */
  covered: number;
};

const matrixOf = ({ instance: { pdfium, scratch } }: Reader, object: number): Matrix => {
  if (!pdfium._FPDFPageObj_GetMatrix(object, scratch)) return IDENTITY;
  const [a, b, c, d, e, f] = pdfium.HEAPF32.subarray(scratch >> 2, (scratch >> 2) + 6);
  return [a!, b!, c!, d!, e!, f!];
};

const clamp = (value: number, most: number): number => Math.min(Math.max(value, 0), most);

type Subpath = { readonly points: Point[]; hasCurve: boolean; isClosed: boolean };

const readSubpaths = (reader: Reader, path: number, matrix: Matrix): readonly Subpath[] => {
  const { pdfium, scratch } = reader.instance;
  const subpaths: Subpath[] = [];
  const count = pdfium._FPDFPath_CountSegments(path);
  for (let i = 0; i < count && reader.points < MOST_POINTS; i += 1) {
    reader.points += 1;
    const segment = pdfium._FPDFPath_GetPathSegment(path, i);
    if (!pdfium._FPDFPathSegment_GetPoint(segment, scratch, scratch + 4)) continue;
    const x = pdfium.HEAPF32[scratch >> 2]!;
    const y = pdfium.HEAPF32[(scratch >> 2) + 1]!;
    const point = toUpright(reader.frame, ...transform(matrix, x, y));
    const type = pdfium._FPDFPathSegment_GetType(segment);
    if (type === SEGMENT.move || subpaths.length === 0) {
      subpaths.push({ points: [point], hasCurve: false, isClosed: false });
    } else {
      subpaths.at(-1)!.points.push(point);
      if (type === SEGMENT.bezier) subpaths.at(-1)!.hasCurve = true;
    }
    if (pdfium._FPDFPathSegment_GetClose(segment)) subpaths.at(-1)!.isClosed = true;
  }
  return subpaths;
};

/** Subpaths with more points are drawings; a rectangle has five. */
const MOST_CORNERS = 40;

const readPath = (reader: Reader, path: number, outer: Matrix): void => {
  const { pdfium, scratch } = reader.instance;
  if (!pdfium._FPDFPath_GetDrawMode(path, scratch, scratch + 4)) return;
  const isFilled = pdfium.HEAP32[scratch >> 2] !== 0;
  const isStroked = pdfium.HEAP32[(scratch >> 2) + 1] !== 0;
  if (!isFilled && !isStroked) return;
  for (const subpath of readSubpaths(reader, path, multiply(matrixOf(reader, path), outer))) {
    if (subpath.hasCurve || subpath.points.length > MOST_CORNERS) continue;
    if (isStroked) reader.rules.addStroke(subpath.points, subpath.isClosed);
    else reader.rules.addFill(subpath.points);
  }
};

const readImage = (reader: Reader, image: number, outer: Matrix): void => {
  const matrix = multiply(matrixOf(reader, image), outer);
  // an image fills the unit square (ISO 32000-1, 8.9.5)
  const corners = [
    [0, 0],
    [1, 0],
    [0, 1],
    [1, 1],
  ].map(([x, y]) => toUpright(reader.frame, ...transform(matrix, x!, y!)));
  const { width, height } = sizeOf(reader.frame);
  const xs = corners.map((corner) => clamp(corner[0], width));
  const ys = corners.map((corner) => clamp(corner[1], height));
  const [across, down] = [Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)];
  // a picture one pixel thick is a line
  if (Math.min(across, down) <= THICKEST) {
    reader.rules.addFill(corners);
    return;
  }
  reader.picturedArea += across * down;
  const isLarge = across > LARGE.across * width && down > LARGE.down * height;
  if (isLarge && reader.pictures.length < MOST_PICTURES) {
    reader.pictures.push([Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]);
  }
  const isOpaque = reader.instance.pdfium._FPDFPageObj_HasTransparency(image) === 0;
  if (isOpaque && across * down > WHOLE_PAGE * width * height) reader.covered = reader.texts;
};

const readObjects = (
  reader: Reader,
  count: number,
  at: (index: number) => number,
  outer: Matrix,
  depth: number,
): void => {
  const { pdfium } = reader.instance;
  for (let i = 0; i < count && reader.objects < MOST_OBJECTS && reader.points < MOST_POINTS; i += 1) {
    reader.objects += 1;
    const object = at(i);
    if (object === 0) continue;
    const type = pdfium._FPDFPageObj_GetType(object);
    if (type === OBJECT.text) reader.texts += 1;
    else if (type === OBJECT.path) readPath(reader, object, outer);
    else if (type === OBJECT.image) readImage(reader, object, outer);
    else if (type === OBJECT.form && depth < DEEPEST_FORM) {
      const inner = multiply(matrixOf(reader, object), outer);
      const children = pdfium._FPDFFormObj_CountObjects(object);
      readObjects(reader, children, (index) => pdfium._FPDFFormObj_GetObject(object, index), inner, depth + 1);
    }
  }
};

/** Reads the ruled lines of an open page: strokes, thin filled shapes, thin pictures, also inside form objects. */
export const readRules = (instance: PdfiumInstance, page: number, frame: PageFrame): PageDrawing => {
  const { pdfium } = instance;
  const { width, height } = sizeOf(frame);
  const rules = ruleCollector(width, height);
  const reader: Reader = {
    instance,
    frame,
    rules,
    objects: 0,
    points: 0,
    pictures: [],
    picturedArea: 0,
    texts: 0,
    covered: 0,
  };
  const count = pdfium._FPDFPage_CountObjects(page);
  readObjects(reader, count, (index) => pdfium._FPDFPage_GetObject(page, index), IDENTITY, 0);
  return {
    horizontal: rules.horizontal,
    vertical: rules.vertical,
    pictured: Math.min(1, reader.picturedArea / Math.max(1, width * height)),
    pictures: reader.pictures,
    isCovered: reader.covered > reader.texts / 2,
    isTooMuch: reader.objects >= MOST_OBJECTS || reader.points >= MOST_POINTS,
  };
};
