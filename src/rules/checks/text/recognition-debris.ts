import { z } from 'zod';
import { defineCheck } from '../check.ts';
import { judgeOccurrences } from '../judge-text.ts';
import { optionsBySchema } from '../options-by-schema.ts';
import { holds } from '../outcome.ts';
import { proseLines } from '../prose-lines.ts';

const schema = z.strictObject({
  /** Latin words that may stand in a line of their own. */
  known: z.array(z.string().min(1)).min(1),
  /** Fewer such lines are no sign of a picture that was read as text. */
  fewestLines: z.number().int().positive(),
});

/** A line of Latin letters that spell no known word: what is left when a picture of Chinese text is read as Latin. */
const isDebris = (raw: string, known: ReadonlySet<string>): boolean => {
  const text = raw.trim();
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const letters = text.match(/[A-Za-z]/g)?.length ?? 0;
  if (letters < 4 || text.length > 60 || han * 5 > text.length || /https?:|www\./i.test(text)) return false;
  const words = text.replace(/\S{1,60}@\S{1,60}/g, ' ').match(/[A-Za-z]{2,}/g) ?? [];
  return words.some((word) => word.length >= 4) && words.every((word) => !known.has(word.toLowerCase()));
};

/** Remains of pictures that were read as text: one verdict with the number of lines. */
export const recognitionDebris = defineCheck<z.infer<typeof schema>>({
  name: 'recognition-debris',
  parseOptions: optionsBySchema(schema),
  judge: ({ document }, options) => {
    const known = new Set(options.known.map((word) => word.toLowerCase()));
    const found = proseLines(document)
      .filter((line) => isDebris(line.raw, known))
      .map((line) => ({ quote: line.raw.trim(), locator: line.locator }));
    if (found.length > 0 && found.length < options.fewestLines) return [holds()];
    return [judgeOccurrences(found, document)];
  },
});
