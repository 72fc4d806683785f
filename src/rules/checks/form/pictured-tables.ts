import { chapterBlocks } from '../chapter-lines.ts';
import { type CheckVerdict, defineCheck } from '../check.ts';
import { quoted } from '../evidence.ts';
import { holds, inapplicable, undecided, violated } from '../outcome.ts';
import { noOptions } from '../read-options.ts';

/**
 * Official tables of which nothing can be read while their chapter holds a picture and no table at all: the table may
 * stand in the picture. One verdict a table. Slots: `table`.
 */
export const picturedTables = defineCheck({
  name: 'pictured-tables',
  parseOptions: noOptions,
  judge: ({ factSet, document, template }) => {
    const tables = factSet.parts.filter((part) => part.kind === 'table');
    if (!template || tables.length === 0 || document.blocks.length === 0) return [undecided('text')];
    return tables.map((table): CheckVerdict => {
      if (table.presence !== 'absent') return holds(table.id);
      const chapter = template.tables.find(({ id }) => id === table.id)?.chapter;
      const part = factSet.parts.find(({ kind, id }) => kind === 'chapter' && id === chapter);
      const range = part ? chapterBlocks(document, part) : null;
      if (range === null) return undecided('where the chapter begins', table.id);
      const blocks = document.blocks.slice(range.from, range.to);
      const picture = blocks.find((block) => block.is === 'picture');
      if (!picture || blocks.some((block) => block.is === 'table')) return inapplicable('no picture', table.id);
      return violated({
        target: table.id,
        evidence: [quoted(null, picture.locator)],
        slots: { table: table.title },
      });
    });
  },
});
