import { describe, expect, it } from 'vitest';
import type { Document, Table } from '../../../src/model/document.ts';
import { outline, rowsOf, tablesOf } from '../snapshots.ts';
import { zipOf } from '../zip/zip-files.ts';
import { docxOf, p, part, readingOf, run, tbl, tc, tr, wordDocument } from './word-files.ts';

const texts = (document: Document): readonly string[] => outline(document);

const firstTable = async (xml: string): Promise<Table> => tablesOf(await wordDocument(xml))[0]!;

const shape = (table: Table): readonly string[] =>
  table.cells.map((cell) => `${cell.text}@${cell.row},${cell.col} ${cell.rowSpan}x${cell.colSpan}`);

const span = (count: number): string => `<w:gridSpan w:val="${count}"/>`;
const first = '<w:vMerge w:val="restart"/>';
const rest = '<w:vMerge/>';

describe('the text of a Word document', () => {
  it('joins what Word splits into runs', async () => {
    expect(texts(await wordDocument(`<w:p>${run('共受理申请37')}${run('44')}${run('件。')}</w:p>`))).toEqual([
      'paragraph 共受理申请3744件。',
    ]);
  });

  it('breaks lines where the document does, and takes tabs at the start for an indent', async () => {
    const xml = '<w:p><w:r><w:tab/><w:t>甲处</w:t><w:br/><w:t>乙处</w:t><w:cr/><w:t>丙处</w:t></w:r></w:p>';
    expect(texts(await wordDocument(xml))).toEqual(['paragraph 甲处', 'paragraph 乙处', 'paragraph 丙处']);
  });

  it('accepts tracked changes and says so', async () => {
    const deleted = '<w:del><w:r><w:delText>100</w:delText></w:r></w:del>';
    const moved = `<w:moveFrom>${run('旧')}</w:moveFrom><w:moveTo>${run('新')}</w:moveTo>`;
    const document = await wordDocument(
      `<w:p>${run('申请')}${deleted}<w:ins>${run('37')}</w:ins>${run('件')}${moved}</w:p>`,
    );
    expect(texts(document)).toEqual(['paragraph 申请37件新']);
    expect(document.notes.map((note) => note.code)).toEqual(['tracked-changes']);
  });

  it('runs a paragraph whose end was deleted into the next', async () => {
    expect(texts(await wordDocument(p('申请', '<w:rPr><w:del/></w:rPr>') + p('37件')))).toEqual(['paragraph 申请37件']);
  });

  it('leaves out hidden text, unless its hiding is switched off', async () => {
    const document = await wordDocument(
      `<w:p>${run('甲')}${run('乙', '<w:vanish/>')}${run('丙', '<w:vanish w:val="0"/>')}</w:p>`,
    );
    expect(texts(document)).toEqual(['paragraph 甲丙']);
    expect(document.notes.map((note) => note.code)).toEqual(['hidden-text']);
  });

  it('shows the results of fields and not their instructions', async () => {
    const mark = (kind: string): string => `<w:r><w:fldChar w:fldCharType="${kind}"/></w:r>`;
    const complex = `${mark('begin')}<w:r><w:instrText>SUM(ABOVE) 99</w:instrText></w:r>${mark('separate')}${run('37')}${mark('end')}`;
    const simple = `<w:fldSimple w:instr="DATE">${run('2023年')}</w:fldSimple>`;
    expect(texts(await wordDocument(`<w:p>${simple}${complex}${run('件')}</w:p>`))).toEqual(['paragraph 2023年37件']);
  });

  it('does not let a field that was never closed swallow the text below', async () => {
    const open = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>';
    expect(texts(await wordDocument(open + p('申请37件')))).toEqual(['paragraph 申请37件']);
  });

  it('keeps ticks and boxes, and marks a symbol that it does not know', async () => {
    const symbol = (code: string): string => `<w:r><w:sym w:font="Wingdings" w:char="${code}"/></w:r>`;
    expect(
      texts(await wordDocument(`<w:p>${symbol('F0FE')}${symbol('F0A8')}${symbol('F021')}${symbol('2611')}</w:p>`)),
    ).toEqual(['paragraph ☑□\ufffd☑']);
  });

  it('reads a text box once, from the branch for new programs', async () => {
    const box = (text: string): string => `<w:txbxContent>${p(text)}</w:txbxContent>`;
    const xml = `<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>${box('框中之文')}</w:drawing></mc:Choice><mc:Fallback><w:pict>${box('框中之文')}</w:pict></mc:Fallback></mc:AlternateContent></w:r>${run('正文')}</w:p>`;
    expect(texts(await wordDocument(xml))).toEqual(['paragraph 正文', 'paragraph 框中之文']);
  });

  it('notes pictures by their description, but for small ones', async () => {
    const picture = (size: number, text: string): string =>
      `<w:r><w:drawing><wp:inline><wp:extent cx="${size}" cy="${size}"/><wp:docPr id="1" name="图片 1" descr="${text}"/></wp:inline></w:drawing></w:r>`;
    expect(texts(await wordDocument(`<w:p>${picture(5_000_000, '流程图')}${picture(90_000, '圆点')}</w:p>`))).toEqual([
      'picture 流程图',
    ]);
  });

  it('puts footnotes after the text and their marks nowhere', async () => {
    const footnotes = part(
      'footnotes',
      `<w:footnote w:id="0">${p('分隔线')}</w:footnote><w:footnote w:id="2">${p('含上年结转。')}</w:footnote>`,
    );
    const mark = '<w:r><w:footnoteReference w:id="2"/></w:r>';
    const document = await wordDocument(`<w:p>${run('申请37')}${mark}${run('件')}</w:p>${p('完')}`, { footnotes });
    expect(texts(document)).toEqual(['paragraph 申请37件', 'paragraph 完', 'paragraph 含上年结转。']);
  });

  it('reads through content controls', async () => {
    const sdt = (inside: string): string =>
      `<w:sdt><w:sdtPr><w:id w:val="1"/></w:sdtPr><w:sdtContent>${inside}</w:sdtContent></w:sdt>`;
    const table = tbl(
      [900, 900],
      sdt(tr(tc('名称'), tc('数量'))),
      tr(tc('申请'), sdt(tc(`<w:p>${sdt(run('37'))}</w:p>`))),
      tr(tc('结转'), tc('4')),
    );
    const document = await wordDocument(sdt(p('甲处') + table));
    expect(texts(document)).toEqual(['paragraph 甲处', 'table 3x2']);
    expect(rowsOf(tablesOf(document)[0]!)).toEqual([
      ['名称', '数量'],
      ['申请', '37'],
      ['结转', '4'],
    ]);
  });
});

