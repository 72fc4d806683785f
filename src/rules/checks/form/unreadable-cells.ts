import type { Fact } from '../../../model/fact.ts';
import { defineCheck } from '../check.ts';
import { undecided } from '../outcome.ts';
import { noOptions } from '../read-options.ts';
import { judgeCells } from './judge-cells.ts';

/** Figures that could not be told apart: a row stands there with more or fewer of them than the form has. */
const isUncounted = (fact: Fact): boolean => fact.raw === '' || fact.raw.includes(' | ');

/**
 * Cells in which something stands that is no figure: one verdict that lists them. In a text that was taken from a page or file blank
 * cells vanish, so that rows with too few figures say nothing about the report: they leave the verdict undecided.
 */
export const unreadableCells = defineCheck({
  name: 'unreadable-cells',
  parseOptions: noOptions,
  judge: ({ factSet, template, document }) => {
    const looked = factSet.facts.filter((fact) => fact.reading.is !== 'absent');
    const all = looked.filter((fact) => fact.reading.is === 'unreadable');
    // what our reading could not make out says nothing about the report
    const unreadable = all.filter((fact) => fact.reading.is === 'unreadable' && !fact.reading.ours);
    if (unreadable.length === 0 && all.length > 0) return [undecided('print that could not be recognised')];
    const bad = document.mediaType === 'text/plain' ? unreadable.filter((fact) => !isUncounted(fact)) : unreadable;
    if (bad.length === 0 && unreadable.length > 0) return [undecided('rows whose figures cannot be told apart')];
    return [judgeCells({ looked, bad, template })];
  },
});
