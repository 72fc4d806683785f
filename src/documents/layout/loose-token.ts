import type { GlyphLine } from './glyph-lines.ts';

/** A piece of a line, parted from its neighbours by gaps. */
export type Token = { readonly text: string; readonly line: GlyphLine };

/** A line of print by its pieces. */
export type LooseRow = { readonly line: GlyphLine; readonly tokens: readonly Token[] };

/** A figure, or what is printed in place of one. */
export const isFigure = (text: string): boolean =>
  /^(?:[+-]?\d[\d,]{0,20}(?:\.\d{1,8})?[%％]?|[-—–/]{1,4}|无)$/.test(text);
