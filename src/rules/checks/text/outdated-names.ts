import { z } from 'zod';
import { defineCheck } from '../check.ts';
import { judgeOccurrences } from '../judge-text.ts';
import { optionsBySchema } from '../options-by-schema.ts';
import { undecided } from '../outcome.ts';
import { proseLines, sentencesOf } from '../prose-lines.ts';

const schema = z.strictObject({
  names: z
    .array(
      z.strictObject({
        name: z.string().min(2),
        /** The first report year in which the name is out of date. */
        from: z.int(),
        /** Words that, anywhere in the text, show that it is kept up to date. */
        unless: z.array(z.string()).default([]),
      }),
    )
    .min(1),
  /** Words of a sentence that speaks of the past. */
  past: z.array(z.string()).default([]),
});

/** Names of institutions and meetings that were out of date in the report year: one verdict that lists them. */
export const outdatedNames = defineCheck<z.infer<typeof schema>>({
  name: 'outdated-names',
  parseOptions: optionsBySchema(schema),
  judge: ({ document, factSet }, { names, past }) => {
    const { year } = factSet.identity.period;
    if (year === null) return [undecided('year of the report')];
    const lines = proseLines(document);
    const isThere = (word: string): boolean => lines.some(({ text }) => text.includes(word));
    const wanted = names.filter(({ from, unless }) => year >= from && !unless.some(isThere)).map(({ name }) => name);
    const found = lines.flatMap(({ text, locator }) =>
      sentencesOf(text)
        .filter((sentence) => !past.some((word) => sentence.includes(word)))
        .flatMap((sentence) => wanted.filter((name) => sentence.includes(name)))
        .map((quote) => ({ quote, locator })),
    );
    return [judgeOccurrences(found, document)];
  },
});
