import { z } from 'zod';
import { equals, printShort } from '../../../model/decimal.ts';
import { type Fact, factKey } from '../../../model/fact.ts';
import { priorOf } from '../../report-view.ts';
import { defineCheck } from '../check.ts';
import { cellEvidence } from '../evidence.ts';
import { optionsBySchema } from '../options-by-schema.ts';
import { holds, undecided, violated } from '../outcome.ts';

const schema = z.strictObject({
  /** Codes, or beginnings of codes, of what goes on from year to year and is no sign of a copy. */
  stocks: z.array(z.string()).default([]),
  percent: z.int().min(1).max(100),
  /** So many figures that are not zero must stand in both reports, and so many different ones in this. */
  fewest: z.int().min(2),
  fewestDifferent: z.int().min(2),
});

const PLACES = 5;

const isNotZero = ({ reading }: Fact): boolean => reading.is === 'stated' && reading.value.units !== 0n;

const printed = ({ reading }: Fact): string => (reading.is === 'stated' ? printShort(reading.value) : '');

const isSame = (a: Fact, b: Fact | undefined): boolean =>
  a.reading.is === 'stated' && b?.reading.is === 'stated' && equals(a.reading.value, b.reading.value);

/**
 * Whether the figures are those of last year's report: of all figures that are not zero this year and are stated in both
 * years, so many per cent are equal. Slots: `same`, `compared`, `percent`.
 */
export const sameAsLastYear = defineCheck<z.infer<typeof schema>>({
  name: 'same-as-last-year',
  parseOptions: optionsBySchema(schema),
  judge: (input, { stocks, percent, fewest, fewestDifferent }) => {
    const prior = priorOf(input);
    if (prior === null) return [undecided("last year's report is not known")];
    const before = new Map(prior.facts.map((fact) => [factKey(fact.indicator, fact.group), fact]));
    const isStock = (code: string): boolean => stocks.some((stock) => code === stock || code.startsWith(`${stock}.`));
    const compared = input.factSet.facts.filter(
      (fact) =>
        isNotZero(fact) &&
        !isStock(fact.indicator) &&
        before.get(factKey(fact.indicator, fact.group))?.reading.is === 'stated',
    );
    if (compared.length < fewest || new Set(compared.map(printed)).size < fewestDifferent)
      return [undecided('enough figures that both reports state')];
    const same = compared.filter((fact) => isSame(fact, before.get(factKey(fact.indicator, fact.group))));
    if (same.length * 100 < compared.length * percent) return [holds()];
    return [
      violated({
        evidence: same.slice(0, PLACES).map(cellEvidence),
        slots: {
          same: String(same.length),
          compared: String(compared.length),
          percent: String(Math.floor((same.length * 100) / compared.length)),
        },
      }),
    ];
  },
});
