import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cleanReport } from '../../../bench/generate/clean-report.ts';
import { HTML_LAYOUTS } from '../../../bench/generate/render-html.ts';
import { fileOf } from '../../../bench/generate/report-bytes.ts';
import { readRtfBytes } from '../../../src/documents/rtf/read-rtf.ts';
import { readFacts } from '../../../src/facts/read-facts.ts';
import type { Document, Table } from '../../../src/model/document.ts';
import { theTemplates } from '../../the-knowledge.ts';
import { documentOf, outline, tablesOf } from '../snapshots.ts';
import { rtfFile, rtfOf } from './rtf-file.ts';

const read = (bytes: Uint8Array): Document => {
  const result = readRtfBytes(bytes);
  if ('code' in result) throw new Error(result.message);
  return result;
};

const linesOf = (body: string): readonly string[] => outline(read(rtfFile(body)));

const shape = (table: Table): readonly string[] =>
  table.cells.map((cell) => `${cell.text}@${cell.row},${cell.col} ${cell.rowSpan}x${cell.colSpan}`);

const codes = (body: string): readonly string[] => read(rtfFile(body)).notes.map((note) => note.code);

describe('a report saved as RTF', () => {
  const templates = theTemplates();
  const cases = templates.flatMap((template, i) =>
    HTML_LAYOUTS.map((layout, j) => [template, layout, i * 10 + j] as const),
  );

  it.each(cases)('gives the facts of its page, cell for cell: %#', (template, layout, seed) => {
    const page = documentOf(fileOf(cleanReport(template, seed), layout).text);
    const document = read(rtfOf(page.blocks));
    const facts = (of: Document) => {
      const { identity, facts: all } = readFacts(of, templates);
      const { published, ...office } = identity;
      return {
        office,
        published,
        facts: all.map(({ indicator, group, reading, raw }) => ({ indicator, group, reading, raw })),
      };
    };
    expect(facts(document)).toEqual(facts(page));
    expect(tablesOf(document)).toHaveLength(tablesOf(page).length);
  });
});

describe('the text of an RTF file', () => {
  it('has headings, counted numbers, final text, footnotes and text boxes', () => {
    const bytes = readFileSync(join(import.meta.dirname, 'files/features.rtf'));
    expect(outline(read(bytes))).toEqual([
      'heading 样例县人民政府2023年政府信息公开工作年度报告',
      'heading 一、总体情况',
      'heading （一）主动公开',
      'paragraph 全年公开信息3744条，其中网站12条。详见网站第1页。',
      'paragraph 第一行',
      'paragraph 第二行',
      'heading （二）平台建设',
      'heading 1. 2023年甲事项',
      'heading 2. 乙事项',
      'paragraph 丙事项',
      'heading 二、表格情况',
      'table 3x4',
      'paragraph 表后',
      'paragraph 外格甲',
      'paragraph 外格乙',
      'table 2x2',
      'paragraph 内后',
      'paragraph 框',
      'paragraph 结尾-破折号',
      'paragraph 脚注说明含公众号8条',
      'paragraph 文本框内容66',
    ]);
  });

  it('may have a character of two bytes parted by formatting, or its second byte as a letter', () => {
    expect(linesOf("{\\f1 \\'b9{\\b \\'ab}\\'81A}")).toEqual(['paragraph 公丄']);
  });

  it.each([
    ['signed', '\\u-28649?'],
    ['unsigned', '\\u36887?'],
  ])('has characters by number, %s', (_, word) => {
    expect(linesOf(`\\uc1 ${word}12`)).toEqual([`paragraph ${String.fromCharCode(36887)}12`]);
  });

  it('passes over what stands in for a character by number: bytes, letters and words, up to the end of a group', () => {
    expect(linesOf("\\uc2\\u20013 \\'d6\\'d0\\u20013 ab{\\u20013 a}1")).toEqual(['paragraph 中中中1']);
  });

  it('has bytes in the code page of their font, and of the document where the font has none', () => {
    expect(linesOf("{\\f0 \\'d6\\'d0}{\\f1 \\'d6\\'d0}{\\f2 \\'d6\\'d0}")).toEqual(['paragraph 中中']);
  });

  it('has no hidden, deleted or skipped text', () => {
    const body =
      '1{\\v 2}\\v 3\\v0 4{\\deleted 5}{\\*\\unknown 6}{\\info 7}{\\field{\\*\\fldinst 8}{\\fldrslt 9}}\\par';
    expect(linesOf(body)).toEqual(['paragraph 149']);
    expect(codes(body)).toEqual(['hidden-text', 'tracked-changes']);
  });

  it('goes on over a paragraph mark that was deleted', () => {
    expect(linesOf('37{\\deleted\\par}44\\par 5')).toEqual(['paragraph 3744', 'paragraph 5']);
  });

  it('passes over raw bytes', () => {
    expect(linesOf('1{\\pict\\bin3 }}}}2')).toEqual(['paragraph 1', 'picture picture', 'paragraph 2']);
  });

  it('has headings by style and outline level, and no entries of a table of contents', () => {
    const body = '\\pard\\s9 A\\tab 1\\par\\pard\\s1 A\\par\\pard\\outlinelevel1 B\\par\\pard\\s1 C\\par\\pard D\\par';
    const { blocks } = read(rtfFile(body));
    expect(blocks.map((block) => (block.is === 'heading' ? `${block.level}${block.text}` : block.is))).toEqual([
      '1A',
      '2B',
      '1C',
      'paragraph',
    ]);
  });

  it('has the numbers of lists and no bullets', () => {
    const item = (label: string) => `{\\listtext\\pard\\plain ${label}\\tab}`;
    expect(linesOf(`${item('3.')}2023\\par ${item("{\\f2 \\'6c}")}B\\par ${item('\\u19977?\\u12289?')}C\\par`)).toEqual(
      ['heading 3. 2023', 'paragraph B', 'heading 三、C'],
    );
  });
});

