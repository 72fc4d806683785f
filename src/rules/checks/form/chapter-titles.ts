import { squeeze } from '../../../text/normalise.ts';
import { type CheckVerdict, defineCheck } from '../check.ts';
import { quoted } from '../evidence.ts';
import { holds, inapplicable, undecided, violated } from '../outcome.ts';
import { noOptions } from '../read-options.ts';

/** "一、", "第一部分", marks and spaces belong to no title. */
const bare = (title: string): string =>
  squeeze(title)
    .replace(/^(?:第?[一二三四五六七八九十]{1,3}(?:部分|章|、|\.|,)?)/, '')
    .replace(/[^\p{Script=Han}0-9A-Za-z]/gu, '');

/** Titles of chapters that are neither the official one nor a known variant, one verdict a chapter. */
export const chapterTitles = defineCheck({
  name: 'chapter-titles',
  parseOptions: noOptions,
  judge: ({ factSet, document, template }) => {
    if (document.blocks.length === 0 || !template) return [undecided('text')];
    return factSet.parts
      .filter((part) => part.kind === 'chapter')
      .map((part): CheckVerdict => {
        const chapter = template.chapters.find(({ id }) => id === part.id);
        const heading = document.blocks.find((block) => block.is === 'heading' && block.locator === part.locator);
        if (!chapter || heading?.is !== 'heading' || part.presence !== 'heading')
          return inapplicable('the chapter has no heading', part.id);
        const accepted = [chapter.title, ...chapter.aliases].map(bare);
        if (accepted.includes(bare(heading.text))) return holds(part.id);
        return violated({
          target: part.id,
          evidence: [quoted(heading.text, heading.locator)],
          found: heading.text,
          expected: chapter.title,
          slots: { title: heading.text, official: chapter.title },
        });
      });
  },
});
