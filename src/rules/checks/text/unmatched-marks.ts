import { z } from 'zod';
import { defineCheck } from '../check.ts';
import { judgeText } from '../judge-text.ts';
import { optionsBySchema } from '../options-by-schema.ts';

const schema = z.strictObject({ pairs: z.array(z.string().length(2)).min(1) });

const AROUND = 12;

const OTHERS = /\P{Script=Han}+/gu;

/** Brackets of both widths are one; "1）" and "一）" number a list and open nothing. */
const foldBrackets = (raw: string): string =>
  raw
    .replaceAll('(', '（')
    .replaceAll(')', '）')
    .replace(/([\d一二三四五六七八九十])）/g, (all, digit: string, at: number) =>
      raw[at - 1] === undefined || /[\s。；;：:]/.test(raw[at - 1]!) ? `${digit}.` : all,
    );

/** Where a mark is opened twice, closed unopened or left open; null when all are matched. Nested pairs are matched. */
const firstUnmatched = (text: string, pair: string): number | null => {
  const open: number[] = [];
  for (let i = 0; i < text.length; i += 1) {
    if (text[i] === pair[0]) open.push(i);
    else if (text[i] === pair[1] && open.pop() === undefined) return i;
  }
  return open[0] ?? null;
};

/** Quotation marks and brackets of a paragraph that do not pair up. */
export const unmatchedMarks = defineCheck<z.infer<typeof schema>>({
  name: 'unmatched-marks',
  parseOptions: optionsBySchema(schema),
  judge: ({ document }, { pairs }) =>
    judgeText(document, (line) => {
      if (line.is === 'heading' || line.text.replace(OTHERS, '').length < 5) return [];
      const raw = foldBrackets(line.raw);
      return pairs.flatMap((pair) => {
        const at = firstUnmatched(raw, pair);
        return at === null ? [] : [raw.slice(Math.max(0, at - AROUND), at + AROUND)];
      });
    }),
});
