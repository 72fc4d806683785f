import type { Locator } from '../../model/locator.ts';

/** Characters shown on either side of the place. */
const AROUND = 30;

/** The words around a place of the decoded text, on its own line, the place itself between » and «; null when unknown. */
export const excerpt = (text: string, { start, end }: Locator): string | null => {
  if (start === null || end === null || start > end || end > text.length) return null;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const newline = text.indexOf('\n', end);
  const from = Math.max(start === 0 ? 0 : lineStart, start - AROUND);
  const to = Math.min(newline < 0 ? text.length : newline, end + AROUND);
  const before = text.slice(from, start).trimStart();
  return `${before}»${text.slice(start, end)}«${text.slice(end, to).trimEnd()}`;
};
