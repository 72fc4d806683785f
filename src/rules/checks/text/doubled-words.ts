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

const LONGEST = 6;
const SHORTEST = 3;

const HAN_ALONE = /^\p{Script=Han}+$/u;

/** How long the phrase is that stands at a place and at once again: 3 to 6 characters, 0 for none. */
const lengthAt = (text: string, at: number): number => {
  const first = text.charCodeAt(at);
  for (let length = LONGEST; length >= SHORTEST; length -= 1) {
    // the characters are compared only where the first one comes again
    if (text.charCodeAt(at + length) !== first) continue;
    const phrase = text.slice(at, at + length);
    if (text.startsWith(phrase, at + length) && HAN_ALONE.test(phrase)) return length;
  }
  return 0;
};

/** Where phrases stand twice in a row, from left to right: "满意率满意率". */
const doubledPhrases = (text: string): readonly { readonly at: number; readonly length: number }[] => {
  const found: { at: number; length: number }[] = [];
  for (let at = 0; at + 2 * SHORTEST <= text.length; at += 1) {
    const length = lengthAt(text, at);
    if (length === 0) continue;
    found.push({ at, length: 2 * length });
    at += 2 * length - 1;
  }
  return found;
};

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
      return [...single, ...doubledPhrases(text).map(({ at, length }) => around(at, length))];
    }),
});
