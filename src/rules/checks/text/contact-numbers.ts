import { z } from 'zod';
import type { Document } from '../../../model/document.ts';
import type { Locator } from '../../../model/locator.ts';
import { defineCheck } from '../check.ts';
import { quoted } from '../evidence.ts';
import { optionsBySchema } from '../options-by-schema.ts';
import { holds, undecided, violated } from '../outcome.ts';
import { proseLines } from '../prose-lines.ts';

const schema = z.strictObject({
  /** Words of lines about other numbers than the contact for this report: fax, hotlines, the host of the site. */
  otherKinds: z.array(z.string().min(2)).min(1),
});

const NUMBER = /(?<![\d-])0\d{2,3}-?(\d{7,8})(?!\d)/g;

type Place = { readonly locator: Locator; readonly printed: readonly string[]; readonly local: readonly string[] };

/** Lines with telephone numbers; numbers given together in one line belong together. */
const placesOf = (document: Document, otherKinds: readonly string[]): readonly Place[] =>
  proseLines(document).flatMap((line) => {
    if (otherKinds.some((word) => line.text.includes(word))) return [];
    const matches = [...line.text.matchAll(NUMBER)];
    return matches.length === 0
      ? []
      : [{ locator: line.locator, printed: matches.map(([all]) => all), local: matches.map((match) => match[1]!) }];
  });

/** The contact numbers given at two places of a report must share one number. */
export const contactNumbers = defineCheck<z.infer<typeof schema>>({
  name: 'contact-numbers',
  parseOptions: optionsBySchema(schema),
  judge: ({ document }, { otherKinds }) => {
    const places = placesOf(document, otherKinds);
    const first = places[0];
    if (!first) return [undecided('a contact number')];
    const other = places.find((place) => !place.local.some((number) => first.local.includes(number)));
    if (!other) return [holds()];
    const [a, b] = [first.printed[0]!, other.printed[0]!];
    return [
      violated({
        evidence: [quoted(a, first.locator, a), quoted(b, other.locator, b)],
        found: b,
        expected: a,
        slots: { first: a, second: b },
      }),
    ];
  },
});
