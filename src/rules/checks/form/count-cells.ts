import { z } from 'zod';
import { isInteger } from '../../../model/decimal.ts';
import type { Fact } from '../../../model/fact.ts';
import type { Severity } from '../../../model/rule.ts';
import type { Template } from '../../../model/template.ts';
import { defineCheck } from '../check.ts';
import { optionsBySchema } from '../options-by-schema.ts';
import { judgeCells } from './judge-cells.ts';

const text = z.strictObject({ zh: z.string(), en: z.string() });

/** One message a way in which a count can be wrongly written. */
const WAYS = ['fraction', 'negative', 'percent', 'magnitude', 'otherUnit', 'ownUnit'] as const;

const schema = z.strictObject({ messages: z.record(z.enum(WAYS), text) });

type Way = (typeof WAYS)[number];

const SEVERITIES: Readonly<Record<Way, Severity>> = {
  fraction: 'error',
  negative: 'error',
  percent: 'error',
  magnitude: 'error',
  otherUnit: 'warning',
  ownUnit: 'info',
};

/** In which way a count is wrongly written; null when it is a bare whole number. */
const wayOf = (fact: Fact, template: Template): Way | null => {
  const indicator = template.indicators.get(fact.indicator)!;
  if (fact.reading.is !== 'stated') return null;
  const unit = fact.unitInCell ?? '';
  if (unit !== '' && /[%％]/.test(unit)) return 'percent';
  if (unit !== '' && /[万亿]/.test(unit)) return 'magnitude';
  if (!isInteger(fact.reading.value)) return 'fraction';
  if (indicator.kind === 'count' && fact.reading.value.units < 0n) return 'negative';
  if (unit === '') return null;
  return unit === indicator.unit || indicator.unit === null ? 'ownUnit' : 'otherUnit';
};

/** Counts that are not bare whole numbers: one verdict for each way of being wrong, listing the cells. */
export const countCells = defineCheck<z.infer<typeof schema>>({
  name: 'count-cells',
  parseOptions: optionsBySchema(schema),
  judge: ({ factSet, template }, { messages }) => {
    const looked = factSet.facts.filter((fact) => {
      const kind = template?.indicators.get(fact.indicator)?.kind;
      return (kind === 'count' || kind === 'signed-count') && fact.reading.is === 'stated';
    });
    const bad = template
      ? looked.flatMap((fact) => {
          const way = wayOf(fact, template);
          return way === null ? [] : [{ fact, way }];
        })
      : [];
    return WAYS.map((way) =>
      judgeCells({
        target: way,
        looked,
        bad: bad.filter((one) => one.way === way).map(({ fact }) => fact),
        template,
        severity: SEVERITIES[way],
        message: messages[way],
      }),
    );
  },
});
