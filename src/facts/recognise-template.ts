import type { Template } from '../model/template.ts';
import { officialKey } from './align-labels.ts';

export type Recognition = { readonly template: Template; readonly by: 'tables' | 'year' } | null;

/** Fewer official labels than this are chance, not a form. */
const FEWEST_LABELS = 6;

/** How many of the form's labels occur; those that only one generation has count twice. */
const countLabels = (template: Template, keys: ReadonlySet<string>): number => {
  const labels = new Set<string>();
  const signatures = new Set<string>();
  for (const table of template.tables) {
    for (const row of table.rows) for (const label of row.labels) labels.add(officialKey(label));
    for (const label of table.signature) signatures.add(officialKey(label));
  }
  let count = 0;
  for (const label of labels) if (keys.has(label)) count += 1;
  for (const label of signatures) if (keys.has(label)) count += 1;
  return count;
};

const covers = (template: Template, year: number): boolean =>
  year >= template.years.from && (template.years.to === null || year <= template.years.to);

/**
 * Tells the form by the labels of its tables; the report year only breaks a tie. Without tables the year decides,
 * provided the text calls itself an annual report. Null when neither helps.
 */
export const recogniseTemplate = (
  templates: readonly Template[],
  keys: ReadonlySet<string>,
  year: number | null,
  isAnnualReport: boolean,
): Recognition => {
  const counted = templates
    .map((template) => ({
      template,
      count: countLabels(template, keys),
      inYear: year !== null && covers(template, year) ? 1 : 0,
    }))
    .sort((a, b) => b.count - a.count || b.inYear - a.inYear);
  const best = counted[0];
  if (best && best.count >= FEWEST_LABELS) return { template: best.template, by: 'tables' };
  if (year === null || !isAnnualReport) return null;
  const byYear = templates.find((template) => covers(template, year));
  return byYear ? { template: byYear, by: 'year' } : null;
};
