import { z } from 'zod';
import { defineCheck } from '../check.ts';
import { quoted } from '../evidence.ts';
import { listing } from '../listing.ts';
import { optionsBySchema } from '../options-by-schema.ts';
import { holds, inapplicable, undecided, violated } from '../outcome.ts';
import { proseLines, sentencesOf } from '../prose-lines.ts';

const schema = z.strictObject({
  /** What must be stated, each with words of which one suffices anywhere in the text, or several that stand in one sentence. */
  topics: z
    .array(
      z.strictObject({
        name: z.string(),
        words: z.array(z.string().min(1)).min(1),
        together: z.array(z.array(z.string().min(1)).min(2)).default([]),
      }),
    )
    .min(1),
  /** Only for offices whose name ends so. */
  officeEndings: z.array(z.string()).optional(),
  /** The chapter it belongs to; where that is missing, its absence is reported instead. */
  chapter: z.string().optional(),
});

/** Statements that the report must make and does not: one verdict that lists them. */
export const missingStatements = defineCheck<z.infer<typeof schema>>({
  name: 'missing-statements',
  parseOptions: optionsBySchema(schema),
  judge: ({ factSet, document }, options) => {
    const office = factSet.identity.officeName;
    const endings = options.officeEndings;
    if (endings) {
      if (office === null) return [undecided('name of the office')];
      if (!endings.some((ending) => office.endsWith(ending))) return [inapplicable('another kind of office')];
    }
    const lines = proseLines(document);
    if (lines.length === 0) return [undecided('text')];
    const chapter = factSet.parts.find((part) => part.kind === 'chapter' && part.id === options.chapter);
    if (chapter?.presence === 'absent') return [inapplicable('the chapter is missing')];
    const text = lines.map((line) => line.text).join('\n');
    const sentences = sentencesOf(text);
    const lacking = options.topics.filter(
      (topic) =>
        !topic.words.some((word) => text.includes(word)) &&
        !topic.together.some((all) => sentences.some((sentence) => all.every((word) => sentence.includes(word)))),
    );
    if (lacking.length === 0) return [holds()];
    return [
      violated({
        evidence: chapter?.presence === 'heading' ? [quoted(chapter.title, chapter.locator)] : [],
        expected: lacking.map((topic) => topic.name).join('、'),
        slots: { topics: listing(lacking.map((topic) => topic.name)) },
      }),
    ];
  },
});
