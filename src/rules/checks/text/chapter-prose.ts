import { z } from 'zod';
import { chapterBlocks } from '../chapter-lines.ts';
import { defineCheck } from '../check.ts';
import { quoted } from '../evidence.ts';
import { optionsBySchema } from '../options-by-schema.ts';
import { holds, inapplicable, undecided, violated } from '../outcome.ts';
import { proseLines } from '../prose-lines.ts';

const schema = z.strictObject({
  chapter: z.string(),
  /** The most characters the chapter may have. */
  most: z.int().optional(),
  /** The fewest numbers for a thousand characters, asked of chapters of `fewestCharacters` and more. */
  numbersPerThousand: z.int().optional(),
  fewestCharacters: z.int().default(0),
});

/** How long the prose of a chapter is, and how much of it is figures. Slots: characters, numbers, most. */
export const chapterProse = defineCheck<z.infer<typeof schema>>({
  name: 'chapter-prose',
  parseOptions: optionsBySchema(schema),
  judge: ({ factSet, document }, { chapter, most, numbersPerThousand, fewestCharacters }) => {
    if (document.blocks.length === 0) return [undecided('text')];
    const part = factSet.parts.find(({ kind, id }) => kind === 'chapter' && id === chapter);
    const range = part?.presence === 'heading' ? chapterBlocks(document, part) : null;
    if (!part || range === null) return [inapplicable('the chapter has no heading')];
    const lines = proseLines(document).filter(({ index }) => index > range.from && index < range.to);
    const text = lines.map((line) => line.text).join('');
    const numbers = text.match(/\d+(?:\.\d+)?/g)?.length ?? 0;
    const isLong = most !== undefined && text.length > most;
    const isBare =
      numbersPerThousand !== undefined &&
      text.length >= fewestCharacters &&
      numbers * 1000 < numbersPerThousand * text.length;
    if (!isLong && !isBare) return [holds()];
    return [
      violated({
        evidence: [quoted(part.title, part.locator)],
        slots: { characters: String(text.length), numbers: String(numbers), most: String(most ?? '') },
      }),
    ];
  },
});
