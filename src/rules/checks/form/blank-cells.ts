import { z } from 'zod';
import { compare, ZERO } from '../../../model/decimal.ts';
import type { Fact } from '../../../model/fact.ts';
import { defineCheck } from '../check.ts';
import { optionsBySchema } from '../options-by-schema.ts';
import { inapplicable } from '../outcome.ts';
import { judgeCells } from './judge-cells.ts';

const schema = z.strictObject({
  /** Only these indicators; all that the form prescribes when not given. */
  only: z.array(z.string()).optional(),
  except: z.array(z.string()).default([]),
  /** Not judged in a table that leaves every nought blank: there a blank is how the office writes 0. */
  blankMayBeZero: z.array(z.string()).default([]),
});

/** A table with this many blanks and no 0 writes its noughts as blanks. */
const MANY_BLANKS = 5;

const isFigure = (kind: string | undefined): boolean =>
  kind === 'count' || kind === 'signed-count' || kind === 'amount';

/** A cell marked as not applying ("—", "/") was filled in; only an empty one is blank. */
const isBlank = (fact: Fact): boolean => fact.reading.is === 'blank' && fact.raw.trim() === '';

const leavesNoughtsBlank = (facts: readonly Fact[]): boolean =>
  facts.filter(isBlank).length >= MANY_BLANKS &&
  !facts.some((fact) => fact.reading.is === 'stated' && compare(fact.reading.value, ZERO) === 0);

/** Prescribed cells left empty: one verdict that lists them. Tables that are empty as a whole are judged elsewhere. */
export const blankCells = defineCheck<z.infer<typeof schema>>({
  name: 'blank-cells',
  parseOptions: optionsBySchema(schema),
  judge: ({ factSet, template }, options) => {
    const looked = factSet.facts.filter((fact) => {
      const indicator = template?.indicators.get(fact.indicator);
      if (!indicator || indicator.optional || !isFigure(indicator.kind) || fact.reading.is === 'absent') return false;
      if (options.except.includes(fact.indicator)) return false;
      return options.only === undefined || options.only.includes(fact.indicator);
    });
    const tableOf = (fact: Fact): string => template!.indicators.get(fact.indicator)!.table;
    const filled = new Set(
      factSet.facts.flatMap((fact) => {
        const indicator = template?.indicators.get(fact.indicator);
        return indicator && !isBlank(fact) && fact.reading.is !== 'absent' ? [indicator.table] : [];
      }),
    );
    const noughtsAreBlank = leavesNoughtsBlank(
      factSet.facts.filter((fact) => template?.indicators.has(fact.indicator)),
    );
    const judged = looked.filter(
      (fact) => filled.has(tableOf(fact)) && !(noughtsAreBlank && options.blankMayBeZero.includes(fact.indicator)),
    );
    if (looked.length > 0 && judged.length === 0) return [inapplicable('the table is empty as a whole')];
    return [judgeCells({ looked: judged, bad: judged.filter(isBlank), template })];
  },
});
