import { foldRadical } from '../layout/fold-radical.ts';
import type { Glyph } from '../layout/page-content.ts';
import { boxToUpright, type PageFrame, sizeOf, toUpright } from './page-frame.ts';
import type { PdfiumInstance } from './pdfium.ts';

/** More characters than this on one page are not print that anyone reads. */
const MOST_GLYPHS = 30_000;

/** Text that is there to be searched and not to be seen (ISO 32000-1, 9.3.6, text rendering mode 3). */
const INVISIBLE = 3;

/** The characters of a page. `hidden` are those that are not shown, as a layer of text under a scan has them. */
export type PageGlyphs = {
  readonly glyphs: readonly Glyph[];
  readonly hidden: readonly Glyph[];
  readonly isTooMuch: boolean;
};

type TextObject = { readonly pointer: number; readonly scale: number; readonly isHidden: boolean };

const readObject = (
  { pdfium, scratch }: PdfiumInstance,
  textPage: number,
  index: number,
  pointer: number,
): TextObject => {
  const isHidden = pointer !== 0 && pdfium._FPDFTextObj_GetTextRenderMode(pointer) === INVISIBLE;
  if (!pdfium._FPDFText_GetMatrix(textPage, index, scratch)) return { pointer, scale: 1, isHidden };
  const c = pdfium.HEAPF32[(scratch >> 2) + 2]!;
  const d = pdfium.HEAPF32[(scratch >> 2) + 3]!;
  return { pointer, scale: Math.hypot(c, d) || 1, isHidden };
};

/** Share of the em square above the baseline. */
const ABOVE = 0.86;

type Place = {
  readonly x: number;
  readonly y: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};

/** Origin and advance box of a character in page coordinates; null where PDFium knows none. */
const readPlace = ({ pdfium, scratch }: PdfiumInstance, textPage: number, index: number): Place | null => {
  if (!pdfium._FPDFText_GetCharOrigin(textPage, index, scratch, scratch + 8)) return null;
  if (!pdfium._FPDFText_GetLooseCharBox(textPage, index, scratch + 16)) return null;
  const box = (scratch + 16) >> 2;
  const [left, top, right, bottom] = pdfium.HEAPF32.subarray(box, box + 4);
  const x = pdfium.HEAPF64[scratch >> 3]!;
  const y = pdfium.HEAPF64[(scratch >> 3) + 1]!;
  const place = { x, y, left: left!, top: top!, right: right!, bottom: bottom! };
  return Object.values(place).every(Number.isFinite) ? place : null;
};

/** A character upright: its advance by its em square, whatever the heights that its font declares. */
const toGlyph = (char: string, place: Place, size: number, frame: PageFrame): Glyph => {
  const box = boxToUpright(frame, place.left, place.bottom, place.right, place.top);
  const [, baseline] = toUpright(frame, place.x, place.y);
  const width = box[2] - box[0];
  const height = box[3] - box[1];
  // sizes that a font or a matrix makes absurd are taken from the box
  const em = size > 0.3 * height && size < 3 * height ? size : Math.max(1, height * 0.8, width * 0.5);
  return { char, box: [box[0], baseline - ABOVE * em, Math.max(box[2], box[0] + 0.1), baseline + (1 - ABOVE) * em] };
};

const isOnPage = (glyph: Glyph, width: number, height: number): boolean => {
  const x = (glyph.box[0] + glyph.box[2]) / 2;
  const y = (glyph.box[1] + glyph.box[3]) / 2;
  return x >= 0 && x <= width && y >= 0 && y <= height;
};

/** Whether one character follows the other on its line with nothing between them. */
const isNext = (before: Glyph, after: Glyph): boolean => {
  const em = after.box[3] - after.box[1];
  return Math.abs(after.box[1] - before.box[1]) < 0.3 * em && Math.abs(after.box[0] - before.box[2]) < em;
};

/**
 * The characters that stand on the page. Text that runs over its edge is not all to be seen: the last character before
 * the edge is doubtful, and so is what it belongs to.
 */
const visible = (glyphs: readonly Glyph[], width: number, height: number): readonly Glyph[] => {
  const isIn = glyphs.map((glyph) => isOnPage(glyph, width, height));
  const isCut = (at: number, other: number): boolean => {
    const [glyph, beside] = [glyphs[at]!, glyphs[other]];
    if (beside === undefined || isIn[other]) return false;
    return other < at ? isNext(beside, glyph) : isNext(glyph, beside);
  };
  return glyphs.flatMap((glyph, at): readonly Glyph[] => {
    if (!isIn[at]) return [];
    return [isCut(at, at - 1) || isCut(at, at + 1) ? { ...glyph, isDoubtful: true } : glyph];
  });
};

/** Codes that are no characters: line ends PDFium makes up, missing mappings. 0xfffd stays: it shows what is lost. */
const toChar = (code: number): string | null => {
  if (code === 0 || code === 0xfffe || code === 0xffff) return '\ufffd';
  if (code === 0x0d || code === 0x0a || code === 0x02 || code > 0x10ffff) return null;
  if (code < 0x20) return ' ';
  return foldRadical(String.fromCodePoint(code));
};

/**
 * Reads the characters of an open text page, as far as they stand on its visible part. Blanks that PDFium makes up for
 * gaps are left out: the layout sees the gaps itself.
 */
export const readGlyphs = (instance: PdfiumInstance, textPage: number, frame: PageFrame): PageGlyphs => {
  const { pdfium } = instance;
  const { width, height } = sizeOf(frame);
  const count = pdfium._FPDFText_CountChars(textPage);
  const glyphs: Glyph[] = [];
  const hidden: Glyph[] = [];
  let object: TextObject | null = null;
  for (let index = 0; index < Math.min(count, MOST_GLYPHS); index += 1) {
    const char = toChar(pdfium._FPDFText_GetUnicode(textPage, index));
    if (char === null || (char === ' ' && pdfium._FPDFText_IsGenerated(textPage, index) === 1)) continue;
    const place = readPlace(instance, textPage, index);
    if (!place) continue;
    const pointer = pdfium._FPDFText_GetTextObject(textPage, index);
    if (object?.pointer !== pointer) object = readObject(instance, textPage, index, pointer);
    const size = pdfium._FPDFText_GetFontSize(textPage, index) * object.scale;
    (object.isHidden ? hidden : glyphs).push(toGlyph(char, place, size, frame));
  }
  return {
    glyphs: visible(glyphs, width, height),
    hidden: visible(hidden, width, height),
    isTooMuch: count > MOST_GLYPHS,
  };
};

/** Characters looked at to tell how the text of a page is turned. */
const SAMPLED = 200;

/** Quarter turns clockwise by which most of the text of a page must be turned to be read; null where it has none. */
export const textTurns = ({ pdfium }: PdfiumInstance, textPage: number): number | null => {
  const count = pdfium._FPDFText_CountChars(textPage);
  const votes = [0, 0, 0, 0];
  const step = Math.max(1, Math.floor(count / SAMPLED));
  for (let index = 0; index < count; index += step) {
    const code = pdfium._FPDFText_GetUnicode(textPage, index);
    const angle = code > 0x20 ? pdfium._FPDFText_GetCharAngle(textPage, index) : -1;
    if (angle >= 0) votes[Math.round(angle / (Math.PI / 2)) % 4]! += 1;
  }
  const most = votes.indexOf(Math.max(...votes));
  return votes[most]! > 0.6 * votes.reduce((a, b) => a + b, 0) ? (4 - most) % 4 : null;
};
