import { factKey } from '../model/fact.ts';
import type { Template } from '../model/template.ts';
import type { Neighbours } from './corrupt-figures.ts';

/** Which official figures stand below and beside each other: only those can be exchanged by a slip of the line. */
export const neighboursIn = (template: Template): Neighbours => {
  const below = new Map<string, string>();
  const beside = new Map<string, string>();
  for (const table of template.tables) {
    const rows = table.rows
      .filter((row) => row.role === 'data' && !row.optional)
      .map((row) => row.slots.map((slot) => factKey(slot.indicator, slot.group)));
    rows.forEach((row, at) => {
      row.forEach((key, column) => {
        const [under, next] = [rows[at + 1]?.[column], row[column + 1]];
        if (under !== undefined && rows[at + 1]!.length === row.length) below.set(key, under);
        if (next !== undefined) beside.set(key, next);
      });
    });
  }
  return { below, beside };
};
