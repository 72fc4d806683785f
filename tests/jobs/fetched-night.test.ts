import { mkdir } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RunSummary } from '../../src/jobs/night.ts';
import { runNight } from '../../src/jobs/run-night.ts';
import { aSite, listPage, type Site, send } from '../sources/web/a-site.ts';
import { aClock, aPlace, nightDeps, type Place, testSteps } from './a-night.ts';

const TITLE = '2017年政府信息公开工作年度报告';

let place: Place;
let site: Site;
let pages: Record<string, string>;

beforeEach(async () => {
  pages = { '/list': listPage([['/2017.txt', TITLE]]), '/2017.txt': 'year 2017\nfinding balance error 3' };
  site = await aSite((request, response) => {
    const page = pages[request.url ?? ''];
    if (page === undefined) return send(response, 404, '');
    const etag = `"${Buffer.from(page).toString('hex').slice(-40)}"`;
    if (request.headers['if-none-match'] === etag) return send(response, 304, '');
    send(response, 200, page, { etag, ...(request.url === '/list' ? {} : { 'content-type': 'text/plain' }) });
  });
  place = await aPlace({
    GOUJI_FETCH: 'on',
    GOUJI_CONTACT: 'office@example.org',
    GOUJI_ALLOW_HOSTS: '127.0.0.0/8',
    GOUJI_HOST_GAP_MS: '0',
  });
  await mkdir(place.config.source);
  await place.roster(`id,name,level,report_page,mail\njia,甲旗,banner,${site.at('/list')},jia@example.invalid\n`);
});

afterEach(async () => {
  await site.close();
  await place.remove();
});

/** The night of an ISO date, two in the morning in Shanghai. */
const night = (date: string, steps = testSteps()): Promise<RunSummary> =>
  runNight(place.config, nightDeps({ clock: aClock(`${date}T02:00:00+08:00`), steps }));

const outline = ({ rows }: RunSummary): readonly unknown[] =>
  rows.map(({ officeId, status, failure }) => [officeId, status, failure?.code ?? null]);

describe('a night that fetches', () => {
  test('judges the report that it finds on the page of the office', async () => {
    const summary = await night('2026-11-20');
    expect(outline(summary)).toEqual([['jia', 'new', null]]);
    expect(summary.rows[0]?.source).toBe(site.at('/2017.txt'));
  });

  test('judges nothing anew where nothing changed, and what changed', async () => {
    await night('2026-11-20');
    const steps = testSteps();
    expect(outline(await night('2026-11-21', steps))).toEqual([['jia', 'unchanged', null]]);
    expect(steps.audited).toEqual([]);
    pages['/2017.txt'] = 'year 2017\nfinding other error 4';
    expect(outline(await night('2026-11-22', steps))).toEqual([['jia', 'changed', null]]);
  });

  test('names a host that fails, and keeps what is known of its offices', async () => {
    await night('2026-11-20');
    pages = {};
    const summary = await night('2026-11-21');
    expect(outline(summary)).toEqual([['jia', 'failed', 'http-404']]);
  });

  test('takes the folder beside the pages', async () => {
    await place.report('jia/2016.txt', 'year 2016');
    expect((await night('2026-11-20')).rows.map(({ year }) => year)).toEqual([2016, 2017]);
  });
});
