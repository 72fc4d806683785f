import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildBlocks } from '../../../src/documents/layout/build-blocks.ts';
import { findGrids } from '../../../src/documents/layout/find-grids.ts';
import { layoutPage } from '../../../src/documents/layout/layout-page.ts';
import type { Glyph, PageContent, Segment } from '../../../src/documents/layout/page-content.ts';
import type { Block } from '../../../src/model/document.ts';
import { rowsOf } from '../snapshots.ts';

const SIZE = 10;

const isNarrow = (char: string): boolean => /^[\u0000-\u00ff]$/.test(char);

/** Characters of a text whose left end and baseline stand at a place. */
const glyphsAt = (text: string, left: number, baseline: number): readonly Glyph[] => {
  let x = left;
  return [...text].map((char) => {
    const from = x;
    x += isNarrow(char) ? SIZE / 2 : SIZE;
    return { char, box: [from, baseline - 8.6, x, baseline + 1.4] };
  });
};

type Text = readonly [text: string, x: number, y: number];

const aPage = (texts: readonly Text[], rules: Partial<PageContent['rules']> = {}, page = 1): PageContent => ({
  page,
  width: 600,
  height: 840,
  glyphs: texts.flatMap(([text, x, y]) => glyphsAt(text, x, y)),
  rules: { horizontal: [], vertical: [], ...rules },
});

const blocksOf = (...pages: readonly PageContent[]): readonly Block[] => buildBlocks(pages.map(layoutPage)).blocks;

const tableIn = (blocks: readonly Block[]): readonly (readonly string[])[] => {
  const table = blocks.find((block) => block.is === 'table');
  if (!table) throw new Error('no table was found');
  return rowsOf(table);
};

const line = (at: number, from: number, to: number): Segment => ({ at, from, to });

/** The lines of a full grid. */
const gridLines = (xs: readonly number[], ys: readonly number[]) => ({
  horizontal: ys.map((y) => line(y, xs[0]!, xs.at(-1)!)),
  vertical: xs.map((x) => line(x, ys[0]!, ys.at(-1)!)),
});

describe('the cells of a ruled table', () => {
  it('tile its grid, whichever pieces of its lines are missing', () => {
    const piece = fc.record({ from: fc.integer({ min: 0, max: 5 }), to: fc.integer({ min: 0, max: 5 }) });
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 6, maxLength: 6 }),
        fc.array(piece, { minLength: 6, maxLength: 6 }),
        (h, v) => {
          const at = (i: number): number => 50 + 40 * i;
          const frame = gridLines([at(0), at(5)], [at(0), at(5)]);
          const inner = (pieces: readonly { from: number; to: number }[]): readonly Segment[] =>
            pieces.filter((p) => p.from < p.to).map((p, i) => line(at(i), at(p.from), at(p.to)));
          const { grids } = findGrids({
            horizontal: [...frame.horizontal, ...inner(h)],
            vertical: [...frame.vertical, ...inner(v)],
          });
          for (const grid of grids) {
            const owners = new Set<string>();
            for (const cell of grid.cells) {
              for (let r = cell.row; r < cell.row + cell.rowSpan; r += 1) {
                for (let c = cell.col; c < cell.col + cell.colSpan; c += 1) {
                  expect(owners.has(`${r},${c}`)).toBe(false);
                  owners.add(`${r},${c}`);
                }
              }
            }
            expect(owners.size).toBe((grid.xs.length - 1) * (grid.ys.length - 1));
          }
        },
      ),
    );
  });

  it('are the same when every cell draws its own border', () => {
    const boxes = [0, 1].flatMap((row) => [0, 1, 2].map((col) => [50 + 62 * col, 50 + 32 * row] as const));
    const rules = {
      horizontal: boxes.flatMap(([x, y]) => [line(y, x, x + 60), line(y + 30, x, x + 60)]),
      vertical: boxes.flatMap(([x, y]) => [line(x, y, y + 30), line(x + 60, y, y + 30)]),
    };
    const { grids } = findGrids(rules);
    expect(grids).toHaveLength(1);
    expect(grids[0]!.cells).toHaveLength(6);
  });
});

describe('a figure in a narrow cell', () => {
  const narrow = gridLines([50, 150, 175], [50, 90, 130]);

  it('that is wrapped is one figure', () => {
    const rows = tableIn(
      blocksOf(
        aPage(
          [
            ['收到', 60, 75],
            ['374', 155, 68],
            ['4', 155, 82],
            ['办结', 60, 112],
            ['7', 155, 112],
          ],
          narrow,
        ),
      ),
    );
    expect(rows).toEqual([
      ['收到', '3744'],
      ['办结', '7'],
    ]);
  });

  it('stands for nothing when two figures are above each other where there was room for one', () => {
    const wide = gridLines([50, 150, 300], [50, 90, 130]);
    const blocks = blocksOf(
      aPage(
        [
          ['收到', 60, 75],
          ['37', 160, 68],
          ['444', 160, 82],
          ['办结', 60, 112],
          ['7', 160, 112],
        ],
        wide,
      ),
    );
    const cells = blocks.flatMap((block) => (block.is === 'table' ? block.cells : []));
    expect(cells.filter((cell) => cell.doubtful).map((cell) => cell.text)).toEqual(['37\n444']);
  });
});

