import type { GreyImage } from '../reader.ts';
import { sizeOf } from './page-frame.ts';
import type { PdfiumInstance } from './pdfium.ts';
import type { PdfPage } from './read-page.ts';

/** Dots per inch at which the recogniser sees print of ten points well. */
const RESOLUTION = 200;

/** Larger pages are drawn smaller. */
const MOST_PIXELS = 12_000_000;

/** FPDFBitmap_BGRx without alpha, FPDF_ANNOT not set: stamps of annotations stay out. */
const NO_ALPHA = 0;

/** ITU-R BT.601, in 256ths; bytes are blue, green, red, unused. */
const toGrey = (bytes: Uint8Array, width: number, height: number, stride: number): Uint8Array => {
  const grey = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    let from = y * stride;
    for (let x = 0; x < width; x += 1, from += 4) {
      grey[y * width + x] = (29 * bytes[from]! + 150 * bytes[from + 1]! + 77 * bytes[from + 2]!) >> 8;
    }
  }
  return grey;
};

/** Draws a page upright in grey; null when PDFium has no memory for it. */
export const renderPage = ({ pdfium }: PdfiumInstance, document: number, content: PdfPage): GreyImage | null => {
  const { width: across, height: down } = sizeOf(content.frame);
  const scale = Math.min(RESOLUTION / 72, Math.sqrt(MOST_PIXELS / (across * down)));
  const width = Math.max(1, Math.round(across * scale));
  const height = Math.max(1, Math.round(down * scale));
  const page = pdfium._FPDF_LoadPage(document, content.page - 1);
  const bitmap = page === 0 ? 0 : pdfium._FPDFBitmap_Create(width, height, NO_ALPHA);
  try {
    if (bitmap === 0) return null;
    pdfium._FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xffffffff);
    // the page is turned by itself; only what its text needs beyond that is left to do
    const turns = (content.frame.turns - (pdfium._FPDFPage_GetRotation(page) & 3) + 4) % 4;
    pdfium._FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, turns, 0);
    const buffer = pdfium._FPDFBitmap_GetBuffer(bitmap);
    const stride = pdfium._FPDFBitmap_GetStride(bitmap);
    const bytes = pdfium.HEAPU8.subarray(buffer, buffer + stride * height);
    return { width, height, pixels: toGrey(bytes, width, height, stride) };
  } finally {
    if (bitmap !== 0) pdfium._FPDFBitmap_Destroy(bitmap);
    if (page !== 0) pdfium._FPDF_ClosePage(page);
  }
};
