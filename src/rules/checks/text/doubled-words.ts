import { z } from 'zod';
import { defineCheck } from '../check.ts';
import { judgeText } from '../judge-text.ts';
import { optionsBySchema } from '../options-by-schema.ts';

const schema = z.strictObject({
  /** Characters that are never written twice in a row. */
  characters: z.array(z.string().length(1)).min(1),
  /** Words in which they rightly are. */
  except: z.array(z.string().min(2)).default([]),
});

const PHRASE = /(\p{Script=Han}{3,6})\1/gu;

const AROUND = 6;

/** Characters and phrases typed twice: "的的", "满意率满意率". */
export const doubledWords = defineCheck<z.infer<typeof schema>>({
  name: 'doubled-words',
  parseOptions: optionsBySchema(schema),
  judge: ({ document }, { characters, except }) =>
    judgeText(document, ({ text }) => {
      const around = (at: number, length: number): string => text.slice(Math.max(0, at - AROUND), at + length + AROUND);
      const single = characters.flatMap((c) => {
        const at = text.indexOf(c + c);
        const near = text.slice(Math.max(0, at - 2), at + 4);
        return at < 0 || except.some((word) => near.includes(word)) ? [] : [around(at, 2)];
      });
      return [...single, ...[...text.matchAll(PHRASE)].map((match) => around(match.index, match[0].length))];
    }),
});
