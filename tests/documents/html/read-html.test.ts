import { describe, expect, it } from 'vitest';
import { documentOf, failureOf, headingsOf, outline, rowsOf, tablesOf } from '../snapshots.ts';

const DATA = '<table><tr><td>信息内容<td>制发件数<tr><td>规章<td>133<tr><td>文件<td>7649</table>';

const PROSE = '本年度各部门按照要求公开信息，回应关切，答复申请，未发生争议。'.repeat(10);

const page = (body: string, head = ''): string =>
  `<!DOCTYPE html><html><head>${head}</head><body>${body}</body></html>`;

describe('the text of a page', () => {
  it('is broken by blocks and <br>, not by inline elements', () => {
    expect(outline(documentOf('<div>共<span>37</span><b>44</b>条<br>另有<p>5条</p>其余</div>'))).toEqual([
      'paragraph 共3744条',
      'paragraph 另有',
      'paragraph 5条',
      'paragraph 其余',
    ]);
  });

  it('does not hold the line breaks of its source', () => {
    expect(outline(documentOf('<p>政府信息\n   公开 2021\n 年</p>'))).toEqual(['paragraph 政府信息公开 2021 年']);
  });

  it('is what a reader sees: no scripts, styles, templates, hidden parts', () => {
    const unseen = [
      '<script>var a = "</td>";</script>',
      '<style>p {}</style>',
      '<noscript>x</noscript>',
      '<template><p>x</p></template>',
      '<p hidden>x</p>',
      '<div style="color:red; DISPLAY : none">x<p>y</p></div>',
      '<!-- x -->',
    ];
    expect(outline(documentOf(page(`<p>甲</p>${unseen.join('')}<p>乙</p>`)))).toEqual(['paragraph 甲', 'paragraph 乙']);
  });

  it('has headings by element and by numbering, run-in ones too', () => {
    const document = documentOf(
      '<h1>某旗2021年年度报告</h1><h2>概况</h2><p>（一）公开情况。公开12条。</p><h3>一、总体情况</h3>',
    );
    expect(headingsOf(document).map(({ level, number, text }) => [level, number, text])).toEqual([
      [0, null, '某旗2021年年度报告'],
      [1, null, '概况'],
      [2, '（一）', '（一）公开情况。'],
      [1, '一', '一、总体情况'],
    ]);
  });

  it('has no headings where a heading element was never closed around sentences', () => {
    const document = documentOf('<h2>年度报告<h2>一、总体情况</h2><h2>网站按时更新。全年没有断更。</h2>');
    expect(headingsOf(document).map(({ text }) => text)).toEqual(['年度报告', '一、总体情况']);
  });

  it('knows the lines of the source', () => {
    const source =
      '<html><body>\n<p>甲</p>\n<p>\n乙</p><table><tr><td>丙</td>\n<td>1</td></tr><tr><td>丁<td>2</table></body></html>';
    const [first, second, table] = documentOf(source).blocks;
    expect(first!.locator).toMatchObject({ block: 0, line: 2, start: source.indexOf('甲') });
    expect(second!.locator).toMatchObject({ block: 1, line: 4 });
    expect(table).toMatchObject({
      is: 'table',
      cells: [{ locator: { block: 2, row: 0, col: 0, line: 4 } }, { locator: { line: 5 } }, {}, {}],
    });
  });

  it('may hold a table printed one paragraph a cell', () => {
    const cells = ['序号', '指标', 1, '公报公开数', 2, '网站公开数', 8720, 3, '微博公开数', 1755];
    const [table] = tablesOf(documentOf(cells.map((cell) => `<p>${cell}</p>`).join('')));
    expect(rowsOf(table!)).toEqual([
      ['序号', '指标'],
      ['1', '公报公开数'],
      ['2', '网站公开数', '8720'],
      ['3', '微博公开数', '1755'],
    ]);
  });
});

describe('the tables of a page', () => {
  it('are the innermost ones; a layout table is flattened in order', () => {
    const layout = `<table><tr><td><p>一、概况</p><table><tr><td><p>前文</p>${DATA}</td></tr></table><p>后文</p></td><td></td></tr></table>`;
    expect(outline(documentOf(page(layout)))).toEqual([
      'heading 一、概况',
      'paragraph 前文',
      'table 3x2',
      'paragraph 后文',
    ]);
  });

  it('are not tables that merely place prose', () => {
    const layout = `<table><tr><td>一、概况</td><td>二</td></tr><tr><td>${PROSE}</td><td>注</td></tr></table>`;
    expect(tablesOf(documentOf(page(layout)))).toEqual([]);
  });

  it('survive cells and rows that were never closed', () => {
    const [table] = tablesOf(
      documentOf('<table border=1><tr><td>甲<td>1<tr><td>乙<td><p>2<p>件<tr><td>丙<td></table>'),
    );
    expect(rowsOf(table!)).toEqual([
      ['甲', '1'],
      ['乙', '2\n件'],
      ['丙', ''],
    ]);
  });

  it('come with their caption before them', () => {
    expect(outline(documentOf(DATA.replace('<table>', '<table><caption>附表</caption>')))).toEqual([
      'paragraph 附表',
      'table 3x2',
    ]);
  });
});

