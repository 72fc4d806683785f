import { describe, expect, test } from 'vitest';
import {
  chooseReport,
  isReportTitle,
  matchingNames,
  pageAsReport,
  reportLinksOf,
} from '../../../src/sources/web/find-report-link.ts';
import { readPage } from '../../../src/sources/web/read-page.ts';
import { listPage, reportPage } from './a-site.ts';

const PAGE = 'http://office.example/zfxxgk/nb/';

const linksOf = (...links: readonly (readonly [string, string, string?])[]) =>
  reportLinksOf(readPage(listPage(links), PAGE));

const choose = (
  links: ReturnType<typeof linksOf>,
  { names = ['甲旗人民政府', '甲旗'], others = [] as string[] } = {},
) => {
  const choice = chooseReport(links, { names: matchingNames(names), others: matchingNames(others), lastYear: 2025 });
  return 'found' in choice ? choice.found.url.replace(PAGE, '') : null;
};

describe('a link is an annual report', () => {
  test.each([
    '甲旗2025年政府信息公开工作年度报告',
    '关于2024年度政府信息公开工作情况的报告',
    '乙局 2023 年 政府信息公开 年报',
    '2019年政务公开工作年度报告',
  ])('by its title: %s', (title) => expect(isReportTitle(title)).toBe(true));

  test.each([
    '甲旗政府信息公开指南',
    '一图读懂甲旗2025年政府信息公开工作年度报告',
    '2025年政府工作报告',
    '政府信息公开申请表',
    '关于做好2025年政府信息公开年度报告编制工作的通知',
  ])('not by the title %s', (title) => expect(isReportTitle(title)).toBe(false));

  test('with the year of its title, else of its date, else of its address', () => {
    const found = linksOf(
      ['a.html', '甲旗2024年政府信息公开工作年度报告', '2025-01-20'],
      ['b.html', '甲旗政府信息公开工作年度报告', '2024-01-18'],
      ['202301/t20230119_1.html', '政府信息公开工作年度报告'],
      ['d.html', '二〇二一年政府信息公开工作年度报告'],
      ['e.html', '政府信息公开工作年度报告'],
    );
    expect(found.map(({ year }) => year)).toEqual([2024, 2023, 2022, 2021, null]);
  });

  test('with the whole title where the words of the link are cut', () => {
    expect(linksOf(['a.html', '甲旗人民政府办公室2024年政府信息公开工作年度报告'])[0]?.title).toContain('年度报告');
  });
});

describe('the report of an office', () => {
  test('is the newest one, in whatever order they stand', () => {
    const links = linksOf(
      ['3', '2023年政府信息公开工作年度报告'],
      ['5', '2025年政府信息公开工作年度报告'],
      ['4', '2024年政府信息公开工作年度报告'],
    );
    expect(choose(links)).toBe('5');
  });

  test('is an older one while the new one is not there', () => {
    expect(choose(linksOf(['3', '2023年政府信息公开工作年度报告']))).toBe('3');
  });

  test('is the one that names it, on a list of many', () => {
    const links = linksOf(
      ['a', '乙局2025年政府信息公开工作年度报告'],
      ['b', '甲旗人民政府办公室2025年政府信息公开工作年度报告'],
      ['c', '甲旗教育局2025年政府信息公开工作年度报告'],
    );
    expect(choose(links)).toBe('b');
    expect(choose(links, { names: ['乙局'] })).toBe('a');
    expect(choose(links, { names: ['丁局'] })).toBeNull();
  });

  test('is never the one of another office of the roster', () => {
    const links = linksOf(['c', '甲旗教育局2025年政府信息公开工作年度报告']);
    expect(choose(links, { names: ['甲旗'], others: ['甲旗教育局'] })).toBeNull();
  });

  test('is not older than a newer one that names nobody', () => {
    const links = linksOf(['a', '甲旗2022年政府信息公开工作年度报告'], ['b', '2025年政府信息公开工作年度报告']);
    expect(choose(links)).toBe('b');
  });

  test('is none where two could be it', () => {
    const links = linksOf(['a', '2025年政府信息公开工作年度报告(一)'], ['b', '2025年政府信息公开工作年度报告(二)']);
    expect(choose(links)).toBeNull();
  });
});

describe('the page of the roster', () => {
  test('may be the report itself', () => {
    const html = reportPage('甲旗2025年政府信息公开工作年度报告');
    expect(pageAsReport(readPage(html, PAGE), PAGE)?.year).toBe(2025);
  });

  test('is no report because of its title alone', () => {
    const html = listPage([['a', '2025年政府信息公开工作年度报告']]);
    expect(pageAsReport(readPage(html, PAGE), PAGE)).toBeNull();
  });
});
