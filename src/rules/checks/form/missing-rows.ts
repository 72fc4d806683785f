import { z } from 'zod';
import { defineCheck } from '../check.ts';
import { optionsBySchema } from '../options-by-schema.ts';
import { inapplicable, undecided } from '../outcome.ts';
import { judgeCells } from './judge-cells.ts';

const schema = z.strictObject({ except: z.array(z.string()).default([]) });

/** Rows of the form that a table lacks: one verdict that lists them. With half of the rows gone our reading is in doubt. */
export const missingRows = defineCheck<z.infer<typeof schema>>({
  name: 'missing-rows',
  parseOptions: optionsBySchema(schema),
  judge: ({ factSet, template }, options) => {
    // rows judged elsewhere when all are gone; one of several is missing like any other
    const exceptedAreThere = factSet.facts.some(
      (fact) =>
        options.except.includes(fact.indicator) &&
        fact.reading.is !== 'absent' &&
        template?.indicators.get(fact.indicator)?.kind !== 'heading',
    );
    const byRow = new Map(
      factSet.facts
        .filter((fact) => template?.indicators.get(fact.indicator)?.optional === false)
        .filter((fact) => !options.except.includes(fact.indicator) || exceptedAreThere)
        .map((fact) => [fact.indicator, { ...fact, group: null }]),
    );
    const rows = [...byRow.values()];
    const absent = rows.filter((fact) => fact.reading.is === 'absent');
    if (rows.length === 0) return [inapplicable('no table')];
    if (absent.length * 2 > rows.length) return [undecided('most rows of the tables')];
    return [judgeCells({ looked: rows, bad: absent, template })];
  },
});
