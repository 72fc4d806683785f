import { describe, expect, it } from 'vitest';
import { readMarkdown } from '../../../src/documents/markdown/read-markdown.ts';
import { readText } from '../../../src/documents/text/read-text.ts';
import type { Document } from '../../../src/model/document.ts';
import { outline, rowsOf, tablesOf } from '../snapshots.ts';

const documentIn = async (text: string): Promise<Document> => {
  const reading = await readMarkdown(new TextEncoder().encode(text), {
    pdfium: async () => null,
    recogniser: async () => null,
  });
  if ('code' in reading) throw new Error(reading.message);
  return reading;
};

describe('a Markdown text', () => {
  it('has headings by its marks and by its numbers', async () => {
    const document = await documentIn(
      '# 某某局2023年政府信息公开工作年度报告\n\n## 总体情况\n甲处。\n### 一、收费\n（一）减免\n',
    );
    expect(
      document.blocks.map((block) => (block.is === 'heading' ? `${block.level} ${block.text}` : block.is)),
    ).toEqual(['0 某某局2023年政府信息公开工作年度报告', '1 总体情况', 'paragraph', '1 一、收费', '2 （一）减免']);
  });

  it('shows text without its marks, and keeps every number', async () => {
    const text =
      '共受理**3744**件，*其中*网络`12`件\\*。\n\n> - 甲处\n\n1. 乙处工作平稳。\n2. 丙处<br>丁处\n\n    缩进之文。\n\n__全部办结。__\n';
    expect(outline(await documentIn(text))).toEqual([
      'paragraph 共受理3744件，*其中*网络12件*。',
      'paragraph 甲处',
      'heading 1. 乙处工作平稳。',
      'heading 2. 丙处',
      'paragraph 丁处',
      'paragraph 缩进之文。',
      'paragraph 全部办结。',
    ]);
  });

  it('reads pipe tables, with breaks, escapes and bold figures in their cells', async () => {
    const text = '| 名称 | **数量** |\n|---|---:|\n| 申请<br>人 | **37** |\n| 甲\\|乙 | 4 |\n';
    expect(tablesOf(await documentIn(text)).map(rowsOf)).toEqual([
      [
        ['名称', '数量'],
        ['申请\n人', '37'],
        ['甲|乙', '4'],
      ],
    ]);
  });

  it('reads HTML tables where they stand, blank lines and spans included', async () => {
    const text =
      '甲处\n\n<table>\n<tr><td rowspan=2>名称</td><td>自然人</td></tr>\n\n<tr><td>37</td></tr>\n<tr><td>结转</td><td>4</td></tr>\n</table>\n\n乙处\n';
    const document = await documentIn(text);
    expect(outline(document)).toEqual(['paragraph 甲处', 'table 3x2', 'paragraph 乙处']);
    const [table] = tablesOf(document);
    expect(table!.cells.map((cell) => `${cell.text} ${cell.rowSpan} line ${cell.locator.line}`)).toEqual([
      '名称 2 line 4',
      '自然人 1 line 4',
      '37 1 line 6',
      '结转 1 line 7',
      '4 1 line 7',
    ]);
  });

  it('takes pictures for pictures and comments for nothing', async () => {
    expect(
      outline(await documentIn('# 甲\n\n![流程图](a.png)\n\n<!-- 备注 -->\n\n<center>乙处工作</center>\n')),
    ).toEqual(['heading 甲', 'picture ![流程图](a.png)', 'paragraph 乙处工作']);
  });

  it('points at lines and characters of the source', async () => {
    const text = '# 题\n\n共受理**37**件。\n| 名称 | 数量 |\n|---|---|\n| 申请 | 37 |\n| 结转 | 4 |\n甲处\n';
    const { blocks } = await documentIn(text);
    const [heading, prose] = blocks;
    expect(text.slice(heading!.locator.start!, heading!.locator.end!)).toBe('题');
    expect([prose!.locator.line, text.slice(prose!.locator.start!, prose!.locator.end!)]).toEqual([
      3,
      '共受理**37**件。',
    ]);
  });

  it('reads what is mere text as the text reader does', async () => {
    const text = '一、总体情况\n　　全年受理37件。\n（一）主动公开。共4条。\n\n名称\t数量\n申请\t37\n结转\t4\n';
    const blank = { start: null, end: null };
    const plain = (document: Document): unknown =>
      document.blocks.map((block) => ({ ...block, locator: { ...block.locator, ...blank } }));
    expect(outline(await documentIn(text))).toEqual(outline(readText(text)));
    expect(plain(await documentIn('甲处。\n\n乙处。'))).toEqual(plain(readText('甲处。\n\n乙处。')));
  });

  it.each([
    ['asterisks', '*甲'.repeat(95_000)],
    ['brackets', '![甲'.repeat(60_000)],
    ['pipes', `${'|a'.repeat(100_000)}\n${'|-'.repeat(40_000)}`],
    ['tables that never end', '<table>'.repeat(40_000)],
    ['tables within tables', '<table><tr><td>'.repeat(1500)],
    ['half tags', '<a '.repeat(60_000)],
  ])(
    'reads hundreds of thousands of %s within seconds',
    async (_, text) => {
      const reading = await readMarkdown(new TextEncoder().encode(`# 甲\n\n${text}`), {
        pdfium: async () => null,
        recogniser: async () => null,
      });
      expect('blocks' in reading ? reading.blocks.length : reading.code).not.toBe(0);
    },
    10_000,
  );
});
