import { isFigure } from '../text/cell-shapes.ts';
import { isLink, type PageDocument, type PageElement, walk } from './parse-page.ts';

/**
 * What an element holds, in characters that are not blank. `tables` counts the tables with text below it, `dataTables`
 * those that look like data. The rest describes the cells of the table the element belongs to.
 */
export type Measure = {
  readonly text: number;
  readonly linkText: number;
  readonly links: number;
  readonly tables: number;
  readonly dataTables: number;
  readonly rows: number;
  readonly widest: number;
  readonly filled: number;
  readonly figures: number;
  readonly longText: number;
};

type Tally = { -readonly [K in keyof Measure]: Measure[K] } & { inLink: boolean; words: string };

const LONG_CELL = 200;

/** Enough of a cell's text to see whether it is a figure. */
const SHORT = 40;

const emptyTally = (inLink: boolean): Tally => ({
  text: 0,
  linkText: 0,
  links: 0,
  tables: 0,
  dataTables: 0,
  rows: 0,
  widest: 0,
  filled: 0,
  figures: 0,
  longText: 0,
  inLink,
  words: '',
});

const closeCell = (cell: Tally): void => {
  if (cell.tables > 0) return;
  cell.filled = cell.text > 0 ? 1 : 0;
  cell.figures = cell.text <= SHORT && isFigure(cell.words.trim()) ? 1 : 0;
  cell.longText = cell.text >= LONG_CELL ? cell.text : 0;
  cell.widest = 1;
};

/** A table of facts and not of layout: innermost, several rows and columns, and not mostly prose or links. */
const looksLikeData = (table: Tally): boolean => {
  if (table.tables > 0 || table.widest < 2) return false;
  if (table.figures < 2 && (table.rows < 2 || table.filled < 3)) return false;
  const numeric = table.figures >= 5 && table.figures >= 0.2 * table.filled;
  return numeric || (table.longText <= 0.5 * table.text && table.linkText <= 0.5 * table.text);
};

const addUp = (parent: Tally, child: Tally, element: PageElement): void => {
  const tag = element.tagName;
  parent.text += child.text;
  parent.linkText += child.linkText;
  parent.links += child.links + (isLink(element) && child.text > 0 ? 1 : 0);
  parent.dataTables += child.dataTables;
  parent.tables += child.tables;
  if (tag === 'table') {
    const isData = looksLikeData(child);
    parent.tables += child.text > 0 ? 1 : 0;
    parent.dataTables += isData ? 1 : 0;
    return;
  }
  if (parent.words.length < SHORT) parent.words += child.words.slice(0, SHORT);
  parent.rows += child.rows + (tag === 'tr' ? 1 : 0);
  parent.filled += child.filled;
  parent.figures += child.figures;
  parent.longText += child.longText;
  parent.widest = tag === 'td' || tag === 'th' ? parent.widest + 1 : Math.max(parent.widest, child.widest);
};

/** Measures every visible element of a page in one pass. Elements that are not seen have no entry. */
export const measureElements = (page: PageDocument): ReadonlyMap<PageElement, Measure> => {
  const measures = new Map<PageElement, Measure>();
  const open: Tally[] = [emptyTally(false)];
  walk(page, {
    text: (node) => {
      const top = open.at(-1)!;
      const count = node.value.replace(/\s+/g, '').length;
      top.text += count;
      if (top.inLink) top.linkText += count;
      if (top.words.length < SHORT) top.words += node.value.slice(0, SHORT);
    },
    enter: (element) => {
      open.push(emptyTally(open.at(-1)!.inLink || isLink(element)));
      return true;
    },
    leave: (element) => {
      const tally = open.pop()!;
      if (element.tagName === 'td' || element.tagName === 'th') closeCell(tally);
      measures.set(element, tally);
      addUp(open.at(-1)!, tally, element);
    },
  });
  return measures;
};

/** Whether a table element holds data, by its measure. */
export const isDataTable = (measure: Measure): boolean => looksLikeData(measure as Tally);
