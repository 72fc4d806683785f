import type { Box, Glyph, PageContent } from '../layout/page-content.ts';
import { type PageFrame, sizeOf } from './page-frame.ts';
import type { PdfiumInstance } from './pdfium.ts';
import { readGlyphs, textTurns } from './read-glyphs.ts';
import { readRules } from './read-rules.ts';

/** A page as PDFium shows it. */
export type PdfPage = PageContent & {
  readonly frame: PageFrame;
  /** Characters that are not shown, or that a picture covers. */
  readonly hidden: readonly Glyph[];
  /** Share of the page that pictures cover. */
  readonly pictured: number;
  readonly pictures: readonly Box[];
  readonly isTooMuch: boolean;
};

/** A4, for pages that give no size. */
const FALLBACK = { left: 0, bottom: 0, right: 595, top: 842 };

/** PDF allows 14,400 points (200 inches) a side. */
const LARGEST = 14_400;

const readFrame = ({ pdfium, scratch }: PdfiumInstance, page: number, turns: number | null): PageFrame => {
  const own = pdfium._FPDFPage_GetRotation(page) & 3;
  const isKnown = pdfium._FPDF_GetPageBoundingBox(page, scratch);
  const [left, top, right, bottom] = pdfium.HEAPF32.subarray(scratch >> 2, (scratch >> 2) + 4);
  const isSane = right! - left! > 1 && top! - bottom! > 1 && right! - left! <= LARGEST && top! - bottom! <= LARGEST;
  const box = isKnown && isSane ? { left: left!, bottom: bottom!, right: right!, top: top! } : FALLBACK;
  return { ...box, turns: turns ?? own };
};

/** Reads one page (numbered from 1); null when PDFium cannot load it. */
export const readPage = (instance: PdfiumInstance, document: number, number: number): PdfPage | null => {
  const { pdfium } = instance;
  const page = pdfium._FPDF_LoadPage(document, number - 1);
  if (page === 0) return null;
  const textPage = pdfium._FPDFText_LoadPage(page);
  try {
    const frame = readFrame(instance, page, textPage === 0 ? null : textTurns(instance, textPage));
    const text = textPage === 0 ? { glyphs: [], hidden: [], isTooMuch: false } : readGlyphs(instance, textPage, frame);
    const drawing = readRules(instance, page, frame);
    return {
      page: number,
      ...sizeOf(frame),
      frame,
      glyphs: drawing.isCovered ? [] : text.glyphs,
      hidden: drawing.isCovered ? [...text.hidden, ...text.glyphs] : text.hidden,
      rules: drawing,
      pictured: drawing.pictured,
      pictures: drawing.pictures,
      isTooMuch: text.isTooMuch || drawing.isTooMuch,
    };
  } finally {
    if (textPage !== 0) pdfium._FPDFText_ClosePage(textPage);
    pdfium._FPDF_ClosePage(page);
  }
};
