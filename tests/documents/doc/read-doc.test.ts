import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDocBytes } from '../../../src/documents/doc/read-doc.ts';
import { readFacts } from '../../../src/facts/read-facts.ts';
import type { Document, Table } from '../../../src/model/document.ts';
import { theTemplates } from '../../the-knowledge.ts';
import { documentOf, outline, tablesOf } from '../snapshots.ts';
import { aCell, aRowEnd, aWordFile, type Change, changeBytes, rowDefinition, type WordFile } from './word-file.ts';

const FILES = join(import.meta.dirname, 'files');

const file = (name: string): Uint8Array => readFileSync(join(FILES, name));

const read = (bytes: Uint8Array): Document => {
  const result = readDocBytes(bytes);
  if ('code' in result) throw new Error(result.message);
  return result;
};

const wordOf = (paragraphs: WordFile['paragraphs'], more: Partial<WordFile> = {}): Document =>
  read(aWordFile({ paragraphs, ...more }));

const tableOf = (rows: WordFile['paragraphs'], more: Partial<WordFile> = {}): Table => {
  const table = tablesOf(wordOf([...rows, { text: '表后' }], more))[0];
  if (!table) throw new Error('no table');
  return table;
};

const shape = (table: Table): readonly string[] =>
  table.cells.map((cell) => `${cell.text}@${cell.row},${cell.col} ${cell.rowSpan}x${cell.colSpan}`);

const codes = (document: Document): readonly string[] => document.notes.map((note) => note.code);

describe('a report saved as a Word 97 document', () => {
  const templates = theTemplates();
  it.each(['2014-paragraph-cells', '2019-plain-page', '2021-nested-tables'])(
    'gives the facts of its page, cell for cell: %s',
    (name) => {
      const page = documentOf(file(`${name}.html`));
      const document = read(file(`${name}.doc`));
      const facts = (of: Document) => {
        const { template, facts: all } = readFacts(of, templates);
        return {
          template,
          facts: all.map(({ indicator, group, reading, raw }) => ({ indicator, group, reading, raw })),
        };
      };
      expect(facts(document)).toEqual(facts(page));
      expect(tablesOf(document).map(shape)).toEqual(tablesOf(page).map((table) => shape(table)));
    },
  );
});

