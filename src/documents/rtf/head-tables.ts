import type { Heading } from '../../model/document.ts';
import { codePageOfCharset, type Font, PLAIN_FONT, SYMBOL_CHARSET } from './code-page.ts';

/** What a paragraph style says: the level of its headings, and whether it is for tables of contents. */
export type ParagraphStyle = { readonly level: Heading['level'] | null; readonly isContents: boolean };

/** What the head of an RTF file lists: how the bytes of a font are meant, and what the styles are. */
export type HeadTables = {
  /** A control word of the table of fonts. */
  readonly readFont: (name: string, value: number) => void;
  /** A control word of the table of styles. */
  readonly readStyle: (name: string, value: number) => void;
  /** Text of the table of styles: their names. */
  readonly nameStyle: (text: string) => void;
  /** Begins an entry of the table of styles. */
  readonly nextStyle: () => void;
  readonly font: (number: number) => Font;
  readonly style: (number: number) => ParagraphStyle;
};

/** \outlinelevel counts from 0 to 8; 9 is body text. Its 0 is a chapter, and from 2 on all are of the lowest level. */
export const levelOfOutline = (value: number): Heading['level'] | null =>
  value >= 0 && value < 9 ? (Math.min(3, value + 1) as Heading['level']) : null;

const PLAIN_STYLE: ParagraphStyle = { level: null, isContents: false };

/** Word writes the names of its own styles in English whatever its language. */
const byName = (name: string): Partial<ParagraphStyle> => {
  if (/^title;?$/i.test(name)) return { level: 0 };
  return /^toc \d;?$/i.test(name) ? { isContents: true } : {};
};

export const headTables = (): HeadTables => {
  const fonts = new Map<number, Font>();
  const styles = new Map<number, ParagraphStyle>();
  let entry = 0;
  const change = (changes: Partial<ParagraphStyle>): void => {
    if (entry >= 0) styles.set(entry, { ...(styles.get(entry) ?? PLAIN_STYLE), ...changes });
  };
  return {
    readFont: (name, value) => {
      if (name === 'f') entry = value;
      const known = fonts.get(entry) ?? PLAIN_FONT;
      if (name === 'cpg' && value > 0) fonts.set(entry, { ...known, codePage: value });
      else if (name === 'fcharset') {
        fonts.set(entry, {
          codePage: known.codePage ?? codePageOfCharset(value),
          isSymbols: value === SYMBOL_CHARSET,
        });
      }
    },
    readStyle: (name, value) => {
      if (name === 's') entry = value;
      // styles of characters, sections and tables have numbers of their own
      else if (name === 'cs' || name === 'ds' || name === 'ts') entry = -1;
      else if (name === 'outlinelevel') change({ level: levelOfOutline(value) });
    },
    nameStyle: (text) => change(byName(text.trim())),
    nextStyle: () => {
      entry = 0;
    },
    font: (number) => fonts.get(number) ?? PLAIN_FONT,
    style: (number) => styles.get(number) ?? PLAIN_STYLE,
  };
};
