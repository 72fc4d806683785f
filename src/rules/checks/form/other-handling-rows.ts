import { z } from 'zod';
import type { Fact } from '../../../model/fact.ts';
import { squeeze } from '../../../text/normalise.ts';
import { defineCheck } from '../check.ts';
import { cellEvidence } from '../evidence.ts';
import { optionsBySchema } from '../options-by-schema.ts';
import { holds, undecided, violated } from '../outcome.ts';

const schema = z.strictObject({
  /** The rows that this form has for "other handling". */
  own: z.array(z.string()).min(1),
  /** Beginnings of the labels that the other form has instead. */
  foreign: z.array(z.string()).min(1),
});

/** The row （六）其他处理 is one row in the form of 2019 and three in that of 2021. */
export const otherHandlingRows = defineCheck<z.infer<typeof schema>>({
  name: 'other-handling-rows',
  parseOptions: optionsBySchema(schema),
  judge: ({ factSet }, { own, foreign }) => {
    const rows = factSet.facts.filter((fact) => own.includes(fact.indicator));
    const others = factSet.facts.filter(
      (fact: Fact) =>
        fact.indicator.startsWith('local.') && foreign.some((label) => squeeze(fact.label).includes(label)),
    );
    if (rows.length === 0 && others.length === 0) return [undecided('table 3')];
    const gone = rows.length > 0 && rows.every((fact) => fact.reading.is === 'absent');
    if (!gone && others.length === 0) return [holds()];
    return [violated({ evidence: others.slice(0, 3).map(cellEvidence), slots: { rows: String(own.length) } })];
  },
});
