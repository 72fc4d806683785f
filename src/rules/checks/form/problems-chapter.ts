import { z } from 'zod';
import type { Document, Heading } from '../../../model/document.ts';
import type { Part } from '../../../model/fact.ts';
import { squeeze } from '../../../text/normalise.ts';
import { type BlockRange, chapterBlocks } from '../chapter-lines.ts';
import { defineCheck } from '../check.ts';
import { quoted } from '../evidence.ts';
import { optionsBySchema } from '../options-by-schema.ts';
import { holds, inapplicable, undecided, violated } from '../outcome.ts';

const words = z.array(z.string().min(1)).min(1);
const text = z.strictObject({ zh: z.string(), en: z.string() });

const schema = z.strictObject({
  chapter: z.string(),
  /** Words of a chapter heading by which the chapter is found where the form leaves titles free. */
  titles: words,
  problems: words,
  improvements: words,
  /** Sentences that deny any problem. */
  denials: words,
  fewestCharacters: z.number().int().positive(),
  messages: z.strictObject({ empty: text, noProblems: text, noImprovements: text, denied: text }),
});

const headingWith = (document: Document, titles: readonly string[]): Heading | undefined =>
  document.blocks.find(
    (block): block is Heading =>
      block.is === 'heading' && block.level === 1 && titles.some((title) => block.text.includes(title)),
  );

const textIn = (document: Document, range: BlockRange): string =>
  document.blocks
    .slice(range.from + 1, range.to)
    .map((block) => (block.is === 'paragraph' || block.is === 'heading' ? squeeze(block.text) : ''))
    .join('\n');

const rangeOf = (document: Document, part: Part, titles: readonly string[]): BlockRange | null => {
  const own = part.presence === 'heading' ? chapterBlocks(document, part) : null;
  if (own) return own;
  const heading = headingWith(document, titles);
  return heading ? chapterBlocks(document, { ...part, locator: heading.locator }) : null;
};

const sentencesOf = (text: string): readonly string[] => text.split(/[。;；!\n]/);

/** The chapter on problems and improvements must treat both, and must not be empty or deny that there are any. */
export const problemsChapter = defineCheck<z.infer<typeof schema>>({
  name: 'problems-chapter',
  parseOptions: optionsBySchema(schema),
  judge: ({ factSet, document }, options) => {
    const part = factSet.parts.find((p) => p.kind === 'chapter' && p.id === options.chapter);
    if (!part) return [undecided('text')];
    if (part.presence === 'absent') return [inapplicable('the chapter is missing')];
    const range = rangeOf(document, part, options.titles);
    if (!range) return [undecided('where the chapter begins')];
    const heading = document.blocks[range.from] as Heading;
    const body = textIn(document, range);
    const has = (list: readonly string[], where: string): boolean => list.some((word) => where.includes(word));
    const later = document.blocks
      .filter((block) => block.is === 'heading' && block.level === 1)
      .map((block) => (block.is === 'heading' ? block.text : ''))
      .join('\n');
    const evidence = [quoted(heading.text, heading.locator)];
    const { messages } = options;
    const characters = body.replace(/\s/g, '').length;
    if (characters < options.fewestCharacters) {
      return [violated({ evidence, slots: { characters: String(characters) }, message: messages.empty })];
    }
    if (has(options.denials, body)) return [violated({ evidence, severity: 'warning', message: messages.denied })];
    if (!has(options.problems, body)) {
      // "图文类仅占一成": no word of the list, yet no improvement either, and so perhaps a problem
      const unclear = sentencesOf(body).some((s) => s.length >= 8 && !has(options.improvements, s));
      if (unclear) return [undecided('whether the text names problems')];
      return [violated({ evidence, message: messages.noProblems })];
    }
    if (!has(options.improvements, `${body}\n${later.replace(heading.text, '')}`)) {
      // "请老同志带新同志,每周碰一次头": no word of the list, yet it may well be what was done
      const unclear = sentencesOf(body).some((s) => s.length >= 8 && !has(options.problems, s));
      if (unclear) return [undecided('whether the text names improvements')];
      return [violated({ evidence, message: messages.noImprovements })];
    }
    return [holds()];
  },
});