describe('a table over two pages', () => {
  const xs = [50, 250, 350];
  const first = aPage(
    [
      ['事项', 60, 715],
      ['件数', 270, 715],
      ['1.接收', 60, 745],
      ['5', 270, 745],
    ],
    gridLines(xs, [700, 725, 755]),
  );

  it('is one, and its repeated header is left out', () => {
    const second = aPage(
      [
        ['事项', 60, 65],
        ['件数', 270, 65],
        ['2.办结', 60, 95],
        ['4', 270, 95],
      ],
      gridLines(xs, [50, 75, 105]),
      2,
    );
    expect(tableIn(blocksOf(first, second))).toEqual([
      ['事项', '件数'],
      ['1.接收', '5'],
      ['2.办结', '4'],
    ]);
  });

  it('has the row once that goes on over the page', () => {
    const second = aPage(
      [
        ['的申请', 60, 65],
        ['2.办结', 60, 95],
        ['4', 270, 95],
      ],
      gridLines(xs, [50, 75, 105]),
      2,
    );
    expect(tableIn(blocksOf(first, second))).toEqual([
      ['事项', '件数'],
      ['1.接收\n的申请', '5'],
      ['2.办结', '4'],
    ]);
  });

  it('keeps a blank figure at the top of a page blank', () => {
    const second = aPage(
      [
        ['2.办结', 60, 65],
        ['3.结转', 60, 95],
        ['1', 270, 95],
      ],
      gridLines(xs, [50, 75, 105]),
      2,
    );
    expect(tableIn(blocksOf(first, second)).slice(1)).toEqual([
      ['1.接收', '5'],
      ['2.办结', ''],
      ['3.结转', '1'],
    ]);
  });

  it('is two when the columns differ', () => {
    const second = aPage(
      [
        ['甲', 60, 65],
        ['乙', 160, 65],
        ['1', 60, 95],
        ['2', 160, 95],
      ],
      gridLines([50, 140, 350], [50, 75, 105]),
      2,
    );
    expect(blocksOf(first, second).filter((block) => block.is === 'table')).toHaveLength(2);
  });
});

describe('a table without vertical lines', () => {
  const texts: readonly Text[] = [
    ['指标', 60, 100],
    ['上年', 250, 100],
    ['本年', 350, 100],
    ['接收', 60, 120],
    ['12', 255, 120],
    ['15', 355, 120],
    ['办结', 60, 140],
    ['9', 355, 140],
    ['结转', 60, 160],
    ['3', 258, 160],
    ['6', 355, 160],
  ];
  const wanted = [
    ['指标', '上年', '本年'],
    ['接收', '12', '15'],
    ['办结', '', '9'],
    ['结转', '3', '6'],
  ];

  it('has its columns by the places of its figures, and blanks where none stands', () => {
    expect(tableIn(blocksOf(aPage(texts)))).toEqual(wanted);
  });

  it('has its rows between three lines as well', () => {
    const horizontal = [line(85, 50, 400), line(107, 50, 400), line(170, 50, 400)];
    expect(tableIn(blocksOf(aPage(texts, { horizontal })))).toEqual(wanted);
  });

  it('is marked as uncertain', () => {
    expect(blocksOf(aPage(texts)).find((block) => block.is === 'table')).toMatchObject({ uncertain: true });
  });
});

describe('the path of a printed web page', () => {
  it('is left out, so that the title of the report is its title', () => {
    const blocks = blocksOf(
      aPage([
        ['首页 政务公开 政府信息公开年报', 60, 60],
        ['样例局2023年政府信息公开工作年度报告', 60, 100],
      ]),
    );
    expect(blocks).toMatchObject([{ is: 'heading', level: 0, text: '样例局2023年政府信息公开工作年度报告' }]);
  });
});

describe('print in two columns', () => {
  it('is read down the left one before the right one', () => {
    const row = (i: number): readonly Text[] => [
      [`左边一栏的文字写到第${'一二三四五六七八'[i]}行为止不停`, 50, 100 + 16 * i],
      [`右边一栏的文字写到第${'一二三四五六七八'[i]}行为止不停`, 310, 100 + 16 * i],
    ];
    const text = blocksOf(aPage([0, 1, 2, 3, 4, 5, 6, 7].flatMap(row)))
      .map((block) => (block.is === 'table' ? '' : block.text))
      .join('');
    expect(text.indexOf('左边一栏的文字写到第八行')).toBeLessThan(text.indexOf('右边一栏的文字写到第一行'));
  });
});
