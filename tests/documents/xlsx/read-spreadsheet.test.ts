import type { BookType } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { encode, outline, rowsOf, tablesOf } from '../snapshots.ts';
import { zipOf } from '../zip/zip-files.ts';
import { documentIn, rawWorkbook, readingOf, sheetOf, workbookOf } from './workbooks.ts';

const TITLE = '某某局2023年政府信息公开工作年度报告';

const FIGURES = [
  ['名称', '数量', '比例'],
  ['申请', 37, '55.02%'],
  ['结转', 4, '3%'],
] as const;

const rowsIn = async (bytes: Uint8Array): Promise<readonly (readonly (readonly string[])[])[]> =>
  tablesOf(await documentIn(bytes)).map(rowsOf);

const notesIn = async (bytes: Uint8Array): Promise<readonly string[]> =>
  (await documentIn(bytes)).notes.map((note) => note.code);

/** A copy in which the bytes from where each ASCII text begins are overwritten. */
const withPatches = (bytes: Uint8Array, patches: readonly (readonly [string, Uint8Array])[]): Uint8Array => {
  const copy = Buffer.from(bytes);
  for (const [text, patch] of patches) copy.set(patch, copy.indexOf(text, 0, 'latin1'));
  return new Uint8Array(copy);
};

describe('a workbook', () => {
  it.each<BookType>(['xlsx', 'xlsb', 'biff8', 'ods', 'xlml'])('is read from %s', async (type) => {
    const bytes = workbookOf({ Sheet1: sheetOf(FIGURES) }, type);
    expect(await rowsIn(bytes)).toEqual([
      [
        ['名称', '数量', '比例'],
        ['申请', '37', '55.02%'],
        ['结转', '4', '3%'],
      ],
    ]);
  });

  it('is read from the .xls of Excel 95, whose text is in a code page', async () => {
    const sheet = sheetOf([
      ['xxxx', 37],
      ['zzzz', 4],
    ]);
    const bytes = withPatches(workbookOf({ Sheet1: sheet }, 'biff5'), [
      ['xxxx', encode('申请', 'gb18030')],
      ['zzzz', encode('结转', 'gb18030')],
      // the CODEPAGE record ([MS-XLS] 2.4.52): 936
      ['\x42\0\x02\0', new Uint8Array([0x42, 0, 2, 0, 0xa8, 0x03])],
    ]);
    expect(await rowsIn(bytes)).toEqual([
      [
        ['申请', '37'],
        ['结转', '4'],
      ],
    ]);
  });

  it('shows values as its formats do', async () => {
    const sheet = sheetOf([
      ['甲', 0.5502],
      ['乙', 1234567.5],
      ['丙', 44927],
      ['丁', '3744'],
      ['戊', true],
    ]);
    Object.assign(sheet.B1, { z: '0.00%' });
    Object.assign(sheet.B2, { z: '#,##0.00' });
    Object.assign(sheet.B3, { z: 'm/d/yy' });
    expect(await rowsIn(workbookOf({ Sheet1: sheet }))).toEqual([
      [
        ['甲', '55.02%'],
        ['乙', '1,234,567.50'],
        ['丙', '2023/1/1'],
        ['丁', '3744'],
        ['戊', 'TRUE'],
      ],
    ]);
  });

  const cell = (at: string, inside: string, attributes = ''): string => `<c r="${at}"${attributes}>${inside}</c>`;
  const text = (at: string, value: string): string => cell(at, `<is><t>${value}</t></is>`, ' t="inlineStr"');
  const row = (number: number, ...cells: readonly string[]): string => `<row r="${number}">${cells.join('')}</row>`;

  it('gives the stored results of formulas, and no figure where none is stored or it is an error', async () => {
    const sheet = [
      row(1, text('A1', '甲'), cell('B1', '<f>SUM(C1:C9)</f><v>37</v>')),
      row(2, text('A2', '乙'), cell('B2', '<f>SUM(C1:C9)</f>')),
      row(3, text('A3', '丙'), cell('B3', '<f>D1</f><v>#REF!</v>', ' t="e"')),
      row(4, text('A4', '丁'), cell('B4', '<f>D1&amp;""</f><v></v>', ' t="str"')),
    ].join('');
    expect(await rowsIn(rawWorkbook(`<sheetData>${sheet}</sheetData>`))).toEqual([
      [
        ['甲', '37'],
        ['乙', '=SUM(C1:C9)'],
        ['丙', '#REF!'],
        ['丁', ''],
      ],
    ]);
  });

  it('tells where in the sheet a figure stands', async () => {
    const [table] = tablesOf(await documentIn(workbookOf({ Sheet1: sheetOf([[null], [null], ...FIGURES]) })));
    const figure = table!.cells.find((each) => each.text === '37')!;
    expect([figure.locator.row, figure.locator.col, figure.locator.line]).toEqual([1, 1, 4]);
  });

  it('may hold a whole report on one sheet', async () => {
    const sheet = sheetOf(
      [
        [TITLE],
        ['一、总体情况'],
        ['全年共收到申请37件，均已按期办结。'],
        ['二、统计'],
        ...FIGURES,
        ['三、收费'],
        ['项目', '金额'],
        ['工本费', 12],
        ['检索费', 0],
        [null],
        ['某某局'],
      ],
      ['A1:C1', 'A3:C3'],
    );
    expect(outline(await documentIn(workbookOf({ Sheet1: sheet })))).toEqual([
      `heading ${TITLE}`,
      'heading 一、总体情况',
      'paragraph 全年共收到申请37件，均已按期办结。',
      'heading 二、统计',
      'table 3x3',
      'heading 三、收费',
      'table 3x2',
      'paragraph 某某局',
    ]);
  });

  it('keeps a numbered label in its table when its figures are blank', async () => {
    const sheet = sheetOf([
      ['名称', '数量'],
      ['一、新收', 37],
      ['二、结转', ''],
      ['三、办结', 4],
    ]);
    expect(await rowsIn(workbookOf({ Sheet1: sheet }))).toEqual([
      [
        ['名称', '数量'],
        ['一、新收', '37'],
        ['二、结转', ''],
        ['三、办结', '4'],
      ],
    ]);
  });

  it('gives merged cells their spans, and columns that only give room to them no number', async () => {
    const sheet = sheetOf(
      [
        ['申请人', null, '合计', null],
        ['自然人', '法人', null, null],
        [3, 4, 7, null],
      ],
      ['A1:B1', 'C1:D2', 'C3:D3'],
    );
    const [table] = tablesOf(await documentIn(workbookOf({ Sheet1: sheet })));
    expect(table!.cells.map((each) => `${each.text}@${each.row},${each.col} ${each.rowSpan}x${each.colSpan}`)).toEqual([
      '申请人@0,0 1x2',
      '合计@0,2 2x1',
      '自然人@1,0 1x1',
      '法人@1,1 1x1',
      '3@2,0 1x1',
      '4@2,1 1x1',
      '7@2,2 1x1',
    ]);
  });

  it('parts tables at blank rows, unless figures go straight on', async () => {
    const apart = sheetOf([...FIGURES, [null], ['项目', '金额', '单位'], ['工本费', 12, '元'], ['检索费', 0, '元']]);
    expect(await rowsIn(workbookOf({ Sheet1: apart }))).toHaveLength(2);
    const on = sheetOf([...FIGURES, [null], ['办结', 41, '61%'], ['其他', 0, '0%']]);
    expect((await rowsIn(workbookOf({ Sheet1: on }))).map((rows) => rows.length)).toEqual([5]);
  });

  it('reads its sheets one after the other, each under its name, and notes the hidden ones', async () => {
    const sheets = { 表一: sheetOf(FIGURES), 草稿: sheetOf(FIGURES), 表二: sheetOf(FIGURES), Sheet4: sheetOf([]) };
    const document = await documentIn(workbookOf(sheets, 'xlsx', ['草稿']));
    expect(outline(document)).toEqual(['paragraph 表一', 'table 3x3', 'paragraph 表二', 'table 3x3']);
    expect(document.notes.map((note) => note.code)).toEqual(['hidden-sheets']);
  });

  it('notes hidden rows and columns and does not read them', async () => {
    const sheet = sheetOf(FIGURES);
    sheet['!cols'] = [{}, {}, { hidden: true }];
    sheet['!rows'] = [{}, {}, { hidden: true }];
    const bytes = workbookOf({ Sheet1: sheet });
    expect(await rowsIn(bytes)).toEqual([
      [
        ['名称', '数量'],
        ['申请', '37'],
      ],
    ]);
    expect(await notesIn(bytes)).toEqual(['hidden-cells']);
  });
});