describe('the tables of an RTF file', () => {
  const row = (cells: string, texts: readonly string[]): string =>
    `\\trowd${cells}\\pard\\intbl ${texts.join('\\cell ')}\\cell\\row`;
  const tableOf = (...rows: readonly string[]): Table => tablesOf(read(rtfFile(`${rows.join('')}\\pard X\\par`)))[0]!;

  it('know cells merged in a row and over rows', () => {
    const table = tableOf(
      row('\\clvmgf\\cellx1000\\cellx2000\\cellx3000', ['A', '1', '2']),
      row('\\clvmrg\\cellx1000\\clmgf\\cellx2000\\clmrg\\cellx3000', ['', '3', '']),
    );
    expect(shape(table)).toEqual(['A@0,0 2x1', '1@0,1 1x1', '2@0,2 1x1', '3@1,1 1x2']);
  });

  it('take edges for one that differ by less than 40 twips', () => {
    const table = tableOf(row('\\cellx1000\\cellx2000', ['A', '1']), row('\\cellx1030\\cellx1990', ['B', '2']));
    expect(table).toMatchObject({ rows: 2, cols: 2 });
  });

  it('repeat the description of the row before where a row has none', () => {
    const plain = '\\pard\\intbl B\\cell 2\\cell\\row';
    expect(tableOf(row('\\cellx1000\\cellx2000', ['A', '1']), plain)).toMatchObject({ rows: 2, cols: 2 });
  });

  it('may stand in a cell of another, which then gives way', () => {
    const inner = (label: string, figure: string) =>
      `\\pard\\intbl\\itap2 ${label}\\nestcell ${figure}\\nestcell{\\*\\nesttableprops\\trowd\\cellx500\\cellx900\\nestrow}{\\nonesttables\\par}`;
    const outer = `\\trowd\\cellx1000\\cellx2000\\pard\\intbl L\\cell ${inner('A', '1')}${inner('B', '2')}\\pard\\intbl\\cell\\row`;
    expect(linesOf(`${outer}\\pard X\\par`)).toEqual(['paragraph L', 'table 2x2', 'paragraph X']);
  });
});

describe('a damaged or hostile RTF file', () => {
  it('is unreadable when it does not begin like one', () => {
    expect(readRtfBytes(new TextEncoder().encode('report'))).toMatchObject({ code: 'unreadable' });
  });

  it('is read with a note when its groups nest too deeply', () => {
    const body = `${'{'.repeat(100_000)}1${'}'.repeat(100_000)}2\\par`;
    expect(linesOf(body)).toEqual(['paragraph 12']);
    expect(codes(body)).toEqual(['deep-nesting']);
  });

  it('is read up to 200,000 lines, with a note', () => {
    const { blocks, notes } = read(rtfFile('1\\par '.repeat(200_100)));
    expect(blocks.length).toBeLessThanOrEqual(200_000);
    expect(notes.map((note) => note.code)).toContain('too-long');
  });
});
