import { z } from 'zod';
import { defineCheck } from '../check.ts';
import { optionsBySchema } from '../options-by-schema.ts';
import { holds, undecided, violated } from '../outcome.ts';
import { proseLines } from '../prose-lines.ts';

const schema = z.strictObject({ words: z.array(z.string().min(2)).min(1) });

/** The report must say which period its figures cover; a wording about a period that was not understood is undecided. */
export const periodStated = defineCheck<z.infer<typeof schema>>({
  name: 'period-stated',
  parseOptions: optionsBySchema(schema),
  judge: ({ factSet, document }, { words }) => {
    if (factSet.identity.period.start !== null) return [holds()];
    const lines = proseLines(document);
    if (lines.length === 0) return [undecided('text')];
    if (lines.some(({ text }) => words.some((word) => text.includes(word)))) {
      return [undecided('a period in the sentence about it')];
    }
    return [violated({ evidence: [] })];
  },
});
