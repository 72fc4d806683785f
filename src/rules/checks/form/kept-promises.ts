import type { z } from 'zod';
import type { Document } from '../../../model/document.ts';
import { type CheckInput, defineCheck } from '../check.ts';
import { quoted } from '../evidence.ts';
import { listing } from '../listing.ts';
import { optionsBySchema } from '../options-by-schema.ts';
import { holds, undecided, violated } from '../outcome.ts';
import { proseLines } from '../prose-lines.ts';
import { announcementOf, announcementSchema, meets, strip } from './announcement.ts';

/** Headings of the report, and the official chapters: whether one of those is missing is judged elsewhere. */
const titlesOf = ({ document, template }: CheckInput, fillers: readonly string[]): readonly string[] => {
  const names = (template?.chapters ?? []).flatMap((chapter) => [chapter.title, ...chapter.aliases]);
  const headings = document.blocks.flatMap((block) => (block.is === 'heading' ? [block.text] : []));
  return [...headings, ...names].map((title) => strip(title, fillers));
};

const hasPicture = (document: Document): boolean => document.blocks.some((block) => block.is === 'picture');

/** Parts that the opening paragraph announces and the report does not have. */
export const keptPromises = defineCheck<z.infer<typeof announcementSchema>>({
  name: 'kept-promises',
  parseOptions: optionsBySchema(announcementSchema),
  judge: (input, options) => {
    const promise = announcementOf(proseLines(input.document), options);
    if (!promise) return [undecided('a list of contents')];
    const titles = titlesOf(input, options.fillers);
    const isChart = (item: string): boolean => options.charts.some((word) => item.includes(word));
    const kept = (item: string): boolean => {
      if (options.ignore.some((word) => item.includes(word))) return true;
      if (isChart(item)) return hasPicture(input.document);
      const core = strip(item, options.fillers);
      return core.length < 2 || titles.some((title) => meets(core, title));
    };
    const broken = promise.items.filter((item) => !kept(item));
    if (broken.length === 0) return [holds()];
    const at = promise.line.text.indexOf(broken[0]!);
    return [
      violated({
        evidence: [quoted(promise.line.text.slice(at, at + 60), promise.line.locator)],
        found: null,
        expected: broken.join('、'),
        slots: { parts: listing(broken), count: String(broken.length) },
        severity: broken.every(isChart) ? 'info' : undefined,
      }),
    ];
  },
});
