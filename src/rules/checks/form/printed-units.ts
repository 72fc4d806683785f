import { defineCheck } from '../check.ts';
import { listing } from '../listing.ts';
import { inapplicable } from '../outcome.ts';
import { noOptions } from '../read-options.ts';
import { cellName } from './cell-name.ts';
import { judgeCells } from './judge-cells.ts';

/** Rows whose printed unit is not that of the form: one verdict that lists them. */
export const printedUnits = defineCheck({
  name: 'printed-units',
  parseOptions: noOptions,
  judge: ({ factSet, template }) => {
    const looked = factSet.facts.filter((fact) => {
      const indicator = template?.indicators.get(fact.indicator);
      return indicator?.unit && fact.unitStated !== null && fact.unitStated !== fact.unitInCell;
    });
    if (factSet.facts.length > 0 && looked.length === 0) return [inapplicable('no unit is printed')];
    const unitOf = (code: string): string => template!.indicators.get(code)!.unit!;
    const bad = looked.filter((fact) => fact.unitStated !== unitOf(fact.indicator));
    const rows = bad.map((fact) => `${cellName(fact, template)}：${fact.unitStated}→${unitOf(fact.indicator)}`);
    return [judgeCells({ looked, bad, template, slots: { units: listing(rows) } })];
  },
});