describe('headings of a Word document', () => {
  const level = (at: number, format: string, text: string): string =>
    `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
  const numbering = part(
    'numbering',
    `<w:abstractNum w:abstractNumId="7">${level(0, 'chineseCounting', '%1、')}${level(1, 'chineseCounting', '（%2）')}${level(2, 'decimal', '%3.')}</w:abstractNum>
     <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
     <w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="11"/></w:lvlOverride></w:num>`,
  );
  const numbered = (text: string, at: number, list = 1): string =>
    p(text, `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${list}"/></w:numPr>`);

  it('have the numbers that Word counts', async () => {
    const body = [
      numbered('总体情况', 0),
      numbered('主动公开', 1),
      numbered('依申请公开', 1),
      numbered('收费情况', 0),
      numbered('减免情况', 1),
      numbered('减免人次', 2),
      numbered('其他事项', 0, 2),
    ].join('');
    const document = await wordDocument(body, { numbering });
    expect(
      document.blocks.map((block) => (block.is === 'heading' ? `${block.level} ${block.number} ${block.text}` : '')),
    ).toEqual([
      '1 一 一、总体情况',
      '2 （一） （一）主动公开',
      '2 （二） （二）依申请公开',
      '1 二 二、收费情况',
      '2 （一） （一）减免情况',
      '3 1. 1. 减免人次',
      '1 十一 十一、其他事项',
    ]);
  });

  it('are not counted where they were deleted with their row, or stand empty', async () => {
    const row = `<w:tr><w:trPr><w:del/></w:trPr>${tc(numbered('旧', 0))}</w:tr>`;
    const body = numbered('', 0) + tbl([900], row) + numbered('总体情况', 0);
    expect(texts(await wordDocument(body, { numbering }))).toEqual(['heading 一、总体情况']);
  });

  it('are told by their style, by what it inherits, and by the level of their outline', async () => {
    const style = (id: string, inside: string): string =>
      `<w:style w:type="paragraph" w:styleId="${id}">${inside}</w:style>`;
    const styles = part(
      'styles',
      style('a1', '<w:name w:val="heading 2"/>') + style('a2', '<w:name w:val="章"/><w:basedOn w:val="a1"/>'),
    );
    const body = p('甲处工作', '<w:pStyle w:val="a2"/>') + p('乙处工作', '<w:outlineLvl w:val="0"/>') + p('丙处工作');
    const document = await wordDocument(body, { styles });
    expect(document.blocks.map((block) => (block.is === 'heading' ? block.level : block.is))).toEqual([
      2,
      1,
      'paragraph',
    ]);
  });

  it('survive styles that are based on each other in a circle', async () => {
    const styles = part(
      'styles',
      '<w:style w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>',
    );
    expect(texts(await wordDocument(p('甲处', '<w:pStyle w:val="a"/>'), { styles }))).toEqual(['paragraph 甲处']);
  });

  it('do not stand twice for a table of contents', async () => {
    const styles = part('styles', '<w:style w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>');
    const entry = `<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr>${run('一、总体情况')}<w:r><w:tab/></w:r>${run('2')}</w:p>`;
    expect(texts(await wordDocument(entry + p('一、总体情况'), { styles }))).toEqual(['heading 一、总体情况']);
  });

  it('take the title from the page header when it stands nowhere else', async () => {
    const title = '某某局2023年政府信息公开工作年度报告';
    const header = part('hdr', p(title));
    expect(texts(await wordDocument(p('一、总体情况'), { header }))).toEqual([
      `heading ${title}`,
      'heading 一、总体情况',
    ]);
    expect(texts(await wordDocument(p(title) + p('一、总体情况'), { header }))).toHaveLength(2);
  });
});