describe('the text of a Word document', () => {
  it('has headings, counted numbers, final text, footnotes and text boxes', () => {
    expect(outline(read(file('features.doc')))).toEqual([
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

  it('says how much hidden and deleted text was left out', () => {
    expect(codes(read(file('features.doc')))).toEqual(['hidden-text', 'tracked-changes']);
  });

  const DELETED: Change = [0x0800, 1];

  it('goes on over a paragraph mark that was deleted', () => {
    const document = wordOf([{ text: '共37', characters: [{ from: 3, to: 4, changes: [DELETED] }] }, { text: '44条' }]);
    expect(outline(document)).toEqual(['paragraph 共3744条']);
  });

  it('has no rows that were deleted', () => {
    const edges = rowDefinition([0, 1000, 2000]);
    const gone = { ...aRowEnd(edges), characters: [{ from: 0, to: 1, changes: [DELETED] }] };
    const row = (label: string, figure: string) => [aCell(label), aCell(figure), aRowEnd(edges)];
    const dropped = [aCell('乙'), aCell('2'), gone];
    expect(shape(tableOf([...row('甲', '1'), ...dropped, ...row('丙', '3')]))).toEqual([
      '甲@0,0 1x1',
      '1@0,1 1x1',
      '丙@1,0 1x1',
      '3@1,1 1x1',
    ]);
  });

  it('is read from single bytes as windows-1252', () => {
    expect(outline(wordOf([{ text: 'A 12\x96\x93b\x94' }], { isCompressed: true }))).toEqual(['paragraph A 12–“b”']);
  });

  it('keeps the results of fields and not their codes, even where a field never ends', () => {
    const document = wordOf([
      { text: '第\x13PAGE \\* MERGEFORMAT\x143\x15页' },
      { text: '甲\x13 HYPERLINK' },
      { text: '乙' },
    ]);
    expect(outline(document)).toEqual(['paragraph 第3页', 'paragraph 甲', 'paragraph 乙']);
  });

  it('obeys what a fast save notes for a piece of it', () => {
    const hide = { short: 0x5c, value: 1 };
    expect(wordOf([{ text: '隐藏' }], { fastSave: hide }).blocks).toEqual([]);
  });

  it('has the level of its outline', () => {
    const level = (value: number): readonly Change[] => [[0x2640, value]];
    const document = wordOf([
      { text: '甲部', changes: level(0) },
      { text: '乙节', changes: level(1) },
      { text: '丙部', changes: level(0) },
      { text: '正文', changes: level(9) },
    ]);
    expect(document.blocks.map((block) => (block.is === 'heading' ? block.level : block.is))).toEqual([
      1,
      2,
      1,
      'paragraph',
    ]);
  });

  it('notes pictures', () => {
    const document = wordOf([{ text: '前\x01后' }]);
    expect(document.blocks.map((block) => block.is)).toEqual(['paragraph', 'picture', 'paragraph']);
  });
});

describe('the tables of a Word document', () => {
  it('know cells merged over rows', () => {
    const first = rowDefinition([0, 1000, 2000], [0x60, 0]);
    const rest = rowDefinition([0, 1001, 2000], [0x20, 0]);
    const rows = [aCell('甲'), aCell('1'), aRowEnd(first), aCell(''), aCell('2'), aRowEnd(rest)];
    expect(shape(tableOf(rows))).toEqual(['甲@0,0 2x1', '1@0,1 1x1', '2@1,1 1x1']);
  });

  it.each([
    ['as [MS-DOC] marks them', [2, 1, 0]],
    ['as the description of 1998 marks them', [1, 2, 0]],
  ])('know cells merged in a row, %s', (_, flags) => {
    const edges = [0, 1000, 2000, 3000];
    const rows = [
      ...[aCell('甲'), aCell('乙'), aCell('丙'), aRowEnd(rowDefinition(edges))],
      ...[aCell('合计'), aCell(''), aCell('3'), aRowEnd(rowDefinition(edges, flags))],
    ];
    expect(shape(tableOf(rows)).slice(3)).toEqual(['合计@1,0 1x2', '3@1,2 1x1']);
  });

  it('take later changes of a row into account', () => {
    const insert: Change = [0x7621, 1, 2, 0xe8, 0x03];
    const merge: Change = [0x5624, 1, 3];
    const remove: Change = [0x5622, 3, 4];
    const full = rowDefinition([0, 1000, 2000, 3000]);
    const changed = aRowEnd(rowDefinition([0, 1000, 2000]), insert, remove, merge);
    const rows = [...['甲', '1', '2'].map(aCell), aRowEnd(full), ...['乙', '34', ''].map(aCell), changed];
    expect(shape(tableOf(rows)).slice(3)).toEqual(['乙@1,0 1x1', '34@1,1 1x2']);
  });

  it('find the description of a wide row in the Data stream', () => {
    const edges = Array.from({ length: 16 }, (_, i) => i * 500);
    const inData = changeBytes([[0x2416, 1], [0x2417, 1], rowDefinition(edges)]);
    const data = [9, 9, inData.length & 255, inData.length >> 8, ...inData];
    const wide = aRowEnd([0x6646, 2, 0, 0, 0]);
    const rows = [...edges.slice(1).map((_, i) => aCell(String(i))), { ...wide, changes: wide.changes!.slice(-1) }];
    expect(tableOf(rows, { data })).toMatchObject({ rows: 1, cols: 15 });
  });

  it('set cells side by side, with a note, where a row has no description', () => {
    const document = wordOf([aCell('甲'), aCell('1'), aRowEnd(), aCell('乙'), aCell('2'), aRowEnd(), { text: '后' }]);
    expect(shape(tablesOf(document)[0]!)).toEqual(['甲@0,0 1x1', '1@0,1 1x1', '乙@1,0 1x1', '2@1,1 1x1']);
    expect(codes(document)).toEqual(['rows-without-edges']);
  });
});

describe('a Word document that cannot be read', () => {
  const failure = (fib: WordFile['fib']) => readDocBytes(aWordFile({ paragraphs: [{ text: '甲' }], fib }));

  it.each([
    ['encrypted', 'is encrypted', [[11, 0x03]]],
    ['of Word 6', 'is unsupported', [[0, 0xdc]]],
    ['of Word 95', 'is unsupported', [[2, 104]]],
    ['of no known mark', 'is unreadable', [[1, 0]]],
  ] as const)('when %s, %s', (_, outcome, fib) => {
    expect(failure(fib)).toMatchObject({ code: outcome.slice(3) });
  });

  it('is unreadable when it is no compound file, or one of something else', () => {
    expect(readDocBytes(new TextEncoder().encode('report'))).toMatchObject({ code: 'unreadable' });
  });

  it('is read as far as it goes when its text is cut off, with a note', () => {
    const document = wordOf([{ text: '甲' }, { text: '乙' }], { fib: [[64 + 12, 200]] });
    expect(outline(document)).toEqual(['paragraph 甲', 'paragraph 乙']);
    expect(codes(document)).toEqual(['damaged-text']);
  });
});
