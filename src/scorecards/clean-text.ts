/** The most characters a cell can hold. */
export const MAX_CELL = 32_767;

/** Control characters other than tab and line feed, characters that XML forbids, and marks that reorder what is read. */
const UNPRINTABLE = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/g;

/** `_x000D_` in a cell is read as the character it names: the underscore itself is escaped. */
const ESCAPE_LIKE = /_(?=x[0-9A-Fa-f]{4}_)/g;

/** Text that a spreadsheet would take for a formula if it were typed in, half or full width. */
const FORMULA_LIKE = /^\s*[=+\-@＝＋－＠]/;

const cap = (text: string): string => {
  if (text.length <= MAX_CELL) return text;
  return `${text
    .slice(0, MAX_CELL - 1)
    .toWellFormed()
    .replace(/\uFFFD$/, '')}…`;
};

/**
 * Text fit for a cell or a note: line ends are LF, tabs are spaces, control and reordering characters are gone, lone
 * surrogates replaced, at most 32,767 characters.
 */
export const cleanText = (text: string): string =>
  cap(text.replace(/\r\n?/g, '\n').replace(/\t/g, ' ').replace(UNPRINTABLE, '').toWellFormed());

/** As `cleanText`, with sequences that the file format would decode escaped. */
export const cellText = (text: string): string => cleanText(text).replace(ESCAPE_LIKE, '_x005F_');

/** Whether typing the text into a cell would start a formula, so that the cell must be marked as text. */
export const looksLikeFormula = (text: string): boolean => FORMULA_LIKE.test(text);
