import { z } from 'zod';
import { printShort } from '../../../model/decimal.ts';
import type { Fact } from '../../../model/fact.ts';
import { defineCheck } from '../check.ts';
import { cellEvidence } from '../evidence.ts';
import { optionsBySchema } from '../options-by-schema.ts';
import { holds, undecided, violated } from '../outcome.ts';

const schema = z.strictObject({
  /** So many different counts of ten and more are needed; by chance one in ten ends in 0. */
  fewest: z.int().min(6),
});

const PLACES = 5;

const isLargeCount = ({ reading }: Fact): boolean =>
  reading.is === 'stated' && reading.value.scale === 0 && reading.value.units >= 10n;

const printed = ({ reading }: Fact): string => (reading.is === 'stated' ? printShort(reading.value) : '');

/** Whether all counts of ten and more end in 0: then they may be estimates. Slots: `count`. */
export const roundFigures = defineCheck<z.infer<typeof schema>>({
  name: 'round-figures',
  parseOptions: optionsBySchema(schema),
  judge: ({ factSet, template }, { fewest }) => {
    const counts = factSet.facts.filter(
      (fact) => template?.indicators.get(fact.indicator)?.kind === 'count' && isLargeCount(fact),
    );
    const different = new Set(counts.map(printed));
    if (different.size < fewest) return [undecided(`${fewest} different counts of ten and more`)];
    if ([...different].some((text) => !text.endsWith('0'))) return [holds()];
    return [
      violated({ evidence: counts.slice(0, PLACES).map(cellEvidence), slots: { count: String(different.size) } }),
    ];
  },
});