describe('tables of a Word document', () => {
  it('know their spans', async () => {
    const table = await firstTable(
      tbl(
        [900, 900, 900, 900],
        tr(tc('申请人情况', first + span(2)), tc('自然人'), tc('总计')),
        tr(tc('', rest + span(2)), tc('37'), tc('44')),
        tr(tc('结果', first), tc('公开'), tc('1'), tc('2')),
        tr(tc('', rest), tc('不公开'), tc('3'), tc('4')),
      ),
    );
    expect(shape(table)).toEqual([
      '申请人情况@0,0 2x2',
      '自然人@0,2 1x1',
      '总计@0,3 1x1',
      '37@1,2 1x1',
      '44@1,3 1x1',
      '结果@2,0 2x1',
      '公开@2,1 1x1',
      '1@2,2 1x1',
      '2@2,3 1x1',
      '不公开@3,1 1x1',
      '3@3,2 1x1',
      '4@3,3 1x1',
    ]);
  });

  it('know the older way to merge in a row, and rows that begin further right', async () => {
    const table = await firstTable(
      tbl(
        [900, 900, 900],
        tr(tc('合计', '<w:hMerge w:val="restart"/>'), tc('', '<w:hMerge/>'), tc('9')),
        `<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>${tc('乙')}${tc('5')}</w:tr>`,
        tr(tc('丙'), tc('丁'), tc('4')),
      ),
    );
    expect(shape(table)).toEqual([
      '合计@0,0 1x2',
      '9@0,2 1x1',
      '乙@1,1 1x1',
      '5@1,2 1x1',
      '丙@2,0 1x1',
      '丁@2,1 1x1',
      '4@2,2 1x1',
    ]);
  });

  it('lose columns of a hair and rows that were deleted', async () => {
    const table = await firstTable(
      tbl(
        [900, 1, 900],
        tr(tc('名称', span(2)), tc('数量')),
        `<w:tr><w:trPr><w:del w:id="1"/></w:trPr>${tc('旧')}${tc('9', span(2))}</w:tr>`,
        tr(tc('申请'), tc('37', span(2))),
      ),
    );
    expect(shape(table)).toEqual(['名称@0,0 1x1', '数量@0,1 1x1', '申请@1,0 1x1', '37@1,1 1x1']);
  });

  it('keep their columns when the file gives them no width', async () => {
    const rows = [tr(tc('名称'), tc('数量')), tr(tc('申请'), tc('37')), tr(tc('结转'), tc('4'))];
    const shapes = await Promise.all(
      [[0, 0], [], [1, 1]].map(async (widths) => shape(await firstTable(tbl(widths, ...rows)))),
    );
    expect(shapes[0]).toEqual([
      '名称@0,0 1x1',
      '数量@0,1 1x1',
      '申请@1,0 1x1',
      '37@1,1 1x1',
      '结转@2,0 1x1',
      '4@2,1 1x1',
    ]);
    expect(shapes[1]).toEqual(shapes[0]);
    expect(shapes[2]).toEqual(shapes[0]);
  });

  it('join the paragraphs and breaks of a label', async () => {
    const label = `${p('法人或')}<w:p><w:r><w:t>其他</w:t><w:br/><w:t>组织</w:t></w:r></w:p>`;
    const table = await firstTable(
      tbl([900, 900], tr(tc('名称'), tc(label)), tr(tc('申请'), tc('37')), tr(tc('乙'), tc('4'))),
    );
    expect(table.cells[1]!.text).toBe('法人或\n其他\n组织');
  });

  it('come out of the tables that only lay out the page', async () => {
    const inner = tbl([900, 900], tr(tc('名称'), tc('数量')), tr(tc('申请'), tc('37')), tr(tc('结转'), tc('4')));
    const outer = tbl([9000], tr(tc(p('一、总体情况') + inner + p('完'))));
    expect(texts(await wordDocument(outer))).toEqual(['heading 一、总体情况', 'table 3x2', 'paragraph 完']);
  });

  const header = tr(tc('名称'), tc('数量'));
  const table = (...rows: readonly (readonly [string, string])[]): string =>
    tbl([900, 900], ...rows.map(([label, figure]) => tr(tc(label), tc(figure))));
  const begun = tbl([900, 900], header, tr(tc('甲'), tc('1')), tr(tc('乙'), tc('2')));

  it('are one again after a page parted them, with a repeated header or without', async () => {
    const joined = [
      ['名称', '数量'],
      ['甲', '1'],
      ['乙', '2'],
      ['丙', '3'],
      ['丁', '4'],
    ];
    for (const next of [table(['丙', '3'], ['丁', '4']), table(['名称', '数量'], ['丙', '3'], ['丁', '4'])]) {
      const document = await wordDocument(begun + p('') + next);
      expect(tablesOf(document).map(rowsOf)).toEqual([joined]);
    }
  });

  it('stay apart when text stands between, when the columns differ, and when the next has a header of its own', async () => {
    const next = table(['丙', '3'], ['丁', '4']);
    const wider = tbl([900, 900, 900], tr(tc('丙'), tc('3'), tc('4')), tr(tc('丁'), tc('5'), tc('6')));
    const other = table(['项目', '金额'], ['丙', '3'], ['丁', '4']);
    for (const body of [begun + p('另表') + next, begun + p('') + wider, begun + p('') + other]) {
      expect(tablesOf(await wordDocument(body))).toHaveLength(2);
    }
  });
});

