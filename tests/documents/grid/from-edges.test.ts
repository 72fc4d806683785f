import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EdgeCell, type FilledCell, gridFromEdges } from '../../../src/documents/grid/from-edges.ts';
import { NOWHERE } from '../../../src/model/locator.ts';

const cell = (text: string, left: number, right: number, joins: Partial<EdgeCell> = {}): FilledCell => ({
  text,
  left,
  right,
  across: 'none',
  down: 'none',
  locator: NOWHERE,
  ...joins,
});

const shape = (rows: readonly (readonly FilledCell[])[]): readonly string[] =>
  gridFromEdges(rows).table.cells.map((at) => `${at.text}@${at.row},${at.col} ${at.rowSpan}x${at.colSpan}`);

describe('a grid from the edges of cells', () => {
  it('has a span where a cell reaches over edges of other rows', () => {
    expect(shape([[cell('A', 0, 3000)], [cell('1', 0, 1000), cell('2', 1000, 3000)]])).toEqual([
      'A@0,0 1x2',
      '1@1,0 1x1',
      '2@1,1 1x1',
    ]);
  });

  it('has no column of one twip', () => {
    const rows = [
      [cell('A', 0, 1000), cell('1', 1000, 2001)],
      [cell('B', 0, 999), cell('', 999, 1000), cell('2', 1000, 2000)],
    ];
    expect(gridFromEdges(rows).table.cols).toBe(2);
  });

  it('keeps a narrow column that holds text', () => {
    expect(shape([[cell('A', 0, 1000), cell('1', 1000, 1020), cell('2', 1020, 2000)]])).toHaveLength(3);
  });

  it('has no column where only a right edge is ragged', () => {
    expect(gridFromEdges([[cell('A', 0, 1000)], [cell('B', 0, 1500)]]).table.cols).toBe(1);
  });

  it('begins a new cell where a merged one has other columns than the one above', () => {
    const rows = [
      [cell('A', 0, 2000, { down: 'first' })],
      [cell('B', 0, 1000, { down: 'rest' }), cell('1', 1000, 2000)],
    ];
    expect(shape(rows)).toEqual(['A@0,0 1x2', 'B@1,0 1x1', '1@1,1 1x1']);
  });

  const joins = fc.constantFrom('none', 'none', 'first', 'rest');
  const anyCell = fc.record({
    text: fc.constantFrom('', '1', 'A'),
    left: fc.integer({ min: -200, max: 400 }),
    right: fc.integer({ min: -200, max: 400 }),
    across: joins,
    down: joins,
    locator: fc.constant(NOWHERE),
  }) as fc.Arbitrary<FilledCell>;

  it('is tiled by its cells whatever the edges: none overlap, none stands outside, no text is lost', () => {
    fc.assert(
      fc.property(fc.array(fc.array(anyCell, { maxLength: 6 }), { maxLength: 6 }), (rows) => {
        const { table } = gridFromEdges(rows);
        const taken = new Set<string>();
        for (const { row, col, rowSpan, colSpan } of table.cells) {
          expect(row + rowSpan).toBeLessThanOrEqual(table.rows);
          expect(col + colSpan).toBeLessThanOrEqual(table.cols);
          for (let r = row; r < row + rowSpan; r += 1) {
            for (let c = col; c < col + colSpan; c += 1) {
              expect(taken).not.toContain(`${r} ${c}`);
              taken.add(`${r} ${c}`);
            }
          }
        }
        const shown = rows.flat().filter((of) => of.text !== '' && of.across === 'none' && of.down === 'none').length;
        expect(table.cells.filter((of) => of.text !== '').length).toBeGreaterThanOrEqual(shown);
      }),
    );
  });

  it('grants no more slots than a table needs, and says so', () => {
    const rows = Array.from({ length: 2000 }, (_, r) => [
      cell('1', 0, 1_000_000),
      ...Array.from({ length: 2 }, (_, c) => cell('2', 1_000_000 + (r * 2 + c) * 50, 1_000_050 + (r * 2 + c) * 50)),
    ]);
    const wide = rows.map(([first], r) => (r % 2 === 0 ? rows[r]! : [{ ...first!, right: 2_000_000 }]));
    const { table, isClipped } = gridFromEdges(wide);
    expect(isClipped).toBe(true);
    expect(table.cells.reduce((sum, of) => sum + of.rowSpan * of.colSpan, 0)).toBeLessThanOrEqual(205_000);
  });
});
