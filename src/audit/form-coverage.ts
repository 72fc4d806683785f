import type { FormCoverage } from '../model/audit-result.ts';
import { type Fact, factKey } from '../model/fact.ts';
import type { Template } from '../model/template.ts';

/** How much of the form was read; rows that the form leaves to the office are not asked for. */
export const formCoverage = (template: Template, facts: ReadonlyMap<string, Fact>): FormCoverage => {
  const slots = template.tables.flatMap(({ rows }) =>
    rows.filter(({ optional }) => !optional).flatMap((row) => row.slots),
  );
  const readings = slots.map(({ indicator, group }) => facts.get(factKey(indicator, group))?.reading.is ?? 'absent');
  const count = (...wanted: readonly string[]): number => readings.filter((is) => wanted.includes(is)).length;
  return {
    cells: slots.length,
    stated: count('stated', 'text'),
    blank: count('blank'),
    unreadable: count('unreadable'),
    absent: count('absent'),
  };
};
