import { defineCheck } from '../check.ts';
import { cellEvidence } from '../evidence.ts';
import { listing } from '../listing.ts';
import { holds, inapplicable, undecided, violated } from '../outcome.ts';
import { noOptions } from '../read-options.ts';

/** Rows that the form does not have and that hold a figure: one verdict that lists them. Slots: `rows`, `count`. */
export const addedRows = defineCheck({
  name: 'added-rows',
  parseOptions: noOptions,
  judge: ({ factSet }) => {
    const tables = factSet.parts.filter((part) => part.kind === 'table');
    if (tables.every((part) => part.presence === 'absent')) return [inapplicable('no table')];
    const local = factSet.facts.filter((fact) => fact.indicator.startsWith('local.'));
    const added = local.filter((fact) => fact.reading.is === 'stated' && /\p{Script=Han}{2}/u.test(fact.label));
    const rows = new Map(added.map((fact) => [fact.label, fact]));
    if (rows.size === 0)
      return [
        local.some((fact) => fact.reading.is === 'unreadable') ? undecided('a row that cannot be read') : holds(),
      ];
    return [
      violated({
        evidence: [...rows.values()].slice(0, 5).map(cellEvidence),
        slots: { rows: listing([...rows.keys()]), count: String(rows.size) },
      }),
    ];
  },
});
