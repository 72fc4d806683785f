import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RosterOffice } from '../../../src/sources/roster.ts';
import type { SourceMemory } from '../../../src/sources/source-memory.ts';
import type { WebClient } from '../../../src/sources/web/web-client.ts';
import { websiteSource } from '../../../src/sources/web/website-source.ts';
import { memoryOfProcess } from '../a-memory.ts';
import { aTaking } from '../a-taking.ts';
import { aClient } from './a-client.ts';
import { aSite, listPage, reportPage, type Site, send } from './a-site.ts';

type Page = { body: string | Uint8Array; status?: number; headers?: Record<string, string> };

let site: Site;
let pages: Record<string, Page>;
let memory: SourceMemory;

beforeEach(async () => {
  memory = memoryOfProcess();
  pages = {};
  site = await aSite((request, response) => {
    const page = pages[request.url ?? ''];
    if (!page) return send(response, 404, 'no');
    const etag = `"${Buffer.from(page.body).length}"`;
    if (request.headers['if-none-match'] === etag) return send(response, 304, '');
    send(response, page.status ?? 200, page.body, { etag, ...page.headers });
  });
});

afterEach(() => site.close());

const office = (over: Partial<RosterOffice> = {}): RosterOffice => ({
  id: 'jia',
  name: '甲旗人民政府',
  level: 'banner',
  parent: null,
  profile: 'default',
  reportPage: site.at('/list'),
  mail: null,
  aliases: ['甲旗'],
  attachment: null,
  deadline: null,
  ...over,
});

const TITLE = '甲旗2025年政府信息公开工作年度报告';

/** Takes all entries with a client of its own, as one night does. */
const night = async (
  offices: readonly RosterOffice[],
  run = '2026-01-20',
  has?: (sha256: string) => boolean,
  openClient: () => WebClient = aClient,
) => {
  const source = websiteSource(offices, {
    openClient,
    memory,
    now: () => new Date('2026-01-20T18:00:00Z'),
    limit: 1024 * 1024,
  });
  const before = site.seen.length;
  const taking = aTaking({ run }, has);
  const { entries } = await source.list();
  const failures = [];
  for (const entry of entries) failures.push(...(await source.take(entry, taking.context)));
  await source.close();
  const asked = site.seen.slice(before).map(({ path }) => path);
  const names = (list: readonly { readonly source: string }[]): readonly string[] =>
    list.map((one) => one.source.replace(site.at(''), ''));
  return {
    reports: names(taking.reports),
    known: names(taking.known),
    codes: failures.map(({ code }) => code),
    failures,
    asked,
  };
};

const publish = (): void => {
  pages['/list'] = {
    body: listPage([
      ['/r.html', TITLE],
      ['/old.html', '甲旗2024年政府信息公开工作年度报告'],
    ]),
  };
  pages['/r.html'] = { body: reportPage(TITLE, '<a href="/f.docx">年度报告.docx</a>') };
  pages['/f.docx'] = { body: Buffer.from('PK-docx'), headers: { 'content-type': 'application/octet-stream' } };
};

