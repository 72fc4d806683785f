import type { Table } from '../../model/document.ts';
import { headNumber, isTitle } from './recognise-heading.ts';
import { isBlank, type SourceLine } from './source-line.ts';

/** A title stands among the first lines of a page. */
const SEARCHED = 15;

/** The first part of a title broken over two lines: an office's name, or "…关于2022年政府信息公开". */
const isTitleStart = (text: string): boolean =>
  text.length >= 4 && text.length <= 40 && /^[\p{Script=Han}\d〇（）()“”\s]+$/u.test(text) && !headNumber(text);

/** The lines that are the title of the report: one that reads like a title near the top, and what begins it before. */
export const findTitleLines = (items: readonly (SourceLine | Table)[]): ReadonlySet<SourceLine> => {
  const top: SourceLine[] = [];
  for (const item of items) {
    if (item.is !== 'line' || top.length >= SEARCHED) break;
    if (!isBlank(item)) top.push(item);
  }
  const at = top.findIndex((line) => isTitle(line.text.trim()));
  if (at < 0) return new Set();
  let from = at;
  while (from > 0 && from > at - 2 && isTitleStart(top[from - 1]!.text.trim())) from -= 1;
  return new Set(top.slice(from, at + 1));
};
