import { z } from 'zod';
import { defineCheck } from '../check.ts';
import { optionsBySchema } from '../options-by-schema.ts';
import { holds, inapplicable, undecided, violated } from '../outcome.ts';
import { placeOfDate } from './publication-date.ts';

const schema = z.strictObject({
  /** Month and day of the year after, the last on which publication is in time: "03-31". */
  deadline: z.string().regex(/^\d\d-\d\d$/, 'month and day, for example "03-31"'),
  /** Words of which the name of the office must hold one, or end in one; all offices when neither is given. */
  offices: z.array(z.string()).optional(),
  officeEndings: z.array(z.string()).default([]),
  /** Words that the name must not hold. */
  exceptOffices: z.array(z.string()).default([]),
});

const days = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

/**
 * Whether the report was published by the deadline for its kind of office, told by words of the name. A date in a later
 * year says that the page was published anew, not that the report was late.
 */
export const publishedInTime = defineCheck<z.infer<typeof schema>>({
  name: 'published-in-time',
  parseOptions: optionsBySchema(schema),
  judge: ({ factSet, document }, options) => {
    const { published, period, officeName } = factSet.identity;
    if (options.offices) {
      if (officeName === null) return [undecided('name of the office')];
      const named = (list: readonly string[]): boolean => list.some((word) => officeName.includes(word));
      const meant = named(options.offices) || options.officeEndings.some((ending) => officeName.endsWith(ending));
      if (!meant || named(options.exceptOffices)) return [inapplicable('another kind of office')];
    }
    if (published === null || period.year === null) return [undecided('date of publication')];
    const deadline = `${period.year + 1}-${options.deadline}`;
    if (published > `${period.year + 1}-12-31`) return [undecided('the first date of publication')];
    if (published <= deadline) return [holds()];
    const late = String(days(deadline, published));
    return [
      violated({
        evidence: placeOfDate(document, published),
        found: published,
        expected: deadline,
        difference: late,
        slots: { published, deadline, days: late },
      }),
    ];
  },
});
