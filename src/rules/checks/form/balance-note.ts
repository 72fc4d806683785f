import { z } from 'zod';
import { squeeze } from '../../../text/normalise.ts';
import { defineCheck } from '../check.ts';
import { optionsBySchema } from '../options-by-schema.ts';
import { holds, inapplicable, violated } from '../outcome.ts';
import { proseLines } from '../prose-lines.ts';

const schema = z.strictObject({ table: z.string(), words: z.array(z.string().min(2)).min(1) });

/** The note is long; labels and figures need no squeezing. */
const holdsOne = (text: string, words: readonly string[]): boolean => {
  if (text.length < 10) return false;
  const plain = squeeze(text);
  return words.some((word) => plain.includes(word));
};

/** Whether the note that the form prints into a corner of a table stands anywhere in the report. */
export const balanceNote = defineCheck<z.infer<typeof schema>>({
  name: 'balance-note',
  parseOptions: optionsBySchema(schema),
  judge: ({ factSet, document }, { table, words }) => {
    const part = factSet.parts.find(({ kind, id }) => kind === 'table' && id === table);
    if (!part || part.presence === 'absent') return [inapplicable('the table is missing')];
    const inCells = document.blocks.some(
      (block) => block.is === 'table' && block.cells.some((cell) => holdsOne(cell.text, words)),
    );
    const inLines = proseLines(document).some(({ text }) => words.some((word) => text.includes(word)));
    return [inCells || inLines ? holds() : violated({ evidence: [], slots: {} })];
  },
});
