import { z } from 'zod';
import { defineCheck } from '../check.ts';
import { judgeOccurrences } from '../judge-text.ts';
import { optionsBySchema } from '../options-by-schema.ts';
import { undecided } from '../outcome.ts';
import { proseLines } from '../prose-lines.ts';

const schema = z.strictObject({
  /** More such lines than this are the cells of a table that was taken apart, not page numbers. */
  most: z.number().int().positive(),
});

const PAGE_NUMBER = /^(?:-{0,2}\d{1,3}-{0,2}|第\d{1,3}页(?:共\d{1,3}页)?)$/;

/** Page numbers left between the paragraphs. */
export const pageNumbers = defineCheck<z.infer<typeof schema>>({
  name: 'page-numbers',
  parseOptions: optionsBySchema(schema),
  judge: ({ document, factSet }, { most }) => {
    const cells = new Set(factSet.facts.map((fact) => fact.locator));
    const found = proseLines(document)
      .filter((line) => line.is === 'paragraph' && PAGE_NUMBER.test(line.text) && !cells.has(line.locator))
      .map((line) => ({ quote: line.raw.trim(), locator: line.locator }));
    return [found.length > most ? undecided('what the bare numbers are') : judgeOccurrences(found, document)];
  },
});
