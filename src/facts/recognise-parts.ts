import type { Document, Heading, Paragraph } from '../model/document.ts';
import type { Part } from '../model/fact.ts';
import { NOWHERE } from '../model/locator.ts';
import type { Aspect, Chapter, Template } from '../model/template.ts';
import { editDistance } from '../text/edit-distance.ts';
import { headingNumber } from '../text/heading-number.ts';
import { squeeze } from '../text/normalise.ts';
import { matchingKey, officialKey } from './align-labels.ts';
import type { LocatedTable } from './locate-table.ts';

const headingsOf = (document: Document): readonly Heading[] =>
  document.blocks.filter((block): block is Heading => block.is === 'heading');

/** Whether a printed heading means an official title: equal, one slip away, or holding it whole. */
const means = (printed: string, official: string): boolean => {
  if (official.length === 0) return false;
  if (printed.includes(official)) return printed.length <= official.length + 14;
  const limit = Math.floor(official.length / 5);
  return editDistance(printed, official, limit) <= limit;
};

const findHeading = (headings: readonly Heading[], names: readonly string[]): Heading | undefined => {
  const keys = names.map(officialKey);
  return headings.find((heading) => {
    const printed = matchingKey(heading.text);
    return keys.some((key) => means(printed, key));
  });
};

const namesOf = (chapter: Chapter): readonly string[] => [chapter.title, ...chapter.aliases];

const pairsOf = (text: string): ReadonlySet<string> =>
  new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2)));

/**
 * A chapter heading in the office's own words: it has the official number, shares words with the official title, and
 * is no other chapter's ("六、其他事项" for 六、其他需要报告的事项).
 */
const findNumbered = (
  headings: readonly Heading[],
  chapter: Chapter,
  others: readonly Chapter[],
): Heading | undefined =>
  headings.find((heading) => {
    if (heading.level !== 1 || heading.number === null || headingNumber(heading.number) !== chapter.number)
      return false;
    const printed = matchingKey(heading.text);
    const shared = [...pairsOf(officialKey(chapter.title))].filter((pair) => printed.includes(pair));
    // the first chapter is the overview whatever it is called
    return (
      (shared.length >= 2 || chapter.number === 1) && !others.some((other) => findHeading([heading], namesOf(other)))
    );
  });

const proseOf = (document: Document): string =>
  document.blocks
    .map((block) => (block.is === 'paragraph' || block.is === 'heading' ? squeeze(block.text) : ''))
    .join('\n');

/** The list of contents in the preamble names chapters that need not exist; it does not count as content. */
const withoutPreamble = (document: Document): string => {
  const first = document.blocks.findIndex((block) => block.is === 'heading' && block.level === 1);
  return proseOf(first < 0 ? document : { ...document, blocks: document.blocks.slice(first) });
};

const chapterPart = (
  chapter: Chapter,
  others: readonly Chapter[],
  headings: readonly Heading[],
  located: readonly LocatedTable[],
  prose: string,
): Part => {
  const base = { kind: 'chapter', id: chapter.id, title: chapter.title } as const;
  const chapterHeadings = headings.filter((heading) => heading.level === 1 || heading.level === 0);
  const own = findHeading(chapterHeadings, namesOf(chapter)) ?? findNumbered(chapterHeadings, chapter, others);
  if (own) return { ...base, presence: 'heading', locator: own.locator };
  const table = located.find((t) => chapter.tables.includes(t.template.id));
  if (table) {
    const label = [...table.rows.values()][0]!;
    return { ...base, presence: 'content', locator: label.cell.locator };
  }
  const section = findHeading(headings, chapter.sections);
  if (section) return { ...base, presence: 'content', locator: section.locator };
  if (chapter.words.some((word) => prose.includes(word))) return { ...base, presence: 'content', locator: NOWHERE };
  return { ...base, presence: 'absent', locator: NOWHERE };
};

/** The headings and paragraphs of a chapter: from its heading or first section up to the next chapter or table. */
const linesOf = (document: Document, chapter: Part | undefined): readonly (Heading | Paragraph)[] => {
  const from = document.blocks.findIndex((block) => block.is === 'heading' && block.locator === chapter?.locator);
  if (from < 0) return [];
  const rest = document.blocks.slice(from + 1);
  const end = rest.findIndex((block) => block.is === 'table' || (block.is === 'heading' && block.level <= 1));
  const own = document.blocks.slice(from, end < 0 ? undefined : from + 1 + end);
  return own.filter((block): block is Heading | Paragraph => block.is === 'heading' || block.is === 'paragraph');
};

/**
 * A section in the office's own words: it shares two pairs of characters with the official title, the last one among
 * them, or has the official place in the order and shares one ("（三）政府信息资源规范化管理" for 政府信息管理).
 */
const treats = (heading: Heading, aspect: Aspect, place: number): boolean => {
  const wanted = [...pairsOf(officialKey(aspect.title))];
  const printed = matchingKey(heading.text);
  const shared = wanted.filter((pair) => printed.includes(pair));
  if (shared.length >= 2 && shared.includes(wanted.at(-1)!)) return true;
  return shared.length >= 1 && heading.number !== null && headingNumber(heading.number) === place;
};

const aspectPart = (
  aspect: Aspect,
  place: number,
  headings: readonly Heading[],
  lines: readonly (Heading | Paragraph)[],
): Part => {
  const base = { kind: 'aspect', id: aspect.id, title: aspect.title } as const;
  const names = [aspect.title, ...aspect.aliases];
  const own = findHeading(
    headings.filter((heading) => heading.level >= 2),
    names,
  );
  if (own) return { ...base, presence: 'heading', locator: own.locator };
  const mention = lines.find((line) =>
    line.is === 'heading'
      ? line.level === 2 && treats(line, aspect, place)
      : names.some((name) => squeeze(line.text).includes(name)),
  );
  if (mention) return { ...base, presence: 'content', locator: mention.locator };
  return { ...base, presence: 'absent', locator: NOWHERE };
};

/**
 * Which chapters, aspects and tables of the form the report has: found by `heading`, or – where headings were lost –
 * by `content` (the tables and section headings that only that chapter holds), or `absent`. An aspect without a heading
 * of its own counts as content when its chapter names it.
 */
export const recogniseParts = (
  document: Document,
  template: Template,
  located: readonly LocatedTable[],
): readonly Part[] => {
  const headings = headingsOf(document);
  const prose = withoutPreamble(document);
  const chapters = template.chapters.map((chapter) =>
    chapterPart(
      chapter,
      template.chapters.filter((other) => other !== chapter),
      headings,
      located,
      prose,
    ),
  );
  return [
    ...chapters,
    ...template.aspects.map((aspect, i) => {
      const chapter = chapters.find((part) => part.id === aspect.chapter);
      return aspectPart(aspect, i + 1, headings, linesOf(document, chapter));
    }),
    ...template.tables.map((table): Part => {
      const found = located.find((t) => t.template.id === table.id);
      const label = found ? [...found.rows.values()][0] : undefined;
      return {
        kind: 'table',
        id: table.id,
        title: table.title.zh,
        presence: found ? 'content' : 'absent',
        locator: label?.cell.locator ?? NOWHERE,
      };
    }),
  ];
};
