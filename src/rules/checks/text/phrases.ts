import { z } from 'zod';
import { squeeze } from '../../../text/normalise.ts';
import { defineCheck } from '../check.ts';
import { judgeOccurrences } from '../judge-text.ts';
import { optionsBySchema } from '../options-by-schema.ts';
import { inapplicable } from '../outcome.ts';
import { proseLines, wholeText } from '../prose-lines.ts';

const schema = z.strictObject({
  phrases: z.array(z.string().min(2)).min(1),
  /** Whether the words may be shown; words that were smuggled in must not be spread further. */
  echo: z.boolean().default(true),
  /** Only in texts that are not web pages, where the words belong to the page around the report. */
  notInPages: z.boolean().default(false),
});

const AROUND = 8;

// The options of a rule meet every report.
const known = new WeakMap<readonly string[], readonly string[]>();

const squeezed = (phrases: readonly string[]): readonly string[] => {
  const plain = known.get(phrases) ?? phrases.map(squeeze);
  known.set(phrases, plain);
  return plain;
};

/** Words that have no place in a report: one verdict that lists where they stand. */
export const phrases = defineCheck<z.infer<typeof schema>>({
  name: 'phrases',
  parseOptions: optionsBySchema(schema),
  judge: ({ document }, options) => {
    if (options.notInPages && document.mediaType.includes('html')) return [inapplicable('a web page')];
    const whole = wholeText(document).toLowerCase();
    const wanted = squeezed(options.phrases).filter((phrase) => whole.includes(phrase.toLowerCase()));
    if (wanted.length === 0) return [judgeOccurrences([], document)];
    const found = proseLines(document).flatMap((line) => {
      const text = line.text.toLowerCase();
      return wanted.flatMap((phrase) => {
        const at = text.indexOf(phrase.toLowerCase());
        if (at < 0) return [];
        const quote = line.text.slice(Math.max(0, at - AROUND), at + phrase.length + AROUND);
        return [{ quote: options.echo ? quote : null, locator: line.locator }];
      });
    });
    return [judgeOccurrences(found, document)];
  },
});
