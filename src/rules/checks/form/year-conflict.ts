import { defineCheck } from '../check.ts';
import { quoted } from '../evidence.ts';
import { holds, undecided, violated } from '../outcome.ts';
import { proseLines } from '../prose-lines.ts';
import { noOptions } from '../read-options.ts';

const YEAR = /(20\d\d)年/;

/** The year of the title, of the stated period and of the caption of the statistics table must be one year. */
export const yearConflict = defineCheck({
  name: 'year-conflict',
  parseOptions: noOptions,
  judge: ({ factSet, document }) => {
    const { title, period } = factSet.identity;
    const places = [
      ...(title ? [{ name: '标题', text: title }] : []),
      ...(period.start && period.end?.startsWith(period.start.slice(0, 4))
        ? [{ name: '统计期限', text: `${period.start.slice(0, 4)}年` }]
        : []),
      ...document.blocks.flatMap((block) =>
        block.is === 'heading' && block.level === 0 && /统计表/.test(block.text)
          ? [{ name: '统计表标题', text: block.text }]
          : [],
      ),
    ].flatMap(({ name, text }) => {
      const year = YEAR.exec(text.normalize('NFKC').replace(/\s/g, ''))?.[1];
      return year ? [{ name, year }] : [];
    });
    if (places.length < 2) return [undecided('two places that name the year')];
    if (new Set(places.map((place) => place.year)).size === 1) return [holds()];
    const first = places[0]!;
    const other = places.find((place) => place.year !== first.year)!;
    const line = proseLines(document).find(({ text }) => text.includes(`${other.year}年`));
    return [
      violated({
        evidence: line ? [quoted(`${other.year}年`, line.locator, other.year)] : [],
        found: other.year,
        expected: first.year,
        slots: { years: places.map((place) => `${place.name}${place.year}年`).join('、') },
      }),
    ];
  },
});
