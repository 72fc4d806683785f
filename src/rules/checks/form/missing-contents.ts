import { z } from 'zod';
import { type CheckVerdict, defineCheck } from '../check.ts';
import { cellEvidence } from '../evidence.ts';
import { optionsBySchema } from '../options-by-schema.ts';
import { holds, undecided, violated } from '../outcome.ts';
import { proseLines } from '../prose-lines.ts';

const schema = z.strictObject({
  /** Figures by content item: where one is stated in the table, the text alone is lacking and the finding is a warning. */
  figures: z.record(z.string(), z.array(z.string())).default({}),
});

/** Content that the text must have under whatever title, one verdict an item; a report without running text is undecided. */
export const missingContents = defineCheck<z.infer<typeof schema>>({
  name: 'missing-contents',
  parseOptions: optionsBySchema(schema),
  judge: ({ factSet, facts, document }, options) => {
    const paragraphs = proseLines(document).filter((line) => line.is === 'paragraph' && line.text.length > 30);
    if (paragraphs.length === 0) return [undecided('running text')];
    return factSet.parts
      .filter((part) => part.kind === 'chapter')
      .map((part): CheckVerdict => {
        if (part.presence !== 'absent') return holds(part.id);
        const stated = (options.figures[part.id] ?? []).flatMap((code) => {
          const fact = facts.get(code);
          return fact?.reading.is === 'stated' ? [fact] : [];
        });
        return violated({
          target: part.id,
          evidence: stated.map(cellEvidence),
          expected: part.title,
          slots: { item: part.title },
          severity: stated.length > 0 ? 'warning' : undefined,
        });
      });
  },
});
