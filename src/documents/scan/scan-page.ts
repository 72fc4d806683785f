import { locator } from '../../model/locator.ts';
import type { Note } from '../../model/note.ts';
import type { PageLayout } from '../layout/draft.ts';
import { findGrids, type RuledGrid } from '../layout/find-grids.ts';
import { layoutPage } from '../layout/layout-page.ts';
import type { Rules, Segment } from '../layout/page-content.ts';
import type { GreyImage, Recogniser } from '../reader.ts';
import { deskew } from './deskew.ts';
import { findPrint, printSize } from './find-print.ts';
import { findRules, type ScannedRule, withoutRules } from './find-rules.ts';
import { type Area, type Ink, toInk } from './ink.ts';
import { type ReadArea, recogniseAreas, toGlyphs } from './recognise-areas.ts';

/** The page that a picture shows: its number and its size in points. */
export type ScannedPage = { readonly page: number; readonly width: number; readonly height: number };

/** Print of a report is of about this size. In points. */
const USUAL_SIZE = 11;

/** Areas of print on one page beyond this are a drawing. */
const MOST_AREAS = 3000;

const toSegments = (rules: readonly ScannedRule[], scale: number): readonly Segment[] =>
  rules.map(({ at, thickness, from, to }) => ({
    at: (at + thickness / 2) * scale,
    from: from * scale,
    to: to * scale,
  }));

const toArea = (box: readonly [number, number, number, number], scale: number, inset: number): Area => ({
  x0: Math.max(0, Math.ceil(box[0] / scale) + inset),
  y0: Math.max(0, Math.ceil(box[1] / scale) + inset),
  x1: Math.max(0, Math.floor(box[2] / scale) - inset),
  y1: Math.max(0, Math.floor(box[3] / scale) - inset),
});

const isArea = ({ x0, y0, x1, y1 }: Area): boolean => x1 - x0 > 4 && y1 - y0 > 4;

/** The picture without what stands in areas already looked at. */
const blankOut = (ink: Ink, areas: readonly Area[]): Ink => {
  const dark = ink.dark.slice();
  for (const { x0, y0, x1, y1 } of areas) {
    for (let y = y0; y < Math.min(ink.height, y1); y += 1) dark.fill(0, y * ink.width + x0, y * ink.width + x1);
  }
  return { ...ink, dark };
};

const tableOf = (grid: RuledGrid): boolean => grid.xs.length > 2 && grid.cells.length > 2;

/** Lines of print cell by cell, then those outside the tables. */
const findAreas = (ink: Ink, grids: readonly RuledGrid[], em: number, scale: number): readonly Area[] => {
  const cells = grids.flatMap((grid) => grid.cells.map((cell) => toArea(cell.box, scale, 1))).filter(isArea);
  const inCells = cells.flatMap((cell) => findPrint(ink, cell, em, Number.POSITIVE_INFINITY));
  const page: Area = { x0: 0, y0: 0, x1: ink.width, y1: ink.height };
  return [...inCells, ...findPrint(blankOut(ink, cells), page, em, Math.round(2.2 * em))];
};

const lowNote = (doubtful: number, page: number): readonly Note[] =>
  doubtful === 0
    ? []
    : [
        {
          code: 'doubtful-print',
          message: `${doubtful} pieces of print on page ${page} could not be recognised with certainty; no figure was taken from them.`,
          locator: locator({ page }),
        },
      ];

/** Dots per point below which characters are too coarse to be told: 100 dots per inch. */
const COARSEST = 100 / 72;

/**
 * Reads the picture of a page: levelled, its long dark runs as ruled lines, the print cell by cell and line by line
 * through the recogniser. Print that is not certain is marked so.
 */
export const scanPage = async (
  image: GreyImage,
  { page, width, height }: ScannedPage,
  recogniser: Recogniser,
): Promise<{ readonly layout: PageLayout; readonly notes: readonly Note[] }> => {
  const level = deskew(image);
  const scale = width / image.width;
  const isCoarse = 1 / scale < COARSEST;
  const whole = toInk(level);
  const usual = USUAL_SIZE / scale;
  const found = findRules(level, usual);
  const ink = withoutRules(whole, found.horizontal, found.vertical);
  const em = printSize(ink, usual);
  const rules: Rules = {
    horizontal: toSegments(found.horizontal, scale),
    vertical: toSegments(found.vertical, scale),
  };
  const grids = findGrids(rules).grids.filter(tableOf);
  const areas = findAreas(ink, grids, em, scale).slice(0, MOST_AREAS);
  const read = (await recogniseAreas(level, areas, em, recogniser)).map(
    (area): ReadArea => (isCoarse ? { ...area, isDoubtful: true } : area),
  );
  const glyphs = read.flatMap((area) => toGlyphs(area, em, scale));
  const layout = layoutPage({ page, width, height, glyphs, rules });
  return { layout, notes: lowNote(read.filter((area) => area.isDoubtful).length, page) };
};