describe('a night over report pages', () => {
  test('takes the newest report and its attachments', async () => {
    publish();
    const { reports, codes } = await night([office()]);
    expect([reports, codes]).toEqual([['/r.html', '/f.docx'], []]);
  });

  test('asks only whether anything changed when nothing did', async () => {
    publish();
    await night([office()]);
    const second = await night([office()], '2026-01-21');
    expect(second.reports).toEqual([]);
    expect(second.known).toEqual(['/r.html', '/f.docx']);
    expect(second.asked).toEqual(['/robots.txt', '/list', '/r.html', '/f.docx']);
  });

  test('takes the new version of a page that changed', async () => {
    publish();
    await night([office()]);
    pages['/r.html'] = { body: reportPage(TITLE, '<p>更正</p>') };
    const second = await night([office()], '2026-01-21');
    expect([second.reports, second.known]).toEqual([['/r.html'], []]);
  });

  test('that was cut off asks for nothing twice when it goes on', async () => {
    publish();
    await night([office()]);
    const again = await night([office()]);
    expect([again.known, again.asked]).toEqual([['/r.html', '/f.docx'], []]);
  });

  test('fetches again what the store has lost', async () => {
    publish();
    await night([office()]);
    const second = await night([office()], '2026-01-21', () => false);
    expect(second.reports).toEqual(['/r.html', '/f.docx']);
  });

  test('lets reports stand as they were seen last when the host fails, and says so', async () => {
    publish();
    await night([office()]);
    pages = { '/robots.txt': { body: '', status: 500 } };
    const second = await night([office()], '2026-01-21');
    expect([second.known, second.codes]).toEqual([['/r.html', '/f.docx'], ['http-500']]);
  });

  test('does not let a report stand that was withdrawn', async () => {
    publish();
    await night([office()]);
    delete pages['/r.html'];
    const second = await night([office()], '2026-01-21');
    expect([second.known, second.codes]).toEqual([[], ['http-404']]);
  });

  test('takes the page of the roster when it is the report', async () => {
    pages['/list'] = { body: reportPage(TITLE) };
    expect((await night([office()])).reports).toEqual(['/list']);
  });

  test('takes a file that the roster or the list names directly', async () => {
    pages['/f.pdf'] = { body: '%PDF-1.7', headers: { 'content-type': 'application/pdf' } };
    pages['/list'] = { body: listPage([['/f.pdf', TITLE]]) };
    expect((await night([office()])).reports).toEqual(['/f.pdf']);
    expect((await night([office({ reportPage: site.at('/f.pdf') })], 'other')).known).toEqual(['/f.pdf']);
  });

  test('takes the attachments alone of a page that only leads to them', async () => {
    publish();
    pages['/r.html'] = { body: `<title>${TITLE}</title><p>${TITLE}</p><a href="/f.docx">附件:年度报告</a>` };
    expect((await night([office()])).reports).toEqual(['/f.docx']);
  });

  test('goes through a page that sends its reader on', async () => {
    publish();
    pages['/start'] = { body: '<meta http-equiv="refresh" content="0;url=/list">' };
    expect((await night([office({ reportPage: site.at('/start') })])).reports).toEqual(['/r.html', '/f.docx']);
  });

  test('gives each office of a common list its own report', async () => {
    const other = '乙局2025年政府信息公开工作年度报告';
    pages['/list'] = {
      body: listPage([
        ['/a', TITLE],
        ['/b', other],
      ]),
    };
    pages['/a'] = { body: reportPage(TITLE) };
    pages['/b'] = { body: reportPage(other) };
    const { reports, asked } = await night([office(), office({ id: 'yi', name: '乙局', aliases: [] })]);
    expect(reports).toEqual(['/a', '/b']);
    expect(asked.filter((path) => path === '/list')).toHaveLength(1);
  });

  test.each([
    ['no-report', listPage([['/x', '政府信息公开指南']])],
    ['error-page', '<title>出错</title><p>您访问的页面不存在</p>'],
    ['empty-page', '<script>load()</script>'],
  ])('names %s', async (code, body) => {
    pages['/list'] = { body };
    expect((await night([office()])).codes).toEqual([code]);
  });

  test('knows an error page that comes in the place of a file', async () => {
    publish();
    pages['/f.docx'] = { body: '<html><title>提示</title><p>登录已过期,请重新登录后下载文件。</p></html>' };
    const { reports, codes } = await night([office()]);
    expect([reports, codes]).toEqual([['/r.html'], ['error-page']]);
  });

  test('notes where and when each version was found', async () => {
    publish();
    await night([office()]);
    const versions = await memory.keys('version ');
    const [first] = await Promise.all(versions.map((key) => memory.get(key)));
    expect(versions).toHaveLength(2);
    expect(JSON.parse(first ?? '{}')).toMatchObject({
      fetched: '2026-01-20T18:00:00.000Z',
      run: '2026-01-20',
      size: expect.any(Number),
    });
  });
});
