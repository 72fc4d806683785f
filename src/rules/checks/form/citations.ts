import { z } from 'zod';
import { squeeze } from '../../../text/normalise.ts';
import { defineCheck } from '../check.ts';
import { judgeOccurrences } from '../judge-text.ts';
import { optionsBySchema } from '../options-by-schema.ts';
import { inapplicable, undecided } from '../outcome.ts';
import { proseLines } from '../prose-lines.ts';

const schema = z.strictObject({
  /** Citations that are wrong, as printed; brackets of any kind match. */
  wrong: z.array(z.string().min(4)).min(1),
  /** The years for which they are wrong. */
  from: z.number().int().optional(),
  to: z.number().int().optional(),
});

const plain = (text: string): string =>
  squeeze(text)
    .replace(/[〔[［(]/g, '(')
    .replace(/[〕\]］)]/g, ')');

/** Legal sources cited that are not (or no longer) right for the year reported on. */
export const citations = defineCheck<z.infer<typeof schema>>({
  name: 'citations',
  parseOptions: optionsBySchema(schema),
  judge: ({ factSet, document }, { wrong, from, to }) => {
    const { year } = factSet.identity.period;
    if (year === null) return [undecided('year')];
    if ((from !== undefined && year < from) || (to !== undefined && year > to)) return [inapplicable('another year')];
    const found = proseLines(document).flatMap((line) => {
      const text = plain(line.text);
      return wrong
        .filter((citation) => text.includes(plain(citation)))
        .map((quote) => ({ quote, locator: line.locator }));
    });
    return [judgeOccurrences(found, document)];
  },
});
