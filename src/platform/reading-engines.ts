import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const packageFile = (name: string): string => createRequire(import.meta.url).resolve(name);

const readOptional = async (name: string): Promise<Uint8Array | null> => {
  try {
    return await readFile(packageFile(name));
  } catch {
    return null;
  }
};

/** Loads once, when first asked for. */
const once = <T>(load: () => Promise<T>): (() => Promise<T>) => {
  let loaded: Promise<T> | null = null;
  return () => {
    loaded ??= load();
    return loaded;
  };
};

/**
 * The engines that readers of documents are handed: PDFium's module and the recogniser of printed lines, both from
 * installed packages. Each is loaded when first asked for; null where its package is not installed.
 */
export const readingEngines = () => ({
  pdfium: once(() => readOptional('@embedpdf/pdfium/pdfium.wasm')),
  recogniser: once(async () => (await import('./line-recogniser.ts')).loadLineRecogniser()),
});