describe('what surrounds the report', () => {
  const menu = `<div class="nav"><ul>${['首页', '公开', '服务', '互动'].map((text) => `<li><a href="/">${text}</a>`).join('')}</ul></div>`;
  const footer = '<footer>主办：某旗人民政府 备案号1500</footer>';

  it('is left out, and a note says so', () => {
    const document = documentOf(page(`${menu}<div id="zoom"><p>${PROSE}</p></div>${footer}`));
    expect(outline(document)).toEqual([`paragraph ${PROSE}`]);
    expect(document.notes).toMatchObject([{ code: 'left-out', message: expect.stringContaining('2 parts') }]);
  });

  it('is left out of a page without a known container as well', () => {
    expect(outline(documentOf(page(`${menu}<p>${PROSE}</p>${footer}`)))).toEqual([`paragraph ${PROSE}`]);
  });

  it('never takes a data table with it', () => {
    const stray = `<div class="sidebar">${DATA}</div><footer>${DATA}</footer>`;
    const document = documentOf(page(`${menu}<div id="zoom"><p>${PROSE}</p></div>${stray}`));
    expect(tablesOf(document)).toHaveLength(2);
  });

  it('does not take the title and the date of publication with it', () => {
    const top =
      '<div class="tit">某旗2021年政府信息公开工作年度报告</div><div>发布日期：2022-01-20</div><div>浏览次数</div>';
    expect(outline(documentOf(page(`${top}<div id="zoom"><p>${PROSE}</p></div>`)))).toEqual([
      'heading 某旗2021年政府信息公开工作年度报告',
      'paragraph 发布日期：2022-01-20',
      `paragraph ${PROSE}`,
    ]);
  });

  it('does not swallow a page wrapped in a link that was never closed', () => {
    expect(
      outline(documentOf(page(`<a href="x">首页<p>${PROSE}</p><p>${PROSE}</p><p>${PROSE}</p>`))).slice(1),
    ).toHaveLength(3);
  });

  it('tells the title and the date when only the head of the page does', () => {
    const head =
      '<title>某旗2021年政府信息公开工作年度报告_某旗人民政府</title><meta name="PubDate" content="2022-01-20 09:30">';
    expect(outline(documentOf(page(`<p>${PROSE}</p>`, head)))).toEqual([
      'heading 某旗2021年政府信息公开工作年度报告',
      'paragraph 2022-01-20 09:30',
      `paragraph ${PROSE}`,
    ]);
  });

  it('does not repeat what the body states', () => {
    const head = '<title>某旗2021年年度报告</title><meta name="pubdate" content="2022-01-20">';
    const body = `<p>某旗2021年年度报告</p><p>2022年1月20日</p><p>${PROSE}</p>`;
    expect(documentOf(page(body, head)).blocks).toHaveLength(3);
  });
});

describe('a picture of a page', () => {
  it('is kept in the report by its alt text or file name, but not spacers, icons and logos', () => {
    const pictures =
      '<img src="/a/W01.png?v=1"><img src="b.jpg" alt="收支图"><img src="icon_doc.gif"><img src="c.png" width=16><img src="/i/logo.png">';
    expect(
      outline(documentOf(page(`<div id=zoom><p>${PROSE}</p><p>见图${pictures}如上</p></div><img src="d.png">`))).slice(
        1,
      ),
    ).toEqual(['paragraph 见图', 'picture W01.png', 'picture 收支图', 'paragraph 如上']);
  });
});

describe('a hostile page', () => {
  const seconds = (content: string): number => {
    const start = performance.now();
    try {
      documentOf(content);
    } catch {
      // a refusal is as good as a reading here
    }
    return (performance.now() - start) / 1000;
  };

  it('may nest 100,000 elements: its text is kept, quickly, and a note tells', () => {
    const source = `${'<div>'.repeat(100_000)}正文`;
    expect(seconds(source)).toBeLessThan(2);
    const document = documentOf(source);
    expect(outline(document)).toEqual(['paragraph 正文']);
    expect(document.notes.map((note) => note.code)).toEqual(['deep-nesting']);
  });

  it('may nest tables beyond reason: it is refused with the reason', async () => {
    expect(await failureOf('<table><tr><td>'.repeat(20_000))).toMatchObject({
      code: 'unreadable',
      message: expect.stringContaining('1000'),
    });
  });

  it('may multiply elements: it is refused as too large', async () => {
    const fonts = Array.from({ length: 300 }, (_, i) => `<font a=${i}>`).join('');
    expect((await failureOf(`<p>${fonts}${'</p><p>x'.repeat(2000)}`)).code).toBe('too-large');
  });

  it('may claim a span of a milliard columns', () => {
    expect(
      tablesOf(documentOf('<table><tr><td colspan=1e9>甲<td rowspan=1000000000>1<tr><td>乙<td>2</table>'))[0],
    ).toMatchObject({
      rows: 2,
      cols: 3,
    });
  });
});
