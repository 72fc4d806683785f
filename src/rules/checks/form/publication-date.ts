import { z } from 'zod';
import type { Document } from '../../../model/document.ts';
import type { Evidence } from '../../../model/rule.ts';
import { defineCheck } from '../check.ts';
import { quoted } from '../evidence.ts';
import { optionsBySchema } from '../options-by-schema.ts';
import { holds, undecided, violated } from '../outcome.ts';
import { proseLines } from '../prose-lines.ts';

const schema = z.strictObject({ not: z.enum(['before-year-end', 'after-next-year']) });

/** The line that carries a date, written in any of the usual ways. */
export const placeOfDate = (document: Document, iso: string): readonly Evidence[] => {
  const [year, month, day] = iso.split('-').map(Number);
  const padded = (n: number | undefined): string => String(n).padStart(2, '0');
  const ways = [
    `${year}年${month}月${day}日`,
    `${year}年${padded(month)}月${padded(day)}日`,
    iso,
    iso.replaceAll('-', '/'),
    iso.replaceAll('-', '.'),
    `${year}-${month}-${day}`,
    `${year}/${month}/${day}`,
  ];
  const line = proseLines(document).find(({ text }) => text.length < 60 && ways.some((way) => text.includes(way)));
  return line ? [quoted(line.raw.trim(), line.locator, iso)] : [];
};

/** The date of publication must lie in the year after the one reported on: not in or before it, not later than it. */
export const publicationDate = defineCheck<z.infer<typeof schema>>({
  name: 'publication-date',
  parseOptions: optionsBySchema(schema),
  judge: ({ factSet, document }, { not }) => {
    const { published, period } = factSet.identity;
    if (published === null || period.year === null) return [undecided('date of publication')];
    const wrong =
      not === 'before-year-end' ? published <= `${period.year}-12-31` : published > `${period.year + 1}-12-31`;
    if (!wrong) return [holds()];
    return [
      violated({
        evidence: placeOfDate(document, published),
        found: published,
        expected: String(period.year + 1),
        slots: { published, year: String(period.year), next: String(period.year + 1) },
      }),
    ];
  },
});