describe('a hostile workbook', () => {
  const failure = async (bytes: Uint8Array): Promise<string> => {
    const reading = await readingOf(bytes);
    if (!('code' in reading)) throw new Error('it was read');
    return `${reading.code}: ${reading.message}`;
  };

  const DATA =
    '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="2"><c r="A2"><v>3</v></c><c r="B2"><v>4</v></c></row></sheetData>';

  it('may merge the whole sheet', async () => {
    const merge = '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>';
    expect(outline(await documentIn(rawWorkbook(DATA + merge)))).toEqual(['paragraph 1']);
  });

  it('may merge a hundred thousand areas that overlap', async () => {
    const merges = Array.from({ length: 100_000 }, (_, i) => `<mergeCell ref="A${i + 1}:XFD1048576"/>`).join('');
    expect(outline(await documentIn(rawWorkbook(`${DATA}<mergeCells>${merges}</mergeCells>`)))).toEqual([
      'paragraph 1',
    ]);
  });

  it('may put a value into its last cell, which is clipped with a note', async () => {
    const far =
      '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>9</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData>';
    const document = await documentIn(rawWorkbook(far));
    expect(outline(document)).toEqual(['paragraph 1']);
    expect(document.notes.map((note) => note.code)).toEqual(['sheet-clipped']);
  });

  it('is refused when a part inflates out of all proportion', async () => {
    expect(await failure(rawWorkbook(`<sheetData>${' '.repeat(3_000_000)}</sheetData>`))).toMatch(
      /^too-large: the member xl\/worksheets\/sheet1\.xml inflates to more than 100 times/,
    );
  });

  it('is refused when it has a document type', async () => {
    const bytes = zipOf({ '[Content_Types].xml': '<!DOCTYPE a [<!ENTITY b "c">]><Types/>' });
    expect(await failure(bytes)).toMatch(/^unsupported: the part \[Content_Types\]\.xml has a document type/);
  });

  it.each([
    ['an empty package', zipOf({})],
    ['a package of something else', zipOf({ 'a.txt': '甲' })],
    ['half a workbook', workbookOf({ Sheet1: sheetOf(FIGURES) }).slice(0, 900)],
    ['half an old workbook', workbookOf({ Sheet1: sheetOf(FIGURES) }, 'biff8').slice(0, 600)],
    ['something else', new TextEncoder().encode('甲乙丙')],
  ])('is refused with a reason when it is %s', async (_, bytes) => {
    expect(await failure(bytes)).toMatch(/^unreadable: /);
  });
});
