import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentOf, outline, rowsOf, tablesOf } from '../snapshots.ts';

const paragraphs = (...cells: readonly (string | number)[]): string => cells.join('\n\n');

const onlyTable = (text: string): readonly (readonly string[])[] => {
  const tables = tablesOf(documentOf(text));
  expect(tables).toHaveLength(1);
  expect(tables[0]!.layout).toBe('rows');
  return rowsOf(tables[0]!);
};

const HEADER = ['序号', '统计指标', '单位', '统计数'];

describe('a table printed one cell a paragraph, each row with its serial number', () => {
  it('takes a bare number that is the next serial for a serial: the value has vanished', () => {
    expect(onlyTable(paragraphs(...HEADER, 1, '公报公开数', 2, '网站公开数', 8720, 3, '微博公开数', 1755))).toEqual([
      HEADER,
      ['1', '公报公开数'],
      ['2', '网站公开数', '8720'],
      ['3', '微博公开数', '1755'],
    ]);
  });

  it('takes it for the value when the serial follows it', () => {
    expect(onlyTable(paragraphs(...HEADER, 1, '公报公开数', 2, 2, '网站公开数', 3, 3, '微博公开数', 4))).toEqual([
      HEADER,
      ['1', '公报公开数', '2'],
      ['2', '网站公开数', '3'],
      ['3', '微博公开数', '4'],
    ]);
  });

  it('gives a unit a cell of its own and a printed blank another', () => {
    expect(
      onlyTable(
        paragraphs(...HEADER, 1, '经费', '万元', 5, 2, '章节', '\u00a0', 3, '收费', '万元', 4, '培训', '人次', 9),
      ),
    ).toEqual([
      HEADER,
      ['1', '经费', '万元', '5'],
      ['2', '章节', ''],
      ['3', '收费', '万元'],
      ['4', '培训', '人次', '9'],
    ]);
  });

  it('leaves a signature under the table alone, though the last value might be a serial', () => {
    for (const last of [4, 6]) {
      const rows = [...HEADER, 1, '会议', '次', 3, 2, '培训班', '次', 1, 3, '参训', '人次', last];
      const text = paragraphs(...rows, '样例旗样例镇人民政府\n2017年2月4日');
      expect(onlyTable(text).at(-1)).toEqual(['3', '参训', '人次', String(last)]);
    }
  });

  it('knows a label that begins with a number, and one broken over two lines', () => {
    expect(onlyTable(paragraphs(...HEADER, 1, '1.当面申请数', 2, '2.传真\n申请数', 6, 3, '3.网络申请数', 1))).toEqual([
      HEADER,
      ['1', '1.当面申请数'],
      ['2', '2.传真\n申请数', '6'],
      ['3', '3.网络申请数', '1'],
    ]);
  });

  it('survives a lost serial and says so', () => {
    const text = paragraphs(...HEADER, 1, '公报公开数', 11, 2, '网站公开数', 12, '微博公开数', 13, 4, '微信公开数', 14);
    expect(onlyTable(text)).toEqual([
      HEADER,
      ['1', '公报公开数', '11'],
      ['2', '网站公开数', '12'],
      ['微博公开数', '13'],
      ['4', '微信公开数', '14'],
    ]);
    expect(documentOf(text).notes).toMatchObject([{ code: 'missing-serials', message: expect.stringContaining('3') }]);
  });

  it('leaves the title above and the remark below alone', () => {
    const text = paragraphs(
      '附件',
      '2017年统计表',
      ...HEADER,
      1,
      '甲类数',
      2,
      2,
      '乙类数',
      3,
      '丙类数',
      9,
      '（注：截至年底。）',
    );
    expect(outline(documentOf(text))).toEqual([
      'paragraph 附件',
      'heading 2017年统计表',
      'table 4x4',
      'paragraph （注：截至年底。）',
    ]);
  });

  it('rebuilds whatever rows were printed, as long as the serials stand', () => {
    const row = fc.record({
      label: fc.constantFrom('公开数', '1.当面申请数', '（一）收到申请数', '其中：规范性文件数', '八、机构情况'),
      unit: fc.constantFrom(null, '万元', '人次', '是/否'),
      value: fc.option(fc.nat(30), { nil: null }),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 6, maxLength: 40 }), (rows) => {
        const expected = rows.map(({ label, unit, value }, i) =>
          [String(i + 1), label, unit, value === null ? null : String(value)].filter((cell) => cell !== null),
        );
        expect(onlyTable(paragraphs('说明。', ...HEADER, ...expected.flat()))).toEqual([HEADER, ...expected]);
      }),
      { numRuns: 300, seed: 11 },
    );
  });
});

describe('a table printed one cell a paragraph without serials', () => {
  const row = (label: string, from: number): readonly (string | number)[] => [label, from, 0, 1, 0, 2, 0, from + 3];

  it('is a sequence of cells; a row numbered like a chapter stays in it', () => {
    const document = documentOf(
      paragraphs(
        '一、总体情况',
        '本年度工作平稳。',
        '三、收到和处理申请情况',
        '申请人情况',
        '自然人',
        '总计',
        ...row('一、本年新收申请数量', 8),
        ...row('二、上年结转申请数量', 0),
        '三、本年度办理结果',
        ...row('（一）予以公开', 7),
        ...row('四、结转下年度继续办理', 1),
        '四、行政复议、行政诉讼情况',
        '结果维持',
        '结果纠正',
        ...row('总计', 3),
        '五、存在的问题',
        '有的栏目更新不及时。',
      ),
    );
    expect(outline(document)).toEqual([
      'heading 一、总体情况',
      'paragraph 本年度工作平稳。',
      'heading 三、收到和处理申请情况',
      'table 36x1',
      'heading 四、行政复议、行政诉讼情况',
      'table 10x1',
      'heading 五、存在的问题',
      'paragraph 有的栏目更新不及时。',
    ]);
    expect(tablesOf(document).map((table) => table.layout)).toEqual(['sequence', 'sequence']);
  });

  it('is not made of a few page numbers and captions', () => {
    const document = documentOf(paragraphs('正文到此为止。', '2', '图一', '11', '附图说明', '2022'));
    expect(tablesOf(document)).toEqual([]);
  });
});
