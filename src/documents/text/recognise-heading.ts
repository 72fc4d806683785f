import type { Heading } from '../../model/document.ts';
import { parseChineseNumeral } from '../../text/parse-number.ts';

/** Chinese numerals of headings; the radicals ⼀⼆⼋⼗ stand for 一二八十 in texts taken from PDF files. */
const HAN = '一二三四五六七八九十⼀⼆⼋⼗';

/** "一、…" "第二部分 …" */
const CHAPTER = new RegExp(`^(?:([${HAN}]{1,3})\\s?[、．.]|(第[${HAN}]{1,3}(?:部分|章|篇))[、：:]?)`);

/** "（一）…" "(二)…" */
const SECTION = new RegExp(`^([（(〔]\\s?[${HAN}]{1,3}\\s?[）)〕])[、．.]?`);

/** "1.…" "2、…" "（3）…"; not "2.5万" */
const ITEM = /^([\d０-９]{1,2}\s?[.．、](?![\d０-９])|[（(][\d０-９]{1,2}[）)])/;

/** A count or amount: such text states something and is not a mere heading. */
const STATEMENT = /\d[\d,.]{0,20}\s?(?:[余多])?\s?[百千万亿]{0,2}\s?(?:件|条|次|人|个|篇|期|场|份|项|部|元|%|％)/;

const LONGEST_HEADING = 40;

export type HeadNumber = { readonly level: 1 | 2 | 3; readonly number: string; readonly length: number };

/** The numbering at the start of trimmed text: "二、…" → level 1, number "二"; null when there is none. "一是" is none. */
export const headNumber = (text: string): HeadNumber | null => {
  const head = text.slice(0, 16);
  const chapter = CHAPTER.exec(head);
  if (chapter) return { level: 1, number: (chapter[1] ?? chapter[2])!, length: chapter[0].length };
  const section = SECTION.exec(head);
  if (section) return { level: 2, number: section[1]!, length: section[0].length };
  const item = ITEM.exec(head);
  if (item) return { level: 3, number: item[1]!, length: item[0].length };
  return null;
};

/** The number of a chapter heading as an integer ("三、…" → 3), null when the text is no numbered chapter. */
export const chapterNumber = (text: string): number | null => {
  const head = headNumber(text);
  if (head?.level !== 1) return null;
  const value = parseChineseNumeral(head.number.normalize('NFKC').replace(/第|部分|章|篇/g, ''));
  return value === null ? null : Number(value);
};

const withoutTrailingNote = (text: string): string => text.replace(/[（(][^（()）]{1,20}[）)]$/, '').trim();

/** A line that reads like the title of a report or of a statistics table. */
export const isTitle = (text: string): boolean => {
  if (text.length < 4 || text.length > 70 || /[。！？；;，,：:>|]/.test(text)) return false;
  if (/^(?:附件|附表|见附|详见|关于印发)/.test(text) || headNumber(text)) return false;
  const title = withoutTrailingNote(text).replace(/\s/g, '');
  return /(?:年度报告|年度工作报告|统计表)$/.test(title) || (/(?:报告|年报)$/.test(title) && /公开|年度/.test(title));
};

/** A line of a statistics table's title, wherever it stands. */
export const isTableTitle = (text: string): boolean => isTitle(text) && /统计表$/.test(withoutTrailingNote(text));

/** A heading and how many characters of the text it takes; `runIn` when more follows. */
export type HeadingSplit = Pick<Heading, 'level' | 'number' | 'runIn'> & { readonly length: number };

const NO_SENTENCE = /^[^。！？；]{1,}$/;

const isHeadingBody = (body: string): boolean =>
  body.trim().length > 0 && body.length <= LONGEST_HEADING && NO_SENTENCE.test(body) && !STATEMENT.test(body);

/**
 * Where a numbered head stops that runs into its paragraph: after the first 。; after a colon when little stands
 * before it; before a blank that parts a short head from sentences. Null when the line is not of that kind.
 */
const runInEnd = (text: string, from: number): number | null => {
  const stop = text.indexOf('。', from);
  const colon = text.slice(from, from + 24).search(/[：:]/);
  if (colon > 0 && (stop < 0 || from + colon < stop) && isHeadingBody(text.slice(from, from + colon))) {
    return from + colon + 1;
  }
  const body = text.slice(from, from + 26);
  const blank = body.slice(2).search(/[ \u00a0\u3000]/) + 2;
  if (blank > 2 && stop > from + blank + 12 && /^[^\d。，；：,;:]{2,}$/.test(body.slice(0, blank).trim())) {
    return from + blank;
  }
  return stop > from && isHeadingBody(text.slice(from, stop)) ? stop + 1 : null;
};

/**
 * Whether trimmed text is a heading or begins with one, by its numbering alone.
 *
 *     "二、主动公开情况"            → level 1, the whole line
 *     "（一）组织领导。今年以来…"   → level 2, run-in, up to and with the full stop
 *     "1.受理申请4件，全部办结"     → null, it states a figure
 */
export const splitHeading = (text: string): HeadingSplit | null => {
  const head = headNumber(text);
  if (!head) return null;
  const { level, number } = head;
  const end = runInEnd(text, head.length);
  if (end !== null && text.slice(end).trim() !== '') return { level, number, runIn: true, length: end };
  const body = text.slice(head.length);
  const whole = end !== null || (isHeadingBody(body) && !/[，、,]$/.test(body));
  return whole ? { level, number, runIn: false, length: text.length } : null;
};
