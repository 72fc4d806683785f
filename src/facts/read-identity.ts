import type { Block, Document } from '../model/document.ts';
import type { Identity, Period } from '../model/report.ts';
import { normaliseText, squeeze } from '../text/normalise.ts';
import { findDates, findPeriods } from './read-dates.ts';

/** `text` without white space, for matching; `spaced` with it, for dates ("2018-03-29 17:05"). */
type Line = { readonly text: string; readonly spaced: string; readonly block: Block };

/** Headings and paragraphs, squeezed; tables carry no identity. */
const linesOf = (document: Document): readonly Line[] =>
  document.blocks.flatMap((block) => {
    if (block.is !== 'paragraph' && block.is !== 'heading') return [];
    const text = squeeze(block.text);
    return text === '' ? [] : [{ text, spaced: normaliseText(block.text).trim(), block }];
  });

const TITLE = /(?:政府信息公开|政务公开|信息公开).{0,12}(?:年度报告|年报|报告)$/;

/** Lines near the top among which a title is looked for. */
const HEAD = 12;

const findTitle = (lines: readonly Line[]): { readonly title: string; readonly at: number } | null => {
  const at = lines
    .slice(0, HEAD)
    .findIndex((line) => line.text.length <= 60 && TITLE.test(line.text.replace(/\(.{0,10}\)$/, '')));
  return at < 0 ? null : { title: lines[at]!.text, at };
};

const ORGANISATION =
  /(?:人民政府|行政公署|政府|公署|委员会|办事处|管委会|办公室|办公厅|[厅局委办院站]|中心|苏木|镇|乡|街道|区|旗|县|市|盟)$/;

/** Name in front of the year, or between the year and 政府信息公开: "X2017年政府信息公开…", "2017年X政府信息公开…". */
const nameFromTitle = (printed: string): string | null => {
  const title = printed.replace(/^【[^【】]{1,10}】/, '');
  const before = /^(?:关于)?(\p{Script=Han}{2,30}?)(?:关于)?20\d\d年/u.exec(title)?.[1];
  if (before && before !== '中华人民共和国') return before;
  const between = /20\d\d年度?(\p{Script=Han}{2,30}?)(?:政府信息公开|政务公开|信息公开)/u.exec(title)?.[1];
  // "2019年政府信息公开…" names nobody
  if (between && between !== '政府' && between !== '政务') return between;
  // "某某局政府信息公开工作年度报告（2023年）"
  const first = /^(?:关于)?(\p{Script=Han}{3,30}?)(?:关于)?(?:政府信息公开|政务公开|信息公开)/u.exec(title)?.[1];
  return first && ORGANISATION.test(first) ? first : null;
};

/** A line of its own that is nothing but an organisation's name. */
const isOrganisation = (text: string): boolean => /^\p{Script=Han}{3,30}$/u.test(text) && ORGANISATION.test(text);

const nameFromSignature = (lines: readonly Line[]): string | null => {
  const tail = lines.slice(-6);
  const at = tail.findIndex((line, i) => isOrganisation(line.text) && /^20\d\d年/.test(tail[i + 1]?.text ?? ''));
  return at < 0 ? null : tail[at]!.text;
};

