import type { Document, Heading } from '../model/document.ts';
import type { Part } from '../model/fact.ts';
import { NOWHERE } from '../model/locator.ts';
import type { Aspect, Chapter, Template } from '../model/template.ts';
import { editDistance } from '../text/edit-distance.ts';
import { squeeze } from '../text/normalise.ts';
import { matchingKey } from './align-labels.ts';
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
  const keys = names.map(matchingKey);
  return headings.find((heading) => {
    const printed = matchingKey(heading.text);
    return keys.some((key) => means(printed, key));
  });
};

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
  headings: readonly Heading[],
  located: readonly LocatedTable[],
  prose: string,
): Part => {
  const base = { kind: 'chapter', id: chapter.id, title: chapter.title } as const;
  const chapterHeadings = headings.filter((heading) => heading.level === 1 || heading.level === 0);
  const own = findHeading(chapterHeadings, [chapter.title, ...chapter.aliases]);
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

const aspectPart = (aspect: Aspect, headings: readonly Heading[]): Part => {
  const base = { kind: 'aspect', id: aspect.id, title: aspect.title } as const;
  const own = findHeading(
    headings.filter((heading) => heading.level >= 2),
    [aspect.title, ...aspect.aliases],
  );
  if (own) return { ...base, presence: 'heading', locator: own.locator };
  return { ...base, presence: 'absent', locator: NOWHERE };
};

/**
 * Which chapters, aspects and tables of the form the report has: found by `heading`, or – where headings were lost –
 * by `content` (the tables and section headings that only that chapter holds), or `absent`.
 */
export const recogniseParts = (
  document: Document,
  template: Template,
  located: readonly LocatedTable[],
): readonly Part[] => {
  const headings = headingsOf(document);
  const prose = withoutPreamble(document);
  return [
    ...template.chapters.map((chapter) => chapterPart(chapter, headings, located, prose)),
    ...template.aspects.map((aspect) => aspectPart(aspect, headings)),
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
