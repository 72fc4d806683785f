import { z } from 'zod';
import { defineCheck } from '../check.ts';
import { optionsBySchema } from '../options-by-schema.ts';
import { holds, undecided, violated } from '../outcome.ts';

const schema = z.strictObject({ field: z.enum(['title', 'officeName', 'published']) });

/** What a report must say about itself: title, office, date of publication. */
export const identityStated = defineCheck<z.infer<typeof schema>>({
  name: 'identity-stated',
  parseOptions: optionsBySchema(schema),
  judge: ({ factSet, document }, { field }) => {
    if (factSet.identity[field] !== null) return [holds()];
    return [document.blocks.length === 0 ? undecided('text') : violated({ evidence: [] })];
  },
});
