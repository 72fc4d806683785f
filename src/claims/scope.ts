import type { Document } from '../model/document.ts';
import { squeeze } from '../text/normalise.ts';
import type { Scope, Sentence } from './prose.ts';

/** Words for the whole of the report's area: 全区, 各级行政机关, 各部门. */
const WHOLE = /[全我][区市县旗盟省州镇乡国]|[全我]苏木|全系统|各级|各地|各部门|各单位|各行政机关/;

/** Words for a part of it. 各盟市 and 部门 without 各 are parts of a split. */
const PART =
  /本级|[区市县旗盟省州]直|各?盟市|各?旗县|各?县区|县[(区市]|旗区|各[区市县旗州](?!级)|部门|厅局|街道|苏木|乡镇|政府办|政府及其?|镇政府|基层/;

/** The office speaking of itself. In a report that sums up others this is a part, elsewhere the whole. */
const OWN = /[我本](?:单位|机关|部门|局|委|办|厅|处|院|会|校)/;

/** Titles of offices that report for themselves alone. */
const SINGLE_OFFICE = /[局厅委办校院镇乡]|委员会|中心|苏木|街道/;

/** 环境保护厅, 市公安局: an organisation by name. The lookbehind keeps 布局, 格局, 大局 apart. */
const BODY = /[\p{Script=Han}]{2}(?:(?<![布格大全结开棋厅])局|厅(?!局)|委员会|管委会|办公室|法院|检察院|公司|大学)/u;

const TITLE = /(?:报告|年报)[^。]{0,20}$/;

/** Words at the start of the document that name its office: title lines, also those read as short paragraphs. */
export const titleWords = (document: Document): string => {
  const words: string[] = [];
  for (const block of document.blocks.slice(0, 8)) {
    if (block.is === 'heading' && block.level === 0) words.push(block.text);
    if (block.is === 'paragraph' && block.text.length <= 60 && TITLE.test(block.text)) words.push(block.text);
  }
  return squeeze(words.join(' '));
};

/** Official reply types that name the office without speaking for it. */
const REPLY_TYPES = /(?:不属于?|非)本(?:行政)?机关|本(?:行政)?机关不掌握/g;

/** 下属各单位: all of a part. */
const SUBORDINATE = /下属|所属|直属/;

/** Whose figures a stretch of words speaks of. `title` exempts the office's own name. */
export const scopeOf = (stretch: string, title: string): Scope => {
  const words = stretch.includes('本') ? stretch.replace(REPLY_TYPES, '') : stretch;
  if (SUBORDINATE.test(words)) return 'part';
  if (WHOLE.test(words)) return 'whole';
  if (OWN.test(words)) return SINGLE_OFFICE.test(title) && !/人民政府(?!办)/.test(title) ? 'unsaid' : 'own';
  const body = BODY.exec(words)?.[0];
  if (body !== undefined) return title.includes(body) ? 'unsaid' : 'part';
  const part = PART.exec(words)?.[0];
  return part !== undefined && !title.includes(part) ? 'part' : 'unsaid';
};

/** Whether a sentence names an organisation other than the report's own. */
export const namesOtherBody = (sentence: Sentence, title: string): boolean => {
  const body = BODY.exec(sentence.text)?.[0];
  return body !== undefined && !title.includes(body);
};

/** The year the report is about: that of its period (2017年1月1日), else of its title; null when neither is stated. */
export const reportYear = (document: Document): number | null => {
  let fallback: number | null = null;
  for (const block of document.blocks.slice(0, 40)) {
    if (block.is !== 'paragraph' && block.is !== 'heading') continue;
    const text = squeeze(block.text.slice(0, 5000));
    const period = /(20\d\d)年0?1月0?1日/.exec(text);
    if (period) return Number(period[1]);
    const titled = block.is === 'heading' || TITLE.test(text);
    const title = titled && text.length <= 60 ? /(20\d\d)年/.exec(text) : null;
    if (title && fallback === null) fallback = Number(title[1]);
  }
  return fallback;
};
