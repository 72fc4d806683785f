import { defineCheck } from '../check.ts';
import { noOptions } from '../read-options.ts';
import { judgeCells } from './judge-cells.ts';

/** Cells in which something stands that is no figure: one verdict that lists them. */
export const unreadableCells = defineCheck({
  name: 'unreadable-cells',
  parseOptions: noOptions,
  judge: ({ factSet, template }) => [
    judgeCells({
      looked: factSet.facts.filter((fact) => fact.reading.is !== 'absent'),
      bad: factSet.facts.filter((fact) => fact.reading.is === 'unreadable'),
      template,
    }),
  ],
});
