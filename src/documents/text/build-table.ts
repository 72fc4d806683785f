import type { Cell, Table } from '../../model/document.ts';
import { NOWHERE } from '../../model/locator.ts';
import type { Located } from './source-line.ts';

/** A table of unspanned cells from rows of located texts; positions are those of the rows given. */
export const buildTable = (layout: Table['layout'], rows: readonly (readonly Located[])[]): Table => {
  const cells: Cell[] = [];
  let cols = 0;
  rows.forEach((row, r) => {
    cols = Math.max(cols, row.length);
    row.forEach((cell, c) => {
      cells.push({
        row: r,
        col: c,
        rowSpan: 1,
        colSpan: 1,
        text: cell.text,
        locator: { ...cell.locator, row: r, col: c },
      });
    });
  });
  const first = cells[0]?.locator ?? NOWHERE;
  const last = cells.at(-1)?.locator ?? NOWHERE;
  return {
    is: 'table',
    layout,
    rows: rows.length,
    cols,
    cells,
    locator: { ...NOWHERE, line: first.line, start: first.start, end: last.end },
  };
};
