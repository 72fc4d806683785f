import { describe, expect, it } from 'vitest';
import { documentOf, rowsOf, tablesOf } from '../snapshots.ts';

describe('a table whose figures are parted by blanks', () => {
  it('goes on behind a label and a header of two words', () => {
    const text = [
      '信息内容  本年制发件数  本年废止件数  现行有效件数',
      '规章  0  0  0',
      '行政规范性文件  3  1  12',
      '第二十条第（八）项',
      '信息内容  本年收费金额（单位：万元）',
      '行政事业性收费  12.5',
    ].join('\n');
    const tables = tablesOf(documentOf(text));
    expect(tables).toHaveLength(1);
    expect(rowsOf(tables[0]!).slice(3)).toEqual([
      ['第二十条第（八）项'],
      ['信息内容', '本年收费金额（单位：万元）'],
      ['行政事业性收费', '12.5'],
    ]);
  });

  it('ends at a chapter', () => {
    const text = ['规章  0  0  0', '规范性文件  3  1  12', '三、申请  情况', '行政许可  7'].join('\n');
    expect(rowsOf(tablesOf(documentOf(text))[0]!)).toHaveLength(2);
  });
});

describe('a table of one cell a line', () => {
  it('ends at a heading with Markdown marks', () => {
    const text = [
      '信息内容',
      '本年处理决定数量',
      '行政许可',
      '7',
      '行政处罚',
      '8',
      '行政强制',
      '9',
      '采购',
      '4',
      '## 三、申请情况',
      '甲',
      '1',
      '乙',
      '2',
      '丙',
      '3',
      '丁',
      '4',
      '戊',
      '5',
    ];
    expect(tablesOf(documentOf(text.join('\n')))).toHaveLength(2);
  });

  it('has no cell in a page number between its rows', () => {
    const rows = Array.from({ length: 12 }, (_, i) => [`指标${'甲乙丙丁戊己庚辛壬癸子丑'[i]}`, '件', String(i)]);
    const text = [...rows.slice(0, 6), ['— 1 —'], ...rows.slice(6)].flat().join('\n');
    const cells = tablesOf(documentOf(text)).flatMap((table) => table.cells.map((cell) => cell.text));
    expect(cells).toEqual(rows.flat());
  });
});
