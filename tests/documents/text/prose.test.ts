import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentOf, headingsOf, outline, textsOf } from '../snapshots.ts';

describe('a heading', () => {
  it.each([
    ['一、总体情况', 1, '一'],
    ['　　十一、其他', 1, '十一'],
    ['第二部分 主动公开', 1, '第二部分'],
    ['（一）主动公开情况', 2, '（一）'],
    ['(二)依申请公开情况', 2, '(二)'],
    ['3.加强培训', 3, '3.'],
    ['4、完善制度', 3, '4、'],
    ['（三）改进服务，方便群众。', 2, '（三）'],
  ])('is told by its numbering: %s', (text, level, number) => {
    expect(documentOf(text).blocks).toMatchObject([{ is: 'heading', level, number, text: text.trim(), runIn: false }]);
  });

  it.each([
    '一是完善制度，二是加强培训。',
    '2.5万条信息已经公开',
    '1.全年受理申请4件，全部办结',
    '一、概述部分说明全年工作的总体安排、主要做法、取得的成效以及下一年度的打算，并附有关数据和图表',
    '（一）全年共收到申请12件，其中网络申请10件；信函申请2件',
  ])('is not a sentence or a list item: %s', (text) => {
    expect(documentOf(text).blocks).toMatchObject([{ is: 'paragraph', text }]);
  });

  it('that runs into its paragraph stands apart from it, each with its own offsets', () => {
    const text = '前言。\n （一）公开情况。公开信息12条。';
    const document = documentOf(text);
    expect(document.blocks.slice(1)).toMatchObject([
      {
        is: 'heading',
        level: 2,
        number: '（一）',
        text: '（一）公开情况。',
        runIn: true,
        locator: { line: 2, start: 5, end: 13 },
      },
      { is: 'paragraph', text: '公开信息12条。', locator: { line: 2, start: 13, end: 21 } },
    ]);
  });

  it('runs in before a colon or a blank as well', () => {
    expect(outline(documentOf('（一）公开情况：公开信息12条。'))).toEqual([
      'heading （一）公开情况：',
      'paragraph 公开信息12条。',
    ]);
    expect(outline(documentOf('一、总体情况 本年度各部门按照要求认真开展工作。'))).toEqual([
      'heading 一、总体情况',
      'paragraph 本年度各部门按照要求认真开展工作。',
    ]);
  });

  it('is the title, also when it is broken over two lines', () => {
    const document = documentOf('某某盟行政公署\n\n2019年政府信息公开工作年度报告\n\n正文。');
    expect(headingsOf(document).map(({ level, text }) => [level, text])).toEqual([
      [0, '某某盟行政公署'],
      [0, '2019年政府信息公开工作年度报告'],
    ]);
  });

  it('may be that of a statistics table far below, but not the line that mentions it', () => {
    const document = documentOf(`${'正文。\n'.repeat(30)}附件：2017年统计表\n2017年政务公开情况统计表\n`);
    expect(headingsOf(document).map((heading) => heading.text)).toEqual(['2017年政务公开情况统计表']);
  });
});

describe('a picture', () => {
  it('inside a paragraph becomes a block of its own and the paragraph goes on', () => {
    const text = '栏目按月[image: photo.png]更新。';
    expect(outline(documentOf(text))).toEqual(['paragraph 栏目按月', 'picture [image: photo.png]', 'paragraph 更新。']);
    for (const block of documentOf(text).blocks) {
      expect([text.slice(block.locator.start!, block.locator.end!)]).toEqual(textsOf(block));
    }
  });

  it('may have left only its file name', () => {
    expect(outline(documentOf('正文。\nimage4.jpeg\n20225F'))).toEqual([
      'paragraph 正文。',
      'picture image4.jpeg',
      'paragraph 20225F',
    ]);
  });
});

describe('the text of a report', () => {
  const line = fc.oneof(
    fc.constantFrom(
      '',
      ' ',
      '\t',
      '\t规章',
      '\t1',
      ' \t标签',
      '\t甲\t2',
      '1',
      '2',
      '3',
      '17',
      '序号',
      '标签',
      '万元',
      '\u00a0',
      '—',
      '5.19亿元',
      '一、总体情况',
      '（一）公开情况。公开12条。',
      '1.加强培训',
      '某旗2021年年度报告',
      '[image: a.png]',
      '及[image: b]时',
      'image1.png',
      '规章 1 5 133',
      '甲\t1\t2',
      '本年度工作平稳推进。',
      '（注：截至年底。）',
    ),
    fc
      .string({ maxLength: 12 })
      .filter((text) => !/[|#\u0000-\u0008\u000e-\u001f\u007f<\ud800-\udfff\ufffd]/.test(text)),
  );
  const text = fc
    .tuple(fc.array(line, { maxLength: 60 }), fc.constantFrom('\n', '\r\n', '\n\n'))
    .map(([lines, ending]) => `甲\n${lines.join(ending)}`);
  const squeeze = (value: string): string => value.replace(/\s+/g, '');

  it('is in the blocks whole, once and in order', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(squeeze(documentOf(value).blocks.flatMap(textsOf).join(''))).toBe(squeeze(value));
      }),
      { numRuns: 500, seed: 3 },
    );
  });

  it('stands where the locators say', () => {
    fc.assert(
      fc.property(text, (value) => {
        const lines = value.split(/\r\n|\n|\r/);
        documentOf(value).blocks.forEach((block, index) => {
          for (const part of block.is === 'table' ? block.cells : [block]) {
            const { start, end, line: number } = part.locator;
            expect(squeeze(value.slice(start!, end!))).toBe(squeeze(part.text));
            expect(part.locator.block).toBe(index);
            expect(squeeze(lines[number! - 1]!)).toContain(squeeze(part.text.split('\n')[0]!));
          }
        });
      }),
      { numRuns: 300, seed: 5 },
    );
  });
});