/** The office that the text names for questions: "请与X联系(电话…". A name that leaves out the region is completed from the text. */
const nameFromContact = (text: string): string | null => {
  const before = /(?:请与|请向|可与|可向|与)(\p{Script=Han}{3,30}?)(?:联系|咨询|反映)/u.exec(text)?.[1];
  const name = before ?? /(?:联系|告知|咨询)(\p{Script=Han}{4,30}?)\((?:电话|地址|联系)/u.exec(text)?.[1];
  if (!name) return null;
  const region = /^(自治区|自治州|自治县|自治旗)/.exec(name)?.[1];
  return region ? (properName(text, region) ?? '') + name : name;
};

/** What stands before "自治区" most often in the text, twice at least: "内蒙古". */
const properName = (text: string, region: string): string | null => {
  const counts = new Map<string, number>();
  const pattern = new RegExp(`(?<=^|[^\\p{Script=Han}]|[在从由及和与])\\p{Script=Han}{2,4}(?=${region})`, 'gu');
  for (const [name] of text.matchAll(pattern)) counts.set(name, (counts.get(name) ?? 0) + 1);
  const best = [...counts].sort((a, b) => b[1] - a[1])[0];
  return best && best[1] >= 2 ? best[0] : null;
};

const officeName = (lines: readonly Line[], title: { title: string; at: number } | null): string | null => {
  const signature = nameFromSignature(lines);
  const named = title ? nameFromTitle(title.title) : null;
  if (named) return signature?.includes(named) ? signature : named;
  const above = title && title.at > 0 ? lines[title.at - 1]!.text.replace(/^关于|关于$/g, '') : null;
  if (above && isOrganisation(above)) return above;
  const below = title ? (lines[title.at + 1]?.text.replace(/^\(|\)$/g, '') ?? '') : '';
  if (isOrganisation(below)) return below;
  if (signature) return signature;
  return nameFromContact(lines.map((line) => line.text).join('。'));
};

const PERIOD_WORDS = /统计|期限|数据|所列|截止|时限/;

const findPeriod = (lines: readonly Line[]): { start: string; end: string; repaired: boolean } | null => {
  const found = lines.flatMap((line) =>
    findPeriods(line.text).map((period) => {
      const around = line.text.slice(Math.max(0, period.index - 30), period.index + 60);
      return { ...period, near: PERIOD_WORDS.test(around) };
    }),
  );
  return found.find((period) => period.near) ?? null;
};

const yearOf = (title: string | null, period: { start: string } | null, lines: readonly Line[]): number | null => {
  const inTitle = /(20\d\d)年/.exec(title ?? '')?.[1];
  if (inTitle) return Number(inTitle);
  if (period) return Number(period.start.slice(0, 4));
  const early = lines.slice(0, 20).map((line) => line.text);
  const counts = new Map<string, number>();
  for (const match of early.join('\n').matchAll(/(?<![〔[(（\d])(20[0-4]\d)年/g)) {
    counts.set(match[1]!, (counts.get(match[1]!) ?? 0) + 1);
  }
  const best = [...counts].sort((a, b) => b[1] - a[1] || Number(b[0]) - Number(a[0]))[0];
  return best ? Number(best[0]) : null;
};

/** "发布日期:", and "日期:" or "时间:" of a line that is about the page and not about the figures. */
const DATED = /(?:发布|公布|成文|发文|更新|印发|生成|公开)(?:日期|时间)[:：]?|(?<![\p{Script=Han}])(?:日期|时间)[:：]/u;

const SHORTEST_SENTENCE = 160;

const labelledDate = (line: Line): string | null => {
  const at = line.text.length <= SHORTEST_SENTENCE && !PERIOD_WORDS.test(line.text) ? line.spaced.search(DATED) : -1;
  return at < 0 ? null : (findDates(line.spaced.slice(at))[0] ?? null);
};

/** A line that is little more than a date: "2018-03-29 17:05 办公室", "（2018年3月29日）". */
const bareDate = ({ text, spaced }: Line): string | null => {
  const bare = /^[(【[]?(?:20\d\d[-/.年]|二[〇○零])/.test(text) && !/至|到/.test(text) && text.length <= 45;
  return bare ? (findDates(spaced)[0] ?? null) : null;
};

/** Pages list the date among small tables of facts about the page: "发布日期" and the date in the next cell. */
const tabledDate = (document: Document): string | null => {
  for (const block of document.blocks) {
    if (block.is !== 'table' || block.cells.length > MOST_FACTS) continue;
    for (const [i, cell] of block.cells.entries()) {
      const text = `${normaliseText(cell.text)} ${normaliseText(block.cells[i + 1]?.text ?? '')}`;
      const date = /^\s*(?:发布|公布|公开|成文|发文|生成)(?:日期|时间)/.test(text) ? findDates(text)[0] : undefined;
      if (date) return date;
    }
  }
  return null;
};

const MOST_FACTS = 40;

/** A publication date: in a line or small table near the top that is little more than a date, or signed at the end. */
const findPublished = (document: Document, lines: readonly Line[]): string | null => {
  for (const line of lines.slice(0, HEAD)) {
    const date = labelledDate(line) ?? bareDate(line);
    if (date) return date;
  }
  const tabled = tabledDate(document);
  if (tabled) return tabled;
  for (const line of lines.slice(-4).reverse()) {
    if (line.text.length <= 14 && /^(?:20\d\d|二[〇○零].{2})年.{1,3}月.{1,3}日$/.test(line.text))
      return findDates(line.text)[0] ?? null;
  }
  return null;
};

export type IdentityReading = {
  readonly identity: Identity;
  readonly isAnnualReport: boolean;
  /** The printed period had lost characters that were supplied. */
  readonly periodRepaired: boolean;
};

/**
 * What the report says about itself: title, office, period, date of publication. Dates are ISO; what is not stated is
 * null. The office name is as printed, not looked up.
 */
export const readIdentity = (document: Document): IdentityReading => {
  const lines = linesOf(document);
  const title = findTitle(lines);
  const period = findPeriod(lines);
  const stated: Period = {
    year: yearOf(title?.title ?? null, period, lines),
    start: period?.start ?? null,
    end: period?.end ?? null,
  };
  const text = lines
    .slice(0, 30)
    .map((line) => line.text)
    .join('');
  return {
    identity: {
      title: title?.title ?? null,
      officeName: officeName(lines, title),
      period: stated,
      published: findPublished(document, lines),
    },
    isAnnualReport: title !== null || (/信息公开/.test(text) && /年度报告|年报|统计表/.test(text)),
    periodRepaired: period?.repaired ?? false,
  };
};
