import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Engines, Recogniser } from '../documents/reader.ts';
import { loadLineRecogniser } from '../platform/line-recogniser.ts';

/** Kept: to load it takes a second. */
let recogniser: Promise<Recogniser | null> | null = null;

/** The bytes of a file of an installed package; null where it is not installed. */
const packageFile = async (name: string): Promise<Uint8Array | null> => {
  try {
    return await readFile(fileURLToPath(import.meta.resolve(name)));
  } catch {
    return null;
  }
};

/**
 * The large engines of this installation, each loaded when first asked for and then kept. `longer` is called before
 * pictures are recognised, which takes its time.
 */
export const installedEngines = (longer: () => void): Engines => ({
  pdfium: () => packageFile('@embedpdf/pdfium/pdfium.wasm'),
  recogniser: async () => {
    longer();
    recogniser ??= loadLineRecogniser();
    return recogniser;
  },
});
