import { defineCheck } from '../check.ts';
import { quoted } from '../evidence.ts';
import { holds, inapplicable, violated } from '../outcome.ts';
import { noOptions } from '../read-options.ts';

/** Whether the labels of one table use brackets of both widths. Slots: `wide`, `narrow` (how many labels of each). */
export const mixedBrackets = defineCheck({
  name: 'mixed-brackets',
  parseOptions: noOptions,
  judge: ({ document }) => {
    const tables = document.blocks.filter((block) => block.is === 'table');
    if (tables.length === 0) return [inapplicable('no table')];
    for (const table of tables) {
      const wide = table.cells.filter(({ text }) => /[（）]/.test(text)).length;
      const narrow = table.cells.filter(({ text }) =>
        /\p{Script=Han}[^()]{0,40}\(|\([^()]{0,40}\p{Script=Han}/u.test(text),
      ).length;
      if (wide > 0 && narrow > 0) {
        return [
          violated({
            evidence: [quoted(null, table.locator)],
            slots: { wide: String(wide), narrow: String(narrow) },
          }),
        ];
      }
    }
    return [holds()];
  },
});
