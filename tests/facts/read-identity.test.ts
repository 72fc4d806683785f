import { describe, expect, it } from 'vitest';
import { findPeriods } from '../../src/facts/read-dates.ts';
import { readIdentity } from '../../src/facts/read-identity.ts';
import { aDocument, aTable } from './a-form.ts';

const identityOf = (...paragraphs: string[]) => readIdentity(aDocument([], paragraphs)).identity;

describe('the office', () => {
  it.each([
    ['样例旗人民政府2017年政府信息公开工作年度报告', '样例旗人民政府'],
    ['2020年样例镇政府信息公开工作年度报告', '样例镇'],
    ['样例市教育局关于2022年度政府信息公开工作年度报告', '样例市教育局'],
    ['样例市教育局政府信息公开工作年度报告（2022年）', '样例市教育局'],
    ['【年报】样例市教育局2022年政府信息公开工作年度报告', '样例市教育局'],
  ])('is told from the title %s', (title, name) => {
    expect(identityOf(title).officeName).toBe(name);
  });

  it('is the line above a title that names nobody', () => {
    expect(identityOf('样例盟行政公署', '2019年政府信息公开工作年度报告').officeName).toBe('样例盟行政公署');
  });

  it('is the line above that the title goes on from', () => {
    expect(identityOf('样例市教育局关于', '2022年政府信息公开工作年度报告').officeName).toBe('样例市教育局');
  });

  it('is the line in brackets below a title that names nobody', () => {
    expect(identityOf('2022年度政府信息公开工作年度报告', '（样例市教育局）').officeName).toBe('样例市教育局');
  });

  it('is told in full by the signature', () => {
    const paragraphs = ['2017年样例苏木政府信息公开工作年度报告', '正文。', '样例苏木人民政府', '2018年1月9日'];
    expect(identityOf(...paragraphs).officeName).toBe('样例苏木人民政府');
  });

  it('is unknown when nothing names it', () => {
    expect(identityOf('今年工作平稳。').officeName).toBeNull();
  });
});

describe('the period', () => {
  it.each([
    ['统计期限为2017年1月1日至2017年12月31日', '2017-01-01', '2017-12-31'],
    ['数据统计期限从2017年1月1日到12月25日止', '2017-01-01', '2017-12-25'],
    ['所列数据自２０２０年１月１日起，至２０２０年１２月３１日止', '2020-01-01', '2020-12-31'],
  ])('“%s” is %s to %s', (text, start, end) => {
    expect(identityOf(text).period).toMatchObject({ start, end });
  });

  it('is not taken from the dates of some event', () => {
    expect(identityOf('培训班自2017年3月1日至2017年3月5日举办。').period).toMatchObject({ start: null, end: null });
  });

  it('with lost characters is supplied and said to be', () => {
    expect(findPeriods('20251月1日至202512月31日')).toMatchObject([
      { start: '2025-01-01', end: '2025-12-31', repaired: true },
    ]);
  });
});

describe('the date of publication', () => {
  it.each([
    ['2018-03-29 17:05:00 来源：本站', '2018-03-29'],
    ['发布日期：2023年1月16日', '2023-01-16'],
  ])('“%s” is %s', (line, date) => {
    expect(identityOf('样例县2017年政府信息公开工作年度报告', line).published).toBe(date);
  });

  it('is null when the report does not state it', () => {
    expect(identityOf('样例县2017年政府信息公开工作年度报告', '正文。').published).toBeNull();
  });
});

describe('the date of publication', () => {
  const TITLE = '样例县水利局2023年政府信息公开工作年度报告';

  it.each([
    '发布时间：2024-01-19 10:20 来源：办公室',
    '来源：本站　　日期：2024-01-19　　阅读次数：88',
    '时间：2024-01-19',
    '（2024年1月19日）',
    '二〇二四年一月十九日',
  ])('stands below the title: %s', (line) => {
    expect(identityOf(TITLE, line).published).toBe('2024-01-19');
  });

  it('stands in a small table of facts about the page', () => {
    const facts = aTable([
      ['索引号：', '0110-2024', '发布机构：', '办公室'],
      ['名称：', TITLE, '发布日期：', '2024-01-19'],
    ]);
    expect(readIdentity(aDocument([facts], [TITLE])).identity.published).toBe('2024-01-19');
  });

  it('is not the time that the figures cover', () => {
    expect(identityOf(TITLE, '数据统计时间：2023年1月1日至2023年12月31日。').published).toBeNull();
  });
});

describe('a period in an unusual wording', () => {
  it.each([
    '2023.01.01-2023.12.31',
    '2023年1月至12月',
    '2023年1—12月',
    '2023年1月1日零时至12月31日24时',
    '二〇二三年一月一日至二〇二三年十二月三十一日',
  ])('is read: %s', (words) => {
    const { start, end } = identityOf(`本报告的统计期限为${words}。`).period;
    expect([start, end]).toEqual(['2023-01-01', '2023-12-31']);
  });
});
