import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Table } from '../../../src/model/document.ts';
import { documentOf, tablesOf } from '../snapshots.ts';

const gridOf = (rows: string): Table => tablesOf(documentOf(`<table>${rows}</table>`))[0]!;

const shape = (table: Table): readonly string[] =>
  table.cells.map((cell) => `${cell.text}@${cell.row},${cell.col} ${cell.rowSpan}x${cell.colSpan}`);

describe('the grid of a table', () => {
  it('gives merged cells their place and span', () => {
    expect(
      shape(gridOf('<tr><td rowspan=2 colspan=2>甲<td>乙<td>1<tr><td>丙<td>2<tr><td>丁<td>戊<td>己<td>3')),
    ).toEqual([
      '甲@0,0 2x2',
      '乙@0,2 1x1',
      '1@0,3 1x1',
      '丙@1,2 1x1',
      '2@1,3 1x1',
      '丁@2,0 1x1',
      '戊@2,1 1x1',
      '己@2,2 1x1',
      '3@2,3 1x1',
    ]);
  });

  it('ends a row span with its row group, and lets 0 reach to that end', () => {
    const table = gridOf(
      '<thead><tr><th rowspan=9>甲<th>乙</thead><tbody><tr><td>丙<td rowspan=0>丁<tr><td>戊<tr><td>己</tbody>',
    );
    expect(shape(table)).toEqual(['甲@0,0 1x1', '乙@0,1 1x1', '丙@1,0 1x1', '丁@1,1 3x1', '戊@2,0 1x1', '己@3,0 1x1']);
  });

  it.each(['0', '1001', '1000000000', 'x', '-3'])('counts a column span of %s as one', (span) => {
    expect(gridOf(`<tr><td colspan="${span}">甲<td>1<tr><td>乙<td>2`).cells[0]!.colSpan).toBe(1);
  });

  it('narrows a cell that would overlap one from above', () => {
    expect(shape(gridOf('<tr><td>甲<td rowspan=2>乙<td>1<tr><td colspan=3>丙<td>2'))).toEqual([
      '甲@0,0 1x1',
      '乙@0,1 2x1',
      '1@0,2 1x1',
      '丙@1,0 1x1',
      '2@1,2 1x1',
    ]);
  });

  it('grants a table no more than its share of slots, and says so', () => {
    const document = documentOf(`<table>${`<tr>${'<td colspan=1000 rowspan=300>9'.repeat(3)}`.repeat(300)}</table>`);
    const slots = tablesOf(document)[0]!.cells.reduce((sum, cell) => sum + cell.rowSpan * cell.colSpan, 0);
    expect(slots).toBeLessThanOrEqual(201_000);
    expect(document.notes.map((note) => note.code)).toContain('table-too-large');
  });

  it('is tiled by its cells: none overlap, none stands outside', () => {
    const span = fc.constantFrom('1', '1', '2', '3', '0', '65535', '1001');
    const cell = fc.tuple(span, span).map(([rows, cols]) => `<td rowspan=${rows} colspan=${cols}>7`);
    const row = fc.array(cell, { maxLength: 5 }).map((cells) => `<tr>${cells.join('')}`);
    const group = fc.array(row, { maxLength: 4 }).map((rows) => `<tbody>${rows.join('')}</tbody>`);
    fc.assert(
      fc.property(fc.array(group, { maxLength: 3 }), (groups) => {
        const table = gridOf(`<tr><td>甲<td>1<tr><td>乙<td>2</tr>${groups.join('')}`);
        const taken = new Set<string>();
        for (const { row: top, col: left, rowSpan, colSpan } of table.cells) {
          for (let r = top; r < top + rowSpan; r += 1) {
            for (let c = left; c < left + colSpan; c += 1) {
              expect(taken.has(`${r},${c}`)).toBe(false);
              taken.add(`${r},${c}`);
              expect(r < table.rows && c < table.cols).toBe(true);
            }
          }
        }
      }),
      { numRuns: 200, seed: 13 },
    );
  });

  it('leaves no hole where the spans were cut from a full grid', () => {
    const cut = fc.record({
      row: fc.nat(5),
      col: fc.nat(5),
      rows: fc.integer({ min: 1, max: 4 }),
      cols: fc.integer({ min: 1, max: 4 }),
    });
    fc.assert(
      fc.property(fc.array(cut, { maxLength: 6 }), (cuts) => {
        const owner = Array.from({ length: 6 }, () => new Array<string | null>(6).fill(null));
        const spans = new Map<string, readonly [number, number]>();
        const claim = (row: number, col: number, rows: number, cols: number): void => {
          if (row + rows > 6 || col + cols > 6) return;
          const slots = Array.from(
            { length: rows * cols },
            (_, i) => [row + Math.floor(i / cols), col + (i % cols)] as const,
          );
          if (slots.some(([r, c]) => owner[r]![c] !== null)) return;
          for (const [r, c] of slots) owner[r]![c] = `${row},${col}`;
          spans.set(`${row},${col}`, [rows, cols]);
        };
        for (const { row, col, rows, cols } of cuts) claim(row, col, rows, cols);
        for (let i = 0; i < 36; i += 1) claim(Math.floor(i / 6), i % 6, 1, 1);
        const html = owner.map((line, r) => {
          const cells = line
            .map((_, c) => spans.get(`${r},${c}`))
            .map((span) => (span ? `<td rowspan=${span[0]} colspan=${span[1]}>5` : ''));
          return `<tr>${cells.join('')}`;
        });
        const table = gridOf(html.join(''));
        expect(new Map(table.cells.map((cell) => [`${cell.row},${cell.col}`, [cell.rowSpan, cell.colSpan]]))).toEqual(
          spans,
        );
      }),
      { numRuns: 200, seed: 17 },
    );
  });
});
