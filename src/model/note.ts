import type { Locator } from './locator.ts';

/** A remark about our reading of a document, never about the office's data. */
export type Note = { readonly code: string; readonly message: string; readonly locator: Locator };
