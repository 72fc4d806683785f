import { defineCheck } from '../check.ts';
import { inapplicable } from '../outcome.ts';
import { noOptions } from '../read-options.ts';
import { judgeCells } from './judge-cells.ts';

/** Yes-or-no rows in which nothing was chosen: one verdict that lists them. */
export const blankChoices = defineCheck({
  name: 'blank-choices',
  parseOptions: noOptions,
  judge: ({ factSet, template }) => {
    const choices = factSet.facts.filter(
      (fact) =>
        fact.reading.is !== 'absent' &&
        (template?.indicators.get(fact.indicator)?.kind === 'boolean' || fact.unitStated === '是/否'),
    );
    if (choices.length === 0) return [inapplicable('the form has no yes-or-no rows')];
    const looked = choices.filter((fact) => fact.reading.is !== 'unreadable');
    return [judgeCells({ looked, bad: looked.filter((fact) => fact.reading.is === 'blank'), template })];
  },
});
