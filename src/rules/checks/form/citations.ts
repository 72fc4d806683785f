import { z } from 'zod';
import { squeeze } from '../../../text/normalise.ts';
import { defineCheck } from '../check.ts';
import { judgeOccurrences } from '../judge-text.ts';
import { optionsBySchema } from '../options-by-schema.ts';
import { inapplicable, undecided } from '../outcome.ts';
import { proseLines, wholeText } from '../prose-lines.ts';

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

type Citation = { readonly quote: string; readonly text: string };

// The options of a rule meet every report.
const known = new WeakMap<readonly string[], readonly Citation[]>();

const plainCitations = (wrong: readonly string[]): readonly Citation[] => {
  const citations = known.get(wrong) ?? wrong.map((quote) => ({ quote, text: plain(quote) }));
  known.set(wrong, citations);
  return citations;
};

/** Legal sources cited that are not (or no longer) right for the year reported on. */
export const citations = defineCheck<z.infer<typeof schema>>({
  name: 'citations',
  parseOptions: optionsBySchema(schema),
  judge: ({ factSet, document }, { wrong, from, to }) => {
    const { year } = factSet.identity.period;
    if (year === null) return [undecided('year')];
    if ((from !== undefined && year < from) || (to !== undefined && year > to)) return [inapplicable('another year')];
    const sought = plainCitations(wrong);
    const whole = plain(wholeText(document));
    const there = sought.filter(({ text }) => whole.includes(text));
    const found = proseLines(document).flatMap((line) => {
      const own = there.length === 0 ? '' : plain(line.text);
      return there.filter(({ text }) => own.includes(text)).map(({ quote }) => ({ quote, locator: line.locator }));
    });
    return [judgeOccurrences(found, document)];
  },
});
