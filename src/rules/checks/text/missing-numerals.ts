import { z } from 'zod';
import { defineCheck } from '../check.ts';
import { judgeText } from '../judge-text.ts';
import { optionsBySchema } from '../options-by-schema.ts';

const words = z.array(z.string().min(1)).min(1);

const schema = z.strictObject({
  /** Words that announce a total ("共", "累计"), what is counted, and in which units. */
  totals: words,
  counted: words,
  units: words,
});

const REACH = 24;

/** The end of a clause up to a unit with nothing before it: "全年共主动公开政府信息条". */
const lacksNumeral = (clause: string, options: z.infer<typeof schema>): boolean => {
  const unit = options.units.find((word) => clause.endsWith(word));
  if (unit === undefined) return false;
  const before = clause.slice(0, -unit.length);
  if (!options.counted.some((word) => before.endsWith(word))) return false;
  const near = before.slice(-REACH);
  return options.totals.some((word) => near.includes(word)) && !/[\d一二三四五六七八九十百千万两零]/.test(near);
};

/** Sentences from which the numeral was lost. */
export const missingNumerals = defineCheck<z.infer<typeof schema>>({
  name: 'missing-numerals',
  parseOptions: optionsBySchema(schema),
  judge: ({ document }, options) =>
    judgeText(document, ({ text }) =>
      text
        .split(/[。；;，,、:：]/)
        .filter((clause) => lacksNumeral(clause, options))
        .map((clause) => clause.slice(-40)),
    ),
});
