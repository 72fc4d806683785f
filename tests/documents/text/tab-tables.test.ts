import { describe, expect, it } from 'vitest';
import { documentOf, outline, rowsOf, tablesOf } from '../snapshots.ts';

const onlyTable = (text: string): readonly (readonly string[])[] => {
  const tables = tablesOf(documentOf(text));
  expect(tables).toHaveLength(1);
  expect(tables[0]!.layout).toBe('rows');
  return rowsOf(tables[0]!);
};

describe('a table printed one cell a line, each led by a tab', () => {
  it('ends a row at a blank line', () => {
    expect(onlyTable('\t规章\n\t1\n\t5\n\n\t行政规范性文件\n\t861\n\t379\n')).toEqual([
      ['规章', '1', '5'],
      ['行政规范性文件', '861', '379'],
    ]);
  });

  it('keeps blank placeholder cells', () => {
    expect(onlyTable('\t\n\t自然人\n\t\n\n\t一、新收\n\t3\n\t \n')).toEqual([
      ['', '自然人', ''],
      ['一、新收', '3', ''],
    ]);
  });

  it('joins a label broken over lines', () => {
    const [row] = onlyTable('\t商业\n企业\n\t法律服\n  务机构\n\t7\n\n\t甲\n\t乙\n');
    expect(row).toEqual(['商业\n企业', '法律服\n务机构', '7']);
  });

  it('does not take the prose below it into its last cell', () => {
    expect(outline(documentOf('\t复议\n\t76\n\n\t诉讼\n\t24\n （一）存在的问题。有的栏目更新不及时。'))).toEqual([
      'table 2x2',
      'heading （一）存在的问题。',
      'paragraph 有的栏目更新不及时。',
    ]);
  });

  it('does not lose a wrapped figure silently: it can no longer be read as one', () => {
    expect(onlyTable('\t自然人\n\t374\n4\n\n\t总计\n\t3918\n')[0]).toEqual(['自然人', '374\n4']);
  });

  it('starts a new table at a label with a blank before its tab', () => {
    const document = documentOf(' \t第一项\n\n\t规章\n\t133\n \t（勾稽关系）\n\t申请人情况\n\n\t新收\n\t9\n');
    expect(tablesOf(document).map(rowsOf)).toEqual([
      [['第一项'], ['规章', '133']],
      [
        ['（勾稽关系）', '申请人情况'],
        ['新收', '9'],
      ],
    ]);
  });

  it('does not start one where every cell has the blank, nor at a figure', () => {
    expect(onlyTable(' \t规章\n \t1\n\n \t文件\n \t2\n')).toHaveLength(2);
    expect(onlyTable('\t规章\n \t1\n\t2\n\n\t文件\n\t2\n')).toEqual([
      ['规章', '1', '2'],
      ['文件', '2'],
    ]);
  });

  it('knows the line and the offsets of each cell, with either line ending', () => {
    const text = '甲。\r\n\t规章\r\n\t 133 \r\n\r\n\t文件\r\n\t5\r\n';
    const table = tablesOf(documentOf(text))[0]!;
    for (const cell of table.cells) expect(text.slice(cell.locator.start!, cell.locator.end!)).toBe(cell.text);
    expect(table.cells.map((cell) => cell.locator.line)).toEqual([2, 3, 5, 6]);
    expect(table.cells[1]!.locator).toMatchObject({ block: 1, row: 0, col: 1 });
  });

  it('is not made of paragraphs that begin with a tab', () => {
    const document = documentOf(
      '\t一、总体情况\n\t本年度各项工作平稳推进，没有发生需要特别说明的情况。\n\n\t二、其他\n',
    );
    expect(outline(document)).toEqual([
      'heading 一、总体情况',
      'paragraph 本年度各项工作平稳推进，没有发生需要特别说明的情况。',
      'heading 二、其他',
    ]);
  });
});

describe('other tables that text files hold', () => {
  it('has a row a line, cells parted by tabs', () => {
    expect(onlyTable('信息内容\t制发\t废止\n规章\t1\t5\n文件\t861\t379\n')).toEqual([
      ['信息内容', '制发', '废止'],
      ['规章', '1', '5'],
      ['文件', '861', '379'],
    ]);
  });

  it('has figures parted by blanks after a label', () => {
    expect(onlyTable('信息内容 制发 废止 现行\n规章 1 5 133\n行政规范性文件  861  379 7649\n')).toEqual([
      ['信息内容', '制发', '废止', '现行'],
      ['规章', '1', '5', '133'],
      ['行政规范性文件', '861', '379', '7649'],
    ]);
  });

  it('has a unit between label and figure', () => {
    expect(onlyTable('1.当面申请数 件 372\n2.传真申请数 件 2\n3.网络申请数 件 419\n4.信函 申请数 件 397\n')).toEqual([
      ['1.当面申请数', '件', '372'],
      ['2.传真申请数', '件', '2'],
      ['3.网络申请数', '件', '419'],
      ['4.信函 申请数', '件', '397'],
    ]);
  });

  it('is a pipe table: its rows and columns are those of the document', () => {
    const [table] = tablesOf(documentOf('| 内容 | 数 |\n|---|--:|\n| 规章 | 1 |\n| 文件 |  |\n'));
    expect(table!.layout).toBe('grid');
    expect(rowsOf(table!)).toEqual([
      ['内容', '数'],
      ['规章', '1'],
      ['文件', ''],
    ]);
  });
});
