import type { Document } from '../../../model/document.ts';
import { headingNumber } from '../../../text/heading-number.ts';
import { squeeze } from '../../../text/normalise.ts';
import { defineCheck } from '../check.ts';
import { quoted } from '../evidence.ts';
import { listing } from '../listing.ts';
import { holds, undecided, violated } from '../outcome.ts';
import { noOptions } from '../read-options.ts';

const plain = (title: string): string =>
  squeeze(title).replace(
    /^(?:第?[一二三四五六七八九十]{1,2}(?:部分)?|\d{1,2}|\([一二三四五六七八九十]{1,2}\))[、.,]?/,
    '',
  );

/** Lines that an extraction took into the table below them: a chapter title among them is not lost. */
const titlesInTables = (document: Document): ReadonlySet<string> =>
  new Set(
    document.blocks.flatMap((block) =>
      block.is === 'table' ? block.cells.filter((cell) => cell.text.length <= 40).map((cell) => plain(cell.text)) : [],
    ),
  );

/** Chapters whose content is there while no heading with their number is: one verdict for all of them. */
export const lostHeadings = defineCheck({
  name: 'lost-headings',
  parseOptions: noOptions,
  judge: ({ factSet, document, template }) => {
    if (document.blocks.length === 0) return [undecided('text')];
    const numbers = new Set(
      document.blocks.flatMap((block) =>
        block.is === 'heading' && block.level === 1 && block.number !== null ? [headingNumber(block.number)] : [],
      ),
    );
    // "三、存在问题" where the form has it as the fifth: the chapter has a heading, if not the official one
    const headed = new Set(
      document.blocks.flatMap((block) => (block.is === 'heading' && block.level <= 1 ? [block.locator] : [])),
    );
    const unheaded = factSet.parts.filter((part) => {
      const number = template?.chapters.find((chapter) => chapter.id === part.id)?.number ?? null;
      if (part.kind !== 'chapter' || part.presence !== 'content' || headed.has(part.locator)) return false;
      return number !== null && !numbers.has(number);
    });
    if (unheaded.length === 0) return [holds()];
    const inTables = titlesInTables(document);
    const lost = unheaded.filter((part) => !inTables.has(plain(part.title)));
    if (lost.length === 0) return [holds()];
    return [
      violated({
        evidence: lost.map((part) => quoted(null, part.locator)),
        slots: { count: String(lost.length), chapters: listing(lost.map((part) => part.title)) },
      }),
    ];
  },
});
