import { init } from '@embedpdf/pdfium';

type Call = (...args: readonly number[]) => number;

/**
 * The functions of PDFium that are used, as the module exports them: numbers are pointers, sizes and flags, a boolean
 * is 0 or 1. The public headers fpdfview.h, fpdf_text.h and fpdf_edit.h describe them.
 */
export type Pdfium = {
  readonly _FPDF_LoadMemDocument: Call;
  readonly _FPDF_GetLastError: Call;
  readonly _FPDF_CloseDocument: Call;
  readonly _FPDF_GetPageCount: Call;
  readonly _FPDF_LoadPage: Call;
  readonly _FPDF_ClosePage: Call;
  readonly _FPDF_GetPageBoundingBox: Call;
  readonly _FPDFPage_GetRotation: Call;
  readonly _FPDFPage_CountObjects: Call;
  readonly _FPDFPage_GetObject: Call;
  readonly _FPDFFormObj_CountObjects: Call;
  readonly _FPDFFormObj_GetObject: Call;
  readonly _FPDFPageObj_GetType: Call;
  readonly _FPDFPageObj_GetMatrix: Call;
  readonly _FPDFPageObj_HasTransparency: Call;
  readonly _FPDFPath_GetDrawMode: Call;
  readonly _FPDFPath_CountSegments: Call;
  readonly _FPDFPath_GetPathSegment: Call;
  readonly _FPDFPathSegment_GetPoint: Call;
  readonly _FPDFPathSegment_GetType: Call;
  readonly _FPDFPathSegment_GetClose: Call;
  readonly _FPDFText_LoadPage: Call;
  readonly _FPDFText_ClosePage: Call;
  readonly _FPDFText_CountChars: Call;
  readonly _FPDFText_GetUnicode: Call;
  readonly _FPDFText_IsGenerated: Call;
  readonly _FPDFText_GetLooseCharBox: Call;
  readonly _FPDFText_GetCharOrigin: Call;
  readonly _FPDFText_GetCharAngle: Call;
  readonly _FPDFText_GetFontSize: Call;
  readonly _FPDFText_GetTextObject: Call;
  readonly _FPDFText_GetMatrix: Call;
  readonly _FPDFTextObj_GetTextRenderMode: Call;
  readonly _FPDFBitmap_Create: Call;
  readonly _FPDFBitmap_FillRect: Call;
  readonly _FPDFBitmap_GetBuffer: Call;
  readonly _FPDFBitmap_GetStride: Call;
  readonly _FPDFBitmap_Destroy: Call;
  readonly _FPDF_RenderPageBitmap: Call;
  readonly HEAPU8: Uint8Array;
  readonly HEAP32: Int32Array;
  readonly HEAPF32: Float32Array;
  readonly HEAPF64: Float64Array;
  readonly wasmExports: { readonly malloc: (size: number) => number; readonly free: (pointer: number) => void };
};

/** A loaded module and scratch memory of 256 bytes for results of single calls. */
export type PdfiumInstance = { readonly pdfium: Pdfium; readonly scratch: number };

/** PDFium keeps fonts and glyphs of what it has seen: after this many documents a new instance is made. */
const MOST_DOCUMENTS = 200;

type Loaded = { readonly instance: Promise<PdfiumInstance>; documents: number };

/** One instance for the same module bytes: compiling it costs as much as reading several documents. */
const instances = new WeakMap<Uint8Array, Loaded>();

const silent = (): void => undefined;

const load = async (wasm: Uint8Array): Promise<PdfiumInstance> => {
  const overrides = { wasmBinary: wasm, print: silent, printErr: silent };
  const wrapped = await init(overrides as unknown as Parameters<typeof init>[0]);
  wrapped.PDFiumExt_Init();
  const pdfium = wrapped.pdfium as unknown as Pdfium;
  return { pdfium, scratch: pdfium.wasmExports.malloc(256) };
};

/** PDFium ready for one document. Rejects when the module cannot be compiled. */
export const pdfiumFor = (wasm: Uint8Array): Promise<PdfiumInstance> => {
  const known = instances.get(wasm);
  if (known && known.documents < MOST_DOCUMENTS) {
    known.documents += 1;
    return known.instance;
  }
  const loaded: Loaded = { instance: load(wasm), documents: 1 };
  instances.set(wasm, loaded);
  return loaded.instance;
};

/** After an abort inside PDFium its memory cannot be trusted: the next document gets a new instance. */
export const discardPdfium = (wasm: Uint8Array): void => void instances.delete(wasm);
