import { z } from 'zod';
import { compare, printShort, subtract } from '../../../model/decimal.ts';
import { squeeze } from '../../../text/normalise.ts';
import { type CheckInput, type CheckVerdict, defineCheck } from '../check.ts';
import { cellEvidence } from '../evidence.ts';
import { optionsBySchema } from '../options-by-schema.ts';
import { holds, inapplicable, undecided, violated } from '../outcome.ts';
import { printedLabel } from './printed-label.ts';

const schema = z.strictObject({ figure: z.string(), label_says: z.string().min(1), at_most: z.string() });

type Options = z.infer<typeof schema>;

const judge = ({ facts }: CheckInput, options: Options): CheckVerdict => {
  const [fact, bound] = [facts.get(options.figure), facts.get(options.at_most)];
  if (!fact || fact.reading.is === 'absent' || !squeeze(fact.label).includes(options.label_says))
    return inapplicable(`there is no such row whose label says ${options.label_says}`);
  if (fact.reading.is !== 'stated') return undecided(options.figure);
  if (bound?.reading.is !== 'stated') return undecided(options.at_most);
  const [value, most] = [fact.reading.value, bound.reading.value];
  if (compare(value, most) <= 0) return holds();
  const [left, right, difference] = [value, most, subtract(value, most)].map(printShort);
  return violated({
    evidence: [fact, bound].map(cellEvidence),
    found: left!,
    expected: right!,
    difference: difference!,
    slots: {
      label: printedLabel(fact.label),
      bound: printedLabel(bound.label),
      left: left!,
      right: right!,
      difference: difference!,
    },
  });
};

/**
 * A row whose printed label has certain words is bounded by another row: “行政许可项目” at the hall cannot exceed all
 * 行政许可项目. Where it does, the label or a figure is wrong.
 */
export const boundByLabel = defineCheck<Options>({
  name: 'bound-by-label',
  parseOptions: optionsBySchema(schema),
  judge: (input, options) => [judge(input, options)],
});
