import type { Table } from '../../model/document.ts';
import type { Note } from '../../model/note.ts';
import { isTitle } from '../text/recognise-heading.ts';
import type { SourceLine } from '../text/source-line.ts';
import { childrenNamed, isBlockElement, lineBuffer, linesInside, type PageLine, pictureLine } from './collect-lines.ts';
import { findMainContent, isChrome, type MainContent } from './find-main-content.ts';
import { isDataTable, type Measure } from './measure-elements.ts';
import { isLink, type PageDocument, type PageElement, type PageText, walk } from './parse-page.ts';
import { resolveGrid } from './resolve-grid.ts';

/** The lines and data tables of a page in reading order, and how much was left out as chrome. */
export type WalkedPage = {
  readonly items: readonly (SourceLine | Table)[];
  readonly notes: readonly Note[];
  readonly leftOut: { readonly characters: number; readonly pieces: number };
};

/** h1 is the title (0); h4 and below are all of the lowest level. */
const headingLevel = (element: PageElement): SourceLine['level'] => {
  const digit = /^h([1-6])$/.exec(element.tagName)?.[1];
  return digit === undefined ? null : (Math.min(3, Number(digit) - 1) as 0 | 1 | 2 | 3);
};

const PUBLISHED = /\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}/;

/** What is kept beside the main content: the title, and the line that says when it was published. */
const belongsToReport = ({ line, linkShare }: PageLine): boolean => {
  const text = line.text.trim();
  return linkShare < 0.5 && (isTitle(text) || (text.length <= 100 && PUBLISHED.test(text)));
};

type Walk = {
  readonly source: string;
  readonly measures: ReadonlyMap<PageElement, Measure>;
  readonly main: MainContent | null;
  readonly pageText: number;
  readonly items: (SourceLine | Table)[];
  readonly notes: Note[];
  readonly leftOut: { characters: number; pieces: number };
};

const addTable = (state: Walk, element: PageElement): void => {
  for (const caption of childrenNamed(element, ['caption'])) {
    for (const line of linesInside(caption, state.source)) state.items.push(line);
  }
  const { table, isClipped } = resolveGrid(element, state.source);
  state.items.push(table);
  if (isClipped) {
    const message = 'A table claims more than 200,000 slots; cells beyond that count as one slot each.';
    state.notes.push({ code: 'table-too-large', message, locator: table.locator });
  }
};

const leaveOut = (state: Walk, characters: number): void => {
  if (characters === 0) return;
  state.leftOut.characters += characters;
  state.leftOut.pieces += 1;
};

const run = (state: Walk, page: PageDocument): void => {
  let isInMain = false;
  let level: SourceLine['level'] = null;
  let links = 0;
  const isKept = (): boolean => isInMain || state.main?.isStrict !== true;
  const buffer = lineBuffer(state.source, (found) => {
    if (isKept() || belongsToReport(found)) state.items.push(found.line);
    else leaveOut(state, found.line.text.replace(/\s/g, '').length);
  });
  const enter = (element: PageElement): boolean => {
    const measure = state.measures.get(element)!;
    const isMain = element === state.main?.element;
    if (!isInMain && !isMain && isChrome(element, measure, state.pageText)) {
      leaveOut(state, measure.text);
      return false;
    }
    if (element.tagName === 'img') {
      const picture = isKept() ? pictureLine(element) : null;
      if (picture) {
        buffer.flush(level);
        state.items.push(picture);
      }
      return false;
    }
    if (isBlockElement(element)) buffer.flush(level);
    if (element.tagName === 'table' && isDataTable(measure)) {
      addTable(state, element);
      return false;
    }
    if (isMain) isInMain = true;
    if (isLink(element)) links += 1;
    level = headingLevel(element) ?? level;
    return true;
  };
  const leave = (element: PageElement): void => {
    if (isBlockElement(element)) buffer.flush(level);
    if (element === state.main?.element) isInMain = false;
    if (isLink(element)) links -= 1;
    if (headingLevel(element) !== null) level = null;
  };
  walk(page, { text: (node: PageText) => buffer.add(node, links > 0), enter, leave });
  buffer.flush(level);
};

/** Walks a page once: lines of its main content, data tables of the whole page, pictures of the main content. */
export const walkPage = (
  page: PageDocument,
  measures: ReadonlyMap<PageElement, Measure>,
  source: string,
): WalkedPage => {
  const html = page.childNodes.find((node) => node.nodeName === 'html') as PageElement;
  const state: Walk = {
    source,
    measures,
    main: findMainContent(page, measures),
    pageText: measures.get(html)?.text ?? 0,
    items: [],
    notes: [],
    leftOut: { characters: 0, pieces: 0 },
  };
  run(state, page);
  return state;
};
