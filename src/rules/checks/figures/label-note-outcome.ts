import { z } from 'zod';
import { printShort } from '../../../model/decimal.ts';
import type { Fact } from '../../../model/fact.ts';
import type { Bilingual } from '../../../model/text.ts';
import { type CheckInput, type CheckVerdict, defineCheck } from '../check.ts';
import { cellEvidence } from '../evidence.ts';
import { optionsBySchema } from '../options-by-schema.ts';
import { holds, inapplicable, undecided, violated } from '../outcome.ts';
import { labelBreakdown } from './label-breakdown.ts';
import { printedLabel } from './printed-label.ts';

const schema = z.strictObject({
  rows: z.array(z.strictObject({ other: z.string(), corrected: z.string() })).min(1),
});

type Options = z.infer<typeof schema>;

type Row = Options['rows'][number];

/** Outcomes that correct the office: the decision quashed, altered, found unlawful, or action ordered. */
const CORRECTS = /^(?:被|予以|依法)?(?:撤销|责令|确认违法|变更)/;

/** A case that the applicant gave up corrects nobody. */
const GIVEN_UP = /申请|起诉|诉讼|撤诉/;

const shown = (fact: Fact | undefined): string | Bilingual =>
  fact?.reading.is === 'stated' ? printShort(fact.reading.value) : { zh: '空白', en: 'blank' };

const judgeRow = (row: Row, { facts }: CheckInput): CheckVerdict => {
  const other = facts.get(row.other);
  if (!other || other.reading.is === 'absent') return undecided(row.other, row.other);
  const parts = labelBreakdown(other.label);
  if (!parts) return inapplicable('the row label carries no figures in a note', row.other);
  const part = parts.find(({ word, value }) => value.units > 0n && CORRECTS.test(word) && !GIVEN_UP.test(word));
  if (!part) return holds(row.other);
  const corrected = facts.get(row.corrected);
  return violated({
    target: row.other,
    evidence: [other, ...(corrected ? [corrected] : [])].map(cellEvidence),
    slots: { label: printedLabel(other.label), outcome: part.text, corrected: shown(corrected) },
  });
};

/**
 * An outcome that corrects the office (撤销, 责令, 确认违法, 变更), written into the label of “other outcomes”, belongs
 * among the corrected cases. `with: { rows: [{ other, corrected }] }` names the rows; one verdict each.
 */
export const labelNoteOutcome = defineCheck<Options>({
  name: 'label-note-outcome',
  parseOptions: optionsBySchema(schema),
  judge: (input, { rows }) => rows.map((row) => judgeRow(row, input)),
});
