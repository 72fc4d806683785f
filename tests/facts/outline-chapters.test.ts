import { describe, expect, it } from 'vitest';
import { outlineChapters } from '../../src/facts/outline-chapters.ts';
import { documentOf } from '../documents/snapshots.ts';
import { theTemplates } from '../the-knowledge.ts';

const CHAPTERS = [
  '总体情况',
  '主动公开政府信息情况',
  '收到和处理政府信息公开申请情况',
  '政府信息公开行政复议、行政诉讼情况',
  '存在的主要问题及改进情况',
  '其他需要报告的事项',
];

const chaptersOf = (lines: readonly string[]): readonly string[] =>
  outlineChapters(documentOf(lines.join('\n\n')), theTemplates()).blocks.flatMap((block) =>
    block.is === 'heading' && block.level === 1 ? [block.text] : [],
  );

const withText = (titles: readonly string[]): readonly string[] =>
  titles.flatMap((title) => [title, '照常推进，没有变化。']);

describe('the chapters of a report', () => {
  it.each([
    ['一、', (i: number) => `${'一二三四五六'[i]}、`],
    ['1.', (i: number) => `${i + 1}. `],
    ['（一）', (i: number) => `（${'一二三四五六'[i]}）`],
    ['no numbers', () => ''],
  ])('are found by their titles when numbered as %s', (_, number) => {
    const titles = CHAPTERS.map((title, i) => `${number(i)}${title}`);
    expect(chaptersOf(withText(titles))).toEqual(titles);
  });

  it('are not sections that carry the number of another chapter', () => {
    expect(chaptersOf(withText(['一、概述', '（三）总体情况', '（一）主动公开情况']))).toEqual(['一、概述']);
  });

  it('are not single sections that bear the title and number of a chapter', () => {
    const lines = withText(['一、工作开展情况', '（一）组织领导', '（二）主动公开政府信息情况', '二、下一步打算']);
    expect(chaptersOf(lines)).toEqual(['一、工作开展情况', '二、下一步打算']);
  });

  it('are not the entries of a table of contents', () => {
    const titles = CHAPTERS.map((title, i) => `${'一二三四五六'[i]}、${title}`);
    expect(chaptersOf([...titles.map((title, i) => `${title}……${i + 1}`), ...withText(titles)])).toEqual(titles);
  });

  it('are not rows of table 3 that lost their table', () => {
    expect(chaptersOf(['四、结转下年度继续办理', '四、行政复议、行政诉讼情况', '没有。'])).toEqual([
      '四、行政复议、行政诉讼情况',
    ]);
  });
});
