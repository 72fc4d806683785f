import { type CheckVerdict, defineCheck } from '../check.ts';
import { quoted } from '../evidence.ts';
import { holds, inapplicable, undecided, violated } from '../outcome.ts';
import { noOptions } from '../read-options.ts';

/** Aspects that a chapter must treat and does not mention, one verdict an aspect; a missing chapter is judged elsewhere. */
export const missingAspects = defineCheck({
  name: 'missing-aspects',
  parseOptions: noOptions,
  judge: ({ factSet, document, template }) => {
    if (document.blocks.length === 0) return [undecided('text')];
    return factSet.parts
      .filter((part) => part.kind === 'aspect')
      .map((part): CheckVerdict => {
        if (part.presence !== 'absent') return holds(part.id);
        const id = template?.aspects.find((aspect) => aspect.id === part.id)?.chapter;
        const chapter = factSet.parts.find((other) => other.kind === 'chapter' && other.id === id);
        if (!chapter || chapter.presence === 'absent') return inapplicable('the chapter is missing', part.id);
        return violated({
          target: part.id,
          evidence: [quoted(chapter.presence === 'heading' ? chapter.title : null, chapter.locator)],
          expected: part.title,
          slots: { aspect: part.title, chapter: chapter.title },
        });
      });
  },
});
