import { z } from 'zod';
import type { Document } from '../../../model/document.ts';
import type { Part } from '../../../model/fact.ts';
import type { Template } from '../../../model/template.ts';
import { squeeze } from '../../../text/normalise.ts';
import { chapterBlocks } from '../chapter-lines.ts';
import { type CheckInput, type CheckVerdict, defineCheck } from '../check.ts';
import { quoted } from '../evidence.ts';
import { optionsBySchema } from '../options-by-schema.ts';
import { holds, undecided, violated } from '../outcome.ts';
import { type ProseLine, proseLines } from '../prose-lines.ts';

const schema = z.strictObject({
  /** Words by which the text promises the table ("附…统计表"). */
  promise: z.array(z.string().min(2)).default([]),
  promised: z.strictObject({ zh: z.string(), en: z.string() }).optional(),
});

const LONGEST_CAPTION = 40;

/** The chapter that holds a table, as a range of blocks; the whole document where the form names none. */
const rangeFor = (input: CheckInput, template: Template, table: Part): { from: number; to: number } | null => {
  const chapter = template.tables.find((t) => t.id === table.id)?.chapter ?? null;
  if (chapter === null) return { from: 0, to: input.document.blocks.length };
  const part = input.factSet.parts.find((p) => p.kind === 'chapter' && p.id === chapter);
  return part ? chapterBlocks(input.document, part) : null;
};

/** Labels of the table that stand as lines of their own: the table was taken apart beyond recognition. */
const dissolved = (document: Document, template: Template, table: Part): boolean => {
  const labels = new Set((template.tables.find((t) => t.id === table.id)?.signature ?? []).map(squeeze));
  return proseLines(document).filter((line) => labels.has(line.text)).length >= 2;
};

/** A table or picture where the table ought to stand: it may be there and only not be readable for us. */
const mayHoldIt = (
  document: Document,
  range: { from: number; to: number },
  caption: readonly string[],
): string | null => {
  const blocks = document.blocks.slice(range.from, range.to);
  if (blocks.some((block) => block.is === 'table' && block.cells.length > 20)) return 'a table that was not recognised';
  const whole = range.from === 0;
  const announced = (text: string): boolean =>
    text.length <= LONGEST_CAPTION && caption.some((word) => text.includes(word));
  for (const [i, block] of blocks.entries()) {
    if (block.is !== 'picture') continue;
    const before = blocks[i - 1];
    if (!whole || (before && before.is !== 'table' && announced(before.text))) return 'a picture that may be the table';
  }
  return null;
};

const promiseIn = (lines: readonly ProseLine[], words: readonly string[]): ProseLine | undefined =>
  lines.find((line) => words.some((word) => line.text.includes(word)));

/** Official tables that the report lacks, one verdict a table. A picture or an unknown table in its place leaves it undecided. */
export const missingTables = defineCheck<z.infer<typeof schema>>({
  name: 'missing-tables',
  parseOptions: optionsBySchema(schema),
  judge: (input, options) => {
    const { template, document } = input;
    const lines = proseLines(document);
    const tables = input.factSet.parts.filter((part) => part.kind === 'table');
    if (!template || tables.length === 0 || document.blocks.length === 0) return [undecided('text')];
    return tables.map((table): CheckVerdict => {
      if (table.presence !== 'absent') return holds(table.id);
      const range = rangeFor(input, template, table);
      const doubt = dissolved(document, template, table)
        ? 'a table that was taken apart'
        : range && mayHoldIt(document, range, options.promise);
      if (doubt) return undecided(doubt, table.id);
      const promise = promiseIn(lines, options.promise);
      const at = range && range.from > 0 ? document.blocks[range.from]! : null;
      return violated({
        target: table.id,
        evidence: promise
          ? [quoted(promise.raw.slice(-80), promise.locator)]
          : at
            ? [quoted(at.is === 'heading' ? at.text : null, at.locator)]
            : [],
        slots: { table: table.title },
        message: promise ? options.promised : undefined,
      });
    });
  },
});
