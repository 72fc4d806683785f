import { headingNumber } from '../../../text/heading-number.ts';
import { defineCheck } from '../check.ts';
import { quoted } from '../evidence.ts';
import { listing } from '../listing.ts';
import { holds, undecided, violated } from '../outcome.ts';
import { noOptions } from '../read-options.ts';

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
    const lost = factSet.parts.filter((part) => {
      const number = template?.chapters.find((chapter) => chapter.id === part.id)?.number ?? null;
      return part.kind === 'chapter' && part.presence === 'content' && number !== null && !numbers.has(number);
    });
    if (lost.length === 0) return [holds()];
    return [
      violated({
        evidence: lost.map((part) => quoted(null, part.locator)),
        slots: { count: String(lost.length), chapters: listing(lost.map((part) => part.title)) },
      }),
    ];
  },
});
