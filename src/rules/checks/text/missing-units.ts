import { z } from 'zod';
import { defineCheck } from '../check.ts';
import { judgeText } from '../judge-text.ts';
import { optionsBySchema } from '../options-by-schema.ts';

const schema = z.strictObject({
  /** What is counted, just before the bare number. */
  counted: z.array(z.string().min(2)).min(1),
  /** What follows it at once. */
  followers: z.array(z.string().min(1)).min(1),
});

const BARE = /(?<=\p{Script=Han})\d{1,9}(?=[,，])/gu;

/** Numbers in a sentence that lost their unit: "部分公开67，占4.61%". */
export const missingUnits = defineCheck<z.infer<typeof schema>>({
  name: 'missing-units',
  parseOptions: optionsBySchema(schema),
  judge: ({ document }, { counted, followers }) =>
    judgeText(document, ({ text }) =>
      [...text.matchAll(BARE)].flatMap((match) => {
        const before = text.slice(0, match.index);
        const after = text.slice(match.index + match[0].length + 1);
        const lost = counted.some((word) => before.endsWith(word)) && followers.some((word) => after.startsWith(word));
        return lost ? [`${before.slice(-8)}${match[0]}，${after.slice(0, 8)}`] : [];
      }),
    ),
});
