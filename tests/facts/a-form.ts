import type { Cell, Document, Table } from '../../src/model/document.ts';
import { locator, NOWHERE } from '../../src/model/locator.ts';
import type { Template, TemplateTable } from '../../src/model/template.ts';

/** What stands in a cell of the form, by fact key; undefined leaves the cell empty. */
export type Filling = (indicator: string, group: string | null) => string | undefined;

/** The rows of an official table as cells of text, labels first; `units` adds the unit column of the statistics table. */
export const formRows = (template: Template, table: TemplateTable, fill: Filling): readonly (readonly string[])[] => {
  const header = table.rows.filter((row) => row.role === 'header');
  const rows: string[][] = [];
  if (table.layout === 'line') rows.push(header.map((row) => row.labels[0]!));
  for (const row of table.rows) {
    if (row.optional && row.role === 'data') continue;
    if (row.role === 'header') {
      if (table.layout === 'blocks') rows.push([row.labels[0]!]);
      continue;
    }
    const values = row.role === 'data' ? row.slots.map((slot) => fill(slot.indicator, slot.group) ?? '') : [];
    const unit = table.layout === 'list' ? [template.indicators.get(row.slots[0]!.indicator)?.unit ?? '—'] : [];
    rows.push([...(row.labels.length > 0 ? [row.labels[0]!] : []), ...unit, ...values]);
  }
  return rows;
};

/** A table of which the cells of each row are known. */
export const aTable = (rows: readonly (readonly string[])[], layout: Table['layout'] = 'rows'): Table => {
  const cells = rows.flatMap((row, r) =>
    row.map(
      (text, c): Cell => ({ row: r, col: c, rowSpan: 1, colSpan: 1, text, locator: locator({ row: r, col: c }) }),
    ),
  );
  return {
    is: 'table',
    layout,
    rows: rows.length,
    cols: Math.max(...rows.map((row) => row.length)),
    cells,
    locator: NOWHERE,
  };
};

/** The same cells with only their order known; empty cells have vanished. */
export const dissolved = (rows: readonly (readonly string[])[]): Table => {
  const texts = rows.flat().filter((text) => text !== '');
  return aTable(
    texts.map((text) => [text]),
    'sequence',
  );
};

export const aDocument = (tables: readonly Table[], paragraphs: readonly string[] = []): Document => ({
  mediaType: 'text/plain',
  parser: { name: 'test', version: '1' },
  blocks: [...paragraphs.map((text) => ({ is: 'paragraph', text, locator: NOWHERE }) as const), ...tables],
  notes: [],
});
