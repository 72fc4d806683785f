import { printShort } from '../../../model/decimal.ts';
import type { Fact } from '../../../model/fact.ts';
import { type CheckInput, type CheckVerdict, defineCheck } from '../check.ts';
import { cellEvidence } from '../evidence.ts';
import { holds, inapplicable, undecided, violated } from '../outcome.ts';
import { noOptions } from '../read-options.ts';
import { printedLabel } from './printed-label.ts';

const judgeHeading = (code: string, facts: readonly Fact[]): CheckVerdict => {
  const values = facts.flatMap((fact) => (fact.reading.is === 'stated' ? [printShort(fact.reading.value)] : []));
  return violated({
    target: code,
    evidence: facts.map(cellEvidence),
    found: values[0]!,
    slots: { label: printedLabel(facts[0]!.label), values: { zh: values.join('、'), en: values.join(', ') } },
  });
};

const judge = ({ factSet, template }: CheckInput): readonly CheckVerdict[] => {
  const headings = [...(template?.indicators.values() ?? [])].filter((indicator) => indicator.kind === 'heading');
  if (headings.length === 0) return [inapplicable('no table of the form has heading rows with figure cells')];
  const stated = factSet.facts.filter((fact) => fact.reading.is === 'stated');
  const wrong = headings.flatMap(({ code }) => {
    const own = stated.filter((fact) => fact.indicator === code);
    return own.length > 0 ? [judgeHeading(code, own)] : [];
  });
  if (wrong.length > 0) return wrong;
  const read = new Set(stated.map((fact) => template?.indicators.get(fact.indicator)?.table));
  const unread = headings.find(({ table }) => !read.has(table));
  return [unread ? undecided(`table ${unread.table}`) : holds()];
};

/** Nothing stands in the figure cells of a heading row. One verdict a heading; undecided where its table was not read. */
export const headingRowsEmpty = defineCheck({ name: 'heading-rows-empty', parseOptions: noOptions, judge });
