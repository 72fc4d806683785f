import { z } from 'zod';
import { defineCheck } from '../check.ts';
import { judgeOccurrences } from '../judge-text.ts';
import { optionsBySchema } from '../options-by-schema.ts';
import { proseLines, sentencesOf } from '../prose-lines.ts';

const schema = z.strictObject({
  /** Words that make the number that of a person who applied, not of the office. */
  applicants: z.array(z.string().min(2)).min(1),
  contacts: z.array(z.string().min(2)).min(1),
});

const MOBILE = /(?<![0-9A-Za-z-])1[3-9]\d{9}(?![0-9A-Za-z万亿元条件次人个])/g;

const masked = (text: string): string => `${text.slice(0, 3)}****${text.slice(-4)}`;

/** Mobile numbers in the text, shown masked: an error beside words about applicants, otherwise a remark. */
export const mobileNumbers = defineCheck<z.infer<typeof schema>>({
  name: 'mobile-numbers',
  parseOptions: optionsBySchema(schema),
  judge: ({ document }, { applicants, contacts }) => {
    let exposed = false;
    const found = proseLines(document).flatMap((line) =>
      sentencesOf(line.text).flatMap((sentence) => {
        const numbers = [...sentence.matchAll(MOBILE)].map(([number]) => number);
        const has = (list: readonly string[]): boolean => list.some((word) => sentence.includes(word));
        if (numbers.length > 0 && has(applicants) && !has(contacts)) exposed = true;
        return numbers.map((number) => ({ quote: masked(number), locator: line.locator }));
      }),
    );
    return [judgeOccurrences(found, document, exposed ? 'error' : undefined)];
  },
});
