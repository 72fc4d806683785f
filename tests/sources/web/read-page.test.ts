import { describe, expect, test } from 'vitest';
import { decodePage } from '../../../src/sources/web/decode-page.ts';
import {
  attachmentsOf,
  documentLinksOf,
  fileNameOf,
  matchesPattern,
} from '../../../src/sources/web/find-attachments.ts';
import { judgePage } from '../../../src/sources/web/judge-page.ts';
import { readPage } from '../../../src/sources/web/read-page.ts';
import { listPage, reportPage } from './a-site.ts';

const URL_OF_PAGE = 'http://office.example/a/b.html';

const read = (html: string) => readPage(html, URL_OF_PAGE);

describe('reading a page', () => {
  test('resolves links against the page and its base, without fragments, http and https only', () => {
    const { links } = read(
      '<base href="/c/"><a href="x.html#top">一</a><a href="//other.example/y">二</a><a href="javascript:z()">三</a><a href="#t">四</a>',
    );
    expect(links.map(({ url }) => url)).toEqual(['http://office.example/c/x.html', 'http://other.example/y']);
  });

  test('takes no text from scripts and styles, and no links either', () => {
    const page = read('<title>题</title><script>var a = "<a href=x>否</a>"</script><style>p{}</style><p>文</p>');
    expect([page.title, page.text, page.links.length]).toEqual(['题', '文', 0]);
  });

  test.each([
    ['<meta http-equiv="refresh" content="0;url=/next.html">', 'http://office.example/next.html'],
    ['<meta http-equiv=Refresh content="1; URL=\'next.html\'">', 'http://office.example/a/next.html'],
    ['<meta http-equiv="refresh" content="600">', null],
    ['<meta http-equiv="refresh" content="30;url=/next.html">', null],
  ])('finds where %s leads', (html, to) => expect(read(html).refresh).toBe(to));

  test.each([
    ['deep nesting', '<div>'.repeat(200_000)],
    ['links that never end', '<a href="x">'.repeat(200_000)],
    ['one endless attribute', `<a href="${'x'.repeat(5_000_000)}">`],
    ['an open comment', `<!--${'-'.repeat(2_000_000)}`],
  ])('is done soon with %s', (_what, html) => {
    const start = performance.now();
    read(html);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('the characters of a page', () => {
  const gbk = Buffer.concat([Buffer.from('<meta charset="gb2312"><p>'), Buffer.from([0xc4, 0xea, 0xb1, 0xa8])]);

  test('are those it declares, in the header or in itself', () => {
    expect(decodePage(gbk, null)).toContain('年报');
    expect(decodePage(Buffer.from([0xc4, 0xea]), 'text/html; charset=GBK')).toBe('年');
  });

  test('are UTF-8 where they are valid as such, whatever it declares', () => {
    expect(decodePage(Buffer.from('<meta charset="gb2312"><p>年报'), 'text/html; charset=gbk')).toContain('年报');
  });

  test('are GB18030 where nothing is declared, and never a reason to throw', () => {
    expect(decodePage(Buffer.from([0xc4, 0xea]), 'text/html; charset=nonsense')).toBe('年');
  });
});

describe('attachments', () => {
  const links = read(
    `<a href="/f/P020250120.pdf">2024年年度报告.pdf</a><a href="/f/guide.pdf">政府信息公开指南</a><a href="down?file=%E5%B9%B4%E6%8A%A5.docx">下载</a><a href="/x.html">年度报告</a>`,
  ).links;

  test('are document files whose names speak of a report', () => {
    const found = attachmentsOf(documentLinksOf(links), null);
    expect(found.map(fileNameOf)).toEqual(['P020250120.pdf', '年报.docx']);
  });

  test('are those of the pattern where there is one', () => {
    expect(attachmentsOf(documentLinksOf(links), '*指南*')).toEqual(['http://office.example/f/guide.pdf']);
  });

  test.each([
    ['2024年年度报告.pdf', '*年度报告*.pdf', true],
    ['2024年年度报告.PDF', '*.pdf', true],
    ['a.pdf', 'a.pdf', true],
    ['ab', 'a*b*b', false],
    ['aXbXb', 'a*b*b', true],
    ['a.pdf', 'b*', false],
  ])('%s matches %s: %s', (text, pattern, matches) => expect(matchesPattern(text, pattern)).toBe(matches));
});

describe('what came with "200 OK"', () => {
  test.each([
    ['error-page', '<title>404</title><p>您访问的页面不存在</p>'],
    ['error-page', `<title>提示</title>${'<p>系统繁忙,请稍后再试。</p>'.repeat(5)}`],
    ['empty-page', '<script>location.reload()</script>'],
    ['content', reportPage('甲旗2025年政府信息公开工作年度报告', '<p>系统错误 404</p>')],
    ['content', listPage([['a', '2025年政府信息公开工作年度报告']])],
  ])('is %s', (judged, html) => expect(judgePage(read(html))).toBe(judged));
});
