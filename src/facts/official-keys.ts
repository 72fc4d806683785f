import type { Template } from '../model/template.ts';
import { officialKey } from './align-labels.ts';

/** The matching keys of every label that the given forms print. */
export const officialKeys = (templates: readonly Template[]): ReadonlySet<string> =>
  new Set(
    templates.flatMap((template) =>
      template.tables.flatMap((table) => table.rows.flatMap((row) => row.labels.map(officialKey))),
    ),
  );
