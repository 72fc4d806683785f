import type { Block, Document, Heading, Paragraph } from '../model/document.ts';
import type { Chapter, Template } from '../model/template.ts';
import { headingNumber } from '../text/heading-number.ts';
import { squeeze } from '../text/normalise.ts';
import { matchingKey } from './align-labels.ts';

type Line = Heading | Paragraph;

/** Shorter names ("主动公开情况") also head sections and lines of other tables. */
const TELLING_NAME = 8;

/** So many titles with a number of another kind are the chapters; fewer are not. */
const FEWEST_NUMBERED = 3;

/** The names of the numbered chapters of the forms by number: official titles, and aliases long enough to tell. */
const namesByNumber = (templates: readonly Template[]): ReadonlyMap<number, ReadonlySet<string>> => {
  const names = new Map<number, Set<string>>();
  const add = ({ number, title, aliases }: Chapter): void => {
    if (number === null) return;
    const own = names.get(number) ?? new Set();
    for (const name of [matchingKey(title), ...aliases.map(matchingKey).filter((key) => key.length >= TELLING_NAME)]) {
      own.add(name);
    }
    names.set(number, own);
  };
  for (const template of templates) for (const chapter of template.chapters) add(chapter);
  return names;
};

const isLine = (block: Block): block is Line => block.is === 'heading' || block.is === 'paragraph';

/** "1." and the like that a paragraph or section heading begins with; null when it has none. */
const numberOf = (line: Line): number | null =>
  line.is === 'heading' && line.number !== null ? headingNumber(line.number) : null;

const bearsName = (line: Line, number: number, names: ReadonlySet<string>): boolean => {
  if (line.text.length > 40 || (line.is === 'heading' && line.runIn) || /[。，；：:,;\d]$/.test(line.text.trim()))
    return false;
  const own = numberOf(line);
  return (own === null || own === number) && names.has(matchingKey(line.text));
};

const isTop = (line: Line): boolean => line.is === 'heading' && line.level <= 1;

const raise = (line: Line): Heading =>
  line.is === 'heading'
    ? { ...line, level: 1 }
    : { is: 'heading', level: 1, number: null, runIn: false, text: line.text, locator: line.locator };

/** So many headings in a row without a word between them are a table of contents, when each comes again. */
const SHORTEST_CONTENTS = 4;

/** A table of contents stands among the first blocks. */
const SEARCHED = 60;

/** Of "一、总体情况……3" what is printed again as heading. */
const keyOf = (heading: Heading): string =>
  matchingKey(heading.text.replace(/\d{1,3}$/, '').replace(/[\s.·…]{1,200}$/, ''));

const isPlainHeading = (block: Block | undefined): block is Heading => block?.is === 'heading' && !block.runIn;

/** The headings that are entries of a table of contents: in one run, each printed again below it. */
const contentsEntries = (blocks: readonly Block[]): ReadonlySet<Block> => {
  const top = blocks.slice(0, SEARCHED);
  const from = top.findIndex(
    (_, i) => top.slice(i, i + SHORTEST_CONTENTS).filter(isPlainHeading).length === SHORTEST_CONTENTS,
  );
  if (from < 0) return new Set();
  let end = from;
  while (isPlainHeading(blocks[end])) end += 1;
  const lastAt = new Map(blocks.flatMap((block, i) => (isLine(block) ? [[matchingKey(block.text), i] as const] : [])));
  const again = blocks.slice(from, end).filter((block, i) => {
    return isPlainHeading(block) && block.level > 0 && (lastAt.get(keyOf(block)) ?? -1) > from + i;
  });
  return new Set(again.length >= SHORTEST_CONTENTS ? again : []);
};

const lower = (heading: Heading): Paragraph => ({ is: 'paragraph', text: heading.text, locator: heading.locator });

/** The entries of a table of contents as paragraphs: they head nothing. */
const withoutContents = (document: Document): Document => {
  const entries = contentsEntries(document.blocks);
  if (entries.size === 0) return document;
  const blocks = document.blocks.map((block) => (entries.has(block) ? lower(block as Heading) : block));
  return { ...document, blocks };
};

/** Labels of table 3 are numbered like chapters; standing alone they are rows that an extraction tore from the table. */
const withoutRows = (document: Document, templates: readonly Template[]): Document => {
  const labels = new Set(
    templates.flatMap((template) =>
      template.tables
        .filter((table) => table.layout === 'matrix')
        .flatMap((table) =>
          table.rows.flatMap((row) => row.labels.map(matchingKey).filter((key) => key.length >= TELLING_NAME)),
        ),
    ),
  );
  const isRow = (block: Block): block is Heading =>
    block.is === 'heading' && block.level === 1 && block.number !== null && labels.has(matchingKey(block.text));
  if (!document.blocks.some(isRow)) return document;
  return { ...document, blocks: document.blocks.map((block) => (isRow(block) ? lower(block) : block)) };
};

/**
 * Makes chapter headings of the lines that bear the official title of a chapter and were not taken for one, because
 * the office numbers its chapters otherwise ("1. 总体情况", "（一）总体情况") or not at all. A chapter that has a heading
 * is left alone, and a number must be the chapter's own. The entries of a table of contents and rows torn
 * from table 3 become paragraphs.
 */
export const outlineChapters = (read: Document, templates: readonly Template[]): Document => {
  const document = withoutRows(withoutContents(read), templates);
  const raised = new Map<Block, Heading>();
  for (const [number, names] of namesByNumber(templates)) {
    const bearers = document.blocks.filter(isLine).filter((line) => bearsName(line, number, names));
    const first = bearers.find((line) => squeeze(line.text) !== '');
    if (first && !bearers.some(isTop)) raised.set(first, raise(first));
  }
  const numbered = [...raised.keys()].filter((block) => block.is === 'heading' && block.number !== null);
  // fewer are sections of a report that numbers its chapters as usual
  if (numbered.length < FEWEST_NUMBERED) for (const block of numbered) raised.delete(block);
  if (raised.size === 0) return document;
  return { ...document, blocks: document.blocks.map((block) => raised.get(block) ?? block) };
};