describe('Word packages', () => {
  it('are read from the part they name, whatever its name', async () => {
    const reading = await readingOf(docxOf(p('甲处'), {}, 'document2.xml'));
    expect('blocks' in reading && texts(reading)).toEqual(['paragraph 甲处']);
  });

  it('may use the strict namespaces and other prefixes', async () => {
    const xml =
      '<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body><x:p><x:r><x:t>甲处</x:t></x:r></x:p></x:body></x:document>';
    const reading = await readingOf(zipOf({ 'word/document.xml': xml }));
    expect('blocks' in reading && texts(reading)).toEqual(['paragraph 甲处']);
  });

  const failure = async (bytes: Uint8Array): Promise<string> => {
    const reading = await readingOf(bytes);
    if (!('code' in reading)) throw new Error('it was read');
    return `${reading.code}: ${reading.message}`;
  };

  it('are refused with a reason when they hold no document', async () => {
    expect(await failure(zipOf({ 'xl/workbook.xml': '<a/>' }))).toMatch(
      /^unreadable: the package holds no Word document/,
    );
    expect(await failure(docxOf(p('甲')).slice(0, 300))).toMatch(/^unreadable: the zip archive is damaged/);
    expect(await failure(zipOf({ 'word/document.xml': '<!DOCTYPE a><a/>' }))).toMatch(
      /^unsupported: the part word\/document\.xml has a document type/,
    );
  });

  it('are refused when their tables nest without end', async () => {
    const deep = '<w:tbl><w:tr><w:tc>'.repeat(20_000);
    expect(await failure(docxOf(deep))).toMatch(/^too-large: .* nests elements more than 256 deep$/);
  });

  it('cannot claim more columns than Word draws', async () => {
    const table = await firstTable(
      tbl([900], tr(tc('甲', span(2_000_000_000)), tc('1')), tr(tc('乙'), tc('2')), tr(tc('丙'), tc('3'))),
    );
    expect(table.cols).toBeLessThanOrEqual(126);
  });

  it('never ask for what lies outside them', async () => {
    const rels =
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="x/styles" Target="file:///etc/passwd" TargetMode="External"/></Relationships>';
    const xml = part('document', `<w:body>${p('甲处')}</w:body>`);
    const reading = await readingOf(zipOf({ 'word/document.xml': xml, 'word/_rels/document.xml.rels': rels }));
    expect('blocks' in reading && texts(reading)).toEqual(['paragraph 甲处']);
  });
});
