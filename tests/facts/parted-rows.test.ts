import { describe, expect, it } from 'vitest';
import { cleanReport } from '../../bench/generate/clean-report.ts';
import { renderHtml } from '../../bench/generate/render-html.ts';
import { readFacts } from '../../src/facts/read-facts.ts';
import type { Block, Cell, Table } from '../../src/model/document.ts';
import { documentOf } from '../documents/snapshots.ts';
import { theTemplates } from '../the-knowledge.ts';

const templates = theTemplates();

const report = cleanReport(templates[2]!, 935);

const onPage = (cell: Cell, page: number): Cell => ({ ...cell, locator: { ...cell.locator, page } });

const hasFigures = (cell: Cell): boolean => /^\d+$/.test(cell.text);

/** Table 3 as two tables on two pages; the figures of the last row on the first page are not there. */
const parted = (table: Table, at: number): readonly Table[] => {
  const upper = table.cells
    .filter((cell) => cell.row < at)
    .map((cell) => onPage(cell.row === at - 1 && hasFigures(cell) ? { ...cell, text: '' } : cell, 1))
    .map((cell) => ({ ...cell, rowSpan: Math.min(cell.rowSpan, at - cell.row) }));
  const lower = table.cells.filter((cell) => cell.row >= at).map((cell) => onPage({ ...cell, row: cell.row - at }, 2));
  return [
    { ...table, rows: at, cells: upper },
    { ...table, rows: table.rows - at, cells: lower },
  ];
};

const readParted = (at: number) => {
  const document = documentOf(renderHtml(report, 'plain-page'));
  const blocks = document.blocks.flatMap((block): readonly Block[] =>
    block.is === 'table' && block.rows > 20 ? parted(block, at) : [block],
  );
  return readFacts({ ...document, blocks }, templates).facts;
};

describe('a row without figures at the end of a page', () => {
  it('is not taken for a row that was left blank: its figures may stand on the next page', () => {
    const torn = readParted(12).filter(({ reading }) => reading.is !== 'stated');
    expect(torn).toHaveLength(7);
    expect(new Set(torn.map(({ reading }) => reading.is))).toEqual(new Set(['unreadable']));
  });
});
