import type { Worksheet } from 'exceljs';
import { SECTION } from './look.ts';
import { putMerged } from './write-cell.ts';

/** A growing sheet, `columns` wide: each part is written below the last. */
export type Page = { readonly sheet: Worksheet; readonly columns: number; row: number };

/** The next free row. */
export const below = (page: Page): number => {
  page.row += 1;
  return page.row;
};

/** A section title over the whole width, with a little room above it. */
export const section = (page: Page, title: string): void => {
  page.sheet.getRow(below(page)).height = 10;
  const row = below(page);
  putMerged(page.sheet, row, [1, page.columns], title, SECTION);
  page.sheet.getRow(row).height = 22;
};
