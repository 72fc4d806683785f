import type { Document, ReadingFailure } from '../model/document.ts';

/**
 * Large engines that some formats need. They are handed in, so that the readers stay free of files and of the machine;
 * each is loaded when first asked for. Null where it is not installed: what needs it is then a failure or a note.
 */
export type Engines = {
  /** The bytes of PDFium's WebAssembly module. */
  readonly pdfium: () => Promise<Uint8Array | null>;
  /** Reads the characters of a picture of one line of print. */
  readonly recogniser: () => Promise<Recogniser | null>;
};

/** Grey values, row by row, 0 black. */
export type GreyImage = { readonly width: number; readonly height: number; readonly pixels: Uint8Array };

/**
 * `certainty` has a value from 0 to 1 for each character of the text (a code point): that it is this one, or one that
 * looks alike (0 and O); `confidence` is their mean.
 */
export type RecognisedLine = {
  readonly text: string;
  readonly confidence: number;
  readonly certainty: readonly number[];
};

export type Recogniser = { readonly read: (lines: readonly GreyImage[]) => Promise<readonly RecognisedLine[]> };

/**
 * Reads the bytes of one format into a document. Resolves with a failure that names the reason for input that cannot
 * be read; what was skipped or doubtful is a note of the document. Throws only for faults of the program.
 */
export type FormatReader = (bytes: Uint8Array, engines: Engines) => Promise<Document | ReadingFailure>;

/** No engine is installed: what needs one is a failure or a note. */
export const NO_ENGINES: Engines = { pdfium: async () => null, recogniser: async () => null };
