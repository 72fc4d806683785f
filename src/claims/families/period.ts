import type { Sentence } from '../prose.ts';
import { type ClaimFamily, claimOfWords, type Draft } from './family.ts';

/** "自2017年1月1日起至12月31日止" */
const SPAN = /(?:20\d\d)年\d{1,2}月\d{1,2}日起?[,，]?(?:至|到|—|~|-)(?:(?:20\d\d)年)?\d{1,2}月\d{1,2}日/;
/** "统计截止2017年12月31日" */
const CUT_OFF = /截[止至](?:到|时间为?|日期为?)?(?:20\d\d)年\d{1,2}月\d{1,2}日/;
const OF_THE_FIGURES = /统计|期限|数据|所列|时限/;

/** Dates in the text and limits by law; years alone are read with the figures they belong to. */
const DATES =
  /20\d\d年\d{1,2}月(?:\d{1,2}[日号]|[底初末上中]旬?)?|(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:个工作日|日内|天内|个月内)|(?:连续|近|过去)(?:\d{1,2}|[一二两三四五六七八九十]{1,2})年/g;

const periodOf = (sentence: Sentence): Draft | null => {
  if (!OF_THE_FIGURES.test(sentence.text)) return null;
  const match = SPAN.exec(sentence.text) ?? CUT_OFF.exec(sentence.text);
  return match && claimOfWords('period', sentence, match.index, match.index + match[0].length, {});
};

const datesOf = (sentence: Sentence, period: Draft | null): readonly Draft[] =>
  [...sentence.text.matchAll(DATES)].flatMap((match) => {
    const end = match.index + match[0].length;
    const within = period !== null && match.index >= period.start && match.index < period.start + 40;
    return within ? [] : [claimOfWords('period', sentence, match.index, end, { undecidable: 'date' })];
  });

/**
 * The period that the figures cover, and other dates and time limits, which state no figure of the report and stay
 * undecided. Document numbers hold years without months and are none.
 */
export const periodClaims: ClaimFamily = (prose) =>
  prose.sentences.flatMap((sentence) => {
    if (!/[年日天月]/.test(sentence.text)) return [];
    const period = periodOf(sentence);
    return [...(period ? [period] : []), ...datesOf(sentence, period)];
  });
