import type { z } from 'zod';
import { type CheckInput, defineCheck } from '../check.ts';
import { quoted } from '../evidence.ts';
import { listing } from '../listing.ts';
import { optionsBySchema } from '../options-by-schema.ts';
import { holds, undecided, violated } from '../outcome.ts';
import { proseLines } from '../prose-lines.ts';
import { announcementOf, announcementSchema, meets, strip } from './announcement.ts';

/** Titles that stand for a part of their own: chapter headings, and chapters that are told apart without one. */
const ownParts = ({ document, factSet }: CheckInput): readonly string[] => [
  ...document.blocks.flatMap((block) => (block.is === 'heading' && block.level <= 1 ? [block.text] : [])),
  ...factSet.parts.flatMap((part) =>
    part.kind === 'chapter' && part.presence !== 'absent' && part.locator.line !== null ? [part.title] : [],
  ),
];

/** Parts that the opening paragraph announces and that are only treated inside another part. */
export const mergedPromises = defineCheck<z.infer<typeof announcementSchema>>({
  name: 'merged-promises',
  parseOptions: optionsBySchema(announcementSchema),
  judge: (input, options) => {
    const promise = announcementOf(proseLines(input.document), options);
    if (!promise) return [undecided('a list of contents')];
    const own = ownParts(input).map((title) => strip(title, options.fillers));
    const sections = input.document.blocks.flatMap((block) =>
      block.is === 'heading' && block.level >= 2 ? [strip(block.text, options.fillers)] : [],
    );
    const merged = promise.items.filter((item) => {
      const core = strip(item, options.fillers);
      if (core.length < 2 || [...options.ignore, ...options.charts].some((word) => item.includes(word))) return false;
      return !own.some((title) => meets(core, title)) && sections.some((title) => meets(core, title));
    });
    if (merged.length === 0) return [holds()];
    const at = promise.line.text.indexOf(merged[0]!);
    return [
      violated({
        evidence: [quoted(promise.line.text.slice(at, at + 60), promise.line.locator)],
        expected: merged.join('、'),
        slots: { parts: listing(merged), count: String(merged.length) },
      }),
    ];
  },
});
