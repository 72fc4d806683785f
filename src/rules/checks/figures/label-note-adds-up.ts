import { absolute, add, compare, printShort, subtract, ZERO } from '../../../model/decimal.ts';
import { type Fact, factKey } from '../../../model/fact.ts';
import type { Bilingual } from '../../../model/text.ts';
import { type CheckVerdict, defineCheck } from '../check.ts';
import { cellEvidence } from '../evidence.ts';
import { holds, inapplicable, undecided, violated } from '../outcome.ts';
import { noOptions } from '../read-options.ts';
import { type BreakdownPart, labelBreakdown } from './label-breakdown.ts';
import { printedLabel } from './printed-label.ts';

/** A note may leave parts out, so that too little is only asked about. */
const TOO_LITTLE: Bilingual = {
  zh: '“{label}”括注数字合计{terms}={right}，少于填报的{left}，差{difference}',
  en: 'the figures in the note of “{label}” add up to {terms} = {right}, less than the {left} given, by {difference}',
};

const judgeFact = (fact: Fact, parts: readonly BreakdownPart[]): CheckVerdict => {
  const target = factKey(fact.indicator, fact.group);
  if (fact.reading.is !== 'stated') return undecided(target, target);
  const { value } = fact.reading;
  const sum = parts.map((part) => part.value).reduce(add, ZERO);
  const order = compare(sum, value);
  if (order === 0) return holds(target);
  const [left, right, difference] = [value, sum, absolute(subtract(value, sum))].map(printShort);
  const terms = parts.map((part) => printShort(part.value)).join('+');
  return violated({
    target,
    evidence: [cellEvidence(fact)],
    found: left!,
    expected: right!,
    difference: difference!,
    slots: { label: printedLabel(fact.label), left: left!, right: right!, difference: difference!, terms },
    ...(order < 0 ? { severity: 'warning', message: TOO_LITTLE } : {}),
  });
};

/**
 * The figures written into the parentheses behind a row label add up to the figure of the row: "(撤销4件,撤回申请2个)"
 * beside 6. One verdict a row with two such figures or more; a note that adds up to less is a warning.
 */
export const labelNoteAddsUp = defineCheck({
  name: 'label-note-adds-up',
  parseOptions: noOptions,
  judge: ({ factSet }) => {
    const verdicts = factSet.facts.flatMap((fact): readonly CheckVerdict[] => {
      // rows of table 3 are printed once for seven figures; a note stands in brackets and holds figures
      const parts = /[\d０-９]/.test(fact.label) ? labelBreakdown(fact.label) : null;
      return parts && parts.length >= 2 ? [judgeFact(fact, parts)] : [];
    });
    return verdicts.length > 0 ? verdicts : [inapplicable('no row label carries figures in a note')];
  },
});
