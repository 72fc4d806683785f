import { ReadingFault } from '../reading-fault.ts';
import type { PdfiumInstance } from './pdfium.ts';

/** FPDF_GetLastError (fpdfview.h). */
const ERROR = { password: 4, security: 5 } as const;

const why = (code: number): ReadingFault => {
  if (code === ERROR.password) {
    return new ReadingFault('encrypted', 'the PDF opens with a password only; publish it without one.');
  }
  if (code === ERROR.security) return new ReadingFault('encrypted', 'the PDF is encrypted in a way that is not known.');
  return new ReadingFault('unreadable', 'the PDF is damaged: it has no readable structure.');
};

/** Hands an open document to `read` and closes it after. Throws a ReadingFault for one that does not open. */
export const withDocument = async <T>(
  { pdfium }: PdfiumInstance,
  bytes: Uint8Array,
  read: (document: number) => Promise<T>,
): Promise<T> => {
  // PDFium reads from this memory as long as the document is open
  const memory = pdfium.wasmExports.malloc(bytes.length);
  if (memory === 0)
    throw new ReadingFault('too-large', `the PDF has ${bytes.length} bytes, more than memory is left for.`);
  pdfium.HEAPU8.set(bytes, memory);
  const document = pdfium._FPDF_LoadMemDocument(memory, bytes.length, 0);
  try {
    if (document === 0) throw why(pdfium._FPDF_GetLastError());
    return await read(document);
  } finally {
    if (document !== 0) pdfium._FPDF_CloseDocument(document);
    pdfium.wasmExports.free(memory);
  }
};
