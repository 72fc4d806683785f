/** A quarter, half a year, some months. */
const PART =
  /[一二三四1-4]季度|[上下]半年|[前后][一二三四五六七八九十\d]{1,2}个?月|(?<!\d)\d{1,2}月份?(?:至|到|—|~|-)\d{1,2}月/;
/** All twelve months are the year. */
const WHOLE = /(?<!\d)0?1月(?:0?1日)?(?:至|到|—|~|-)(?:20\d\d年|当年|同年)?12月/;

/** Whether the words limit a figure to a part of the year. */
export const isPartOfYear = (words: string): boolean => PART.test(words) && !WHOLE.test(words);
