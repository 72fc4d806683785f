import { z } from 'zod';
import type { Fact } from '../../../model/fact.ts';
import { squeeze } from '../../../text/normalise.ts';
import { defineCheck } from '../check.ts';
import { optionsBySchema } from '../options-by-schema.ts';
import { judgeCells } from './judge-cells.ts';

const schema = z.strictObject({
  /** More decimals than this in an amount are below the smallest coin (万元: 6 decimals are 分). */
  amountDecimals: z.number().int().nonnegative(),
});

/** A cell of digits alone has no decimals, and most are. */
const decimalsOf = ({ raw }: Fact): string => (/^\d*$/.test(raw) ? '' : (/\.(\d+)/.exec(squeeze(raw))?.[1] ?? ''));

/** Figures printed with a precision that cannot be meant: "717.000000" for a count, fractions of 分 in an amount. */
export const cellPrecision = defineCheck<z.infer<typeof schema>>({
  name: 'cell-precision',
  parseOptions: optionsBySchema(schema),
  judge: ({ factSet, template }, { amountDecimals }) => {
    const looked = factSet.facts.filter((fact) => fact.reading.is === 'stated');
    const bad = looked.filter((fact) => {
      const decimals = decimalsOf(fact);
      if (decimals === '') return false;
      if (template?.indicators.get(fact.indicator)?.kind === 'amount') return decimals.length > amountDecimals;
      return /^0+$/.test(decimals);
    });
    return [judgeCells({ looked, bad, template })];
  },
});
