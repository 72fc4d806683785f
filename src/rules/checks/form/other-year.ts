import { z } from 'zod';
import { defineCheck } from '../check.ts';
import { judgeOccurrences } from '../judge-text.ts';
import { optionsBySchema } from '../options-by-schema.ts';
import { undecided } from '../outcome.ts';
import { proseLines, sentencesOf } from '../prose-lines.ts';

const words = z.array(z.string().min(1)).min(1);

const schema = z.strictObject({
  /** Words that speak of the year reported on. */
  yearWords: words,
  /** Words that make another year right: comparison, planning, a document's date. */
  unless: words,
});

/** How many characters may stand between the year and the words for this year. */
const REACH = 4;

/** Sentences about "this year" that name one of the three years before it: most likely left over from an earlier report. */
export const otherYear = defineCheck<z.infer<typeof schema>>({
  name: 'other-year',
  parseOptions: optionsBySchema(schema),
  judge: ({ factSet, document }, { yearWords, unless }) => {
    const { year } = factSet.identity.period;
    if (year === null) return [undecided('year')];
    const stale = (sentence: string): boolean =>
      [...sentence.matchAll(/(?<!\d)(20\d\d)年度?/g)].some((match) => {
        const other = Number(match[1]);
        const end = match.index + match[0].length;
        const beside = `${sentence.slice(Math.max(0, match.index - REACH), match.index)}|${sentence.slice(end, end + REACH)}`;
        return other < year && other >= year - 3 && yearWords.some((word) => beside.includes(word));
      });
    const found = proseLines(document).flatMap((line) =>
      (line.text.includes('20') ? sentencesOf(line.text) : [])
        .filter((s) => s.includes('20') && stale(s) && !unless.some((w) => s.includes(w)))
        .map((sentence) => ({ quote: sentence.slice(0, 40), locator: line.locator })),
    );
    return [judgeOccurrences(found, document)];
  },
});
