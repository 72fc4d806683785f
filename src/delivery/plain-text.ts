/** Controls, line and paragraph separators, and the marks that reverse the reading direction. */
const UNWANTED = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\s]+/g;

/**
 * A text of unknown origin as one line of at most `length` characters: fit for a header or a line of a list. What is
 * cut off is marked by "…".
 */
export const oneLine = (text: string, length: number): string => {
  const line = [...text.toWellFormed().replace(UNWANTED, ' ').trim()];
  return line.length > length ? `${line.slice(0, length - 1).join('')}…` : line.join('');
};

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A piece of HTML that is known to be well made: only `html` makes them. */
export type Html = { readonly html: string };

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

const insert = (value: string | number | Html | readonly Html[]): string => {
  if (typeof value === 'string' || typeof value === 'number') return escapeHtml(String(value));
  return 'html' in value ? value.html : value.map((piece) => piece.html).join('');
};

/** HTML from a literal: whatever is inserted is text, unless it is HTML made here. */
export const html = (pieces: TemplateStringsArray, ...values: (string | number | Html | readonly Html[])[]): Html => ({
  html: pieces.reduce((page, piece, place) => page + insert(values[place - 1] ?? '') + piece),
});
