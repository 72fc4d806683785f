import { z } from 'zod';
import { defineCheck } from '../check.ts';
import { quoted } from '../evidence.ts';
import { optionsBySchema } from '../options-by-schema.ts';
import { holds, undecided, violated } from '../outcome.ts';

const schema = z.strictObject({ code: z.string() });

/** Turns a note of the reading into a finding, where what had to be mended is a slip of the office. */
export const readingNote = defineCheck<z.infer<typeof schema>>({
  name: 'reading-note',
  parseOptions: optionsBySchema(schema),
  judge: ({ factSet, document }, { code }) => {
    if (document.blocks.length === 0) return [undecided('text')];
    const note = factSet.notes.find((n) => n.code === code);
    return [note ? violated({ evidence: [quoted(null, note.locator)] }) : holds()];
  },
});
