import type { Document } from '../../../model/document.ts';
import type { Part } from '../../../model/fact.ts';
import { headingNumber } from '../../../text/heading-number.ts';
import { type CheckVerdict, defineCheck } from '../check.ts';
import { holds, undecided, violated } from '../outcome.ts';
import { noOptions } from '../read-options.ts';

/** A heading with the number of the missing chapter that is no other chapter's: perhaps the chapter under another title. */
const standIn = (document: Document, parts: readonly Part[], number: number | null): string | null => {
  const known = new Set(parts.map((part) => part.locator));
  for (const block of document.blocks) {
    if (block.is !== 'heading' || block.level !== 1 || block.number === null || number === null) continue;
    if (headingNumber(block.number) === number && !known.has(block.locator)) return block.text;
  }
  return null;
};

/**
 * Chapters of the form that the report lacks, one verdict a chapter. A chapter whose heading is lost but whose content is
 * there is not missing.
 */
export const missingChapters = defineCheck({
  name: 'missing-chapters',
  parseOptions: noOptions,
  judge: ({ factSet, document, template }) => {
    if (document.blocks.length === 0) return [undecided('text')];
    return factSet.parts
      .filter((part) => part.kind === 'chapter')
      .map((part): CheckVerdict => {
        if (part.presence !== 'absent') return holds(part.id);
        const number = template?.chapters.find((chapter) => chapter.id === part.id)?.number ?? null;
        const other = standIn(document, factSet.parts, number);
        if (other !== null) return undecided(`what “${other}” stands for`, part.id);
        return violated({
          target: part.id,
          evidence: [],
          expected: part.title,
          slots: { chapter: part.title },
        });
      });
  },
});
