import { defineCheck } from '../check.ts';
import { noOptions } from '../read-options.ts';
import { judgeCells } from './judge-cells.ts';

/** Full-width digits, separators and blanks inside a figure. */
const ODD = /[０-９，．]|\d[,\s\u00a0\u3000]+\d/;

/** Figures written with characters that a spreadsheet does not take for a number: one verdict that lists them. */
export const cellCharacters = defineCheck({
  name: 'cell-characters',
  parseOptions: noOptions,
  judge: ({ factSet, template }) => {
    const looked = factSet.facts.filter((fact) => fact.reading.is === 'stated');
    return [judgeCells({ looked, bad: looked.filter((fact) => ODD.test(fact.raw)), template })];
  },
});
