import { z } from 'zod';
import { defineCheck } from '../check.ts';
import { judgeOccurrences } from '../judge-text.ts';
import { optionsBySchema } from '../options-by-schema.ts';
import { undecided } from '../outcome.ts';
import { proseLines, sentencesOf } from '../prose-lines.ts';

const words = z.array(z.string().min(1)).min(1);

/** `ends`: words for the end of the year; `done`: words that tell it as done; `plans`: words that make it a plan. */
const schema = z.strictObject({ ends: words, done: words, plans: words });

/** Events of the end of the year told as done in a report that was dated before it. */
export const eventAfterSignature = defineCheck<z.infer<typeof schema>>({
  name: 'event-after-signature',
  parseOptions: optionsBySchema(schema),
  judge: ({ factSet, document }, { ends, done, plans }) => {
    const { published, period } = factSet.identity;
    if (published === null || period.year === null) return [undecided('date of publication')];
    const early = published < `${period.year}-12-29` && published > `${period.year}-01-31`;
    const has = (list: readonly string[], sentence: string): boolean => list.some((word) => sentence.includes(word));
    const found = !early
      ? []
      : proseLines(document).flatMap((line) =>
          sentencesOf(line.text)
            .filter((s) => has(ends, s) && has(done, s) && !has(plans, s))
            .map((s) => ({ quote: s.slice(0, 40), locator: line.locator })),
        );
    return [judgeOccurrences(found, document)];
  },
});
