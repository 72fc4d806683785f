import { z } from 'zod';
import { defineCheck } from '../check.ts';
import { quoted } from '../evidence.ts';
import { optionsBySchema } from '../options-by-schema.ts';
import { holds, undecided, violated } from '../outcome.ts';
import { proseLines } from '../prose-lines.ts';

const schema = z.strictObject({ ending: z.string().min(4) });

/** The title must name the year and end as the form prescribes. */
export const titleWording = defineCheck<z.infer<typeof schema>>({
  name: 'title-wording',
  parseOptions: optionsBySchema(schema),
  judge: ({ factSet, document }, { ending }) => {
    const { title } = factSet.identity;
    if (title === null) return [undecided('title')];
    const plain = title.replace(/\([^()]{0,12}\)$/, '');
    if (plain.endsWith(ending) && /20\d\d年/.test(plain)) return [holds()];
    const line = proseLines(document).find(({ text }) => text === title);
    return [
      violated({
        evidence: line ? [quoted(line.raw, line.locator)] : [],
        found: title,
        expected: ending,
        slots: { title, ending },
      }),
    ];
  },
});
