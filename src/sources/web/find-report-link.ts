import type { PageLink, WebPage } from './read-page.ts';

/** A link that looks like an annual report: its year is that of the period, null where nothing tells. */
export type ReportLink = { readonly url: string; readonly title: string; readonly year: number | null };

/** Whose report is looked for, and the last calendar year that can be over: the year before tonight's. */
export type Wanted = {
  readonly names: readonly string[];
  /** Names of other offices on the same host: a link that names one of them belongs to that one. */
  readonly others: readonly string[];
  readonly lastYear: number;
};

export type FoundReport = { readonly found: ReportLink } | { readonly none: string };

const SUBJECT = /(?:信息|政务)公开/;
const KIND = /报告|年报/;
/** Pages about a report that are not the report. */
const OTHER_KIND = /指南|目录|制度|解读|图解|一图|读懂|办法|条例|规定|流程|申请表|通知|方案|要点|清单/;

const TITLE_YEAR = /(?<!\d)(20\d{2}|二[〇○零O0][〇○零一二三四五六七八九]{2})\s?(?:年|度)/g;

const DIGITS = '〇一二三四五六七八九';

const yearOfWords = (text: string): number =>
  /^\d/.test(text) ? Number(text) : Number([...text].map((sign) => Math.max(0, DIGITS.indexOf(sign))).join(''));

const FIRST_YEAR = 2008;

/** The year of the period that a title names; the first one, as "2024年…(2025年1月)" names two. */
const yearOfTitle = (title: string): number | null => {
  for (const [, text = ''] of title.matchAll(TITLE_YEAR)) {
    const year = yearOfWords(text);
    if (year >= FIRST_YEAR && year < 2100) return year;
  }
  return null;
};

/** A date of publication: "2025-01-20" beside the link, "/202501/" or "t20250120_" in the address. */
const PUBLISHED = /(?<!\d)(20\d{2})(?:[-./年]\d{1,2}|(?:0[1-9]|1[0-2]))/;

/** A report is published in the year after its period. */
const yearOfDate = (text: string): number | null => {
  const year = Number(PUBLISHED.exec(text)?.[1] ?? 0);
  return year > FIRST_YEAR ? year - 1 : null;
};

const pathOf = (url: string): string => {
  const { pathname } = new URL(url);
  return pathname;
};

/** Matching form: compatibility forms folded, no white space. */
const squash = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '');

/** Whether a title is that of an annual report on information disclosure. */
export const isReportTitle = (title: string): boolean => {
  const text = squash(title);
  return SUBJECT.test(text) && KIND.test(text) && !OTHER_KIND.test(text);
};

const asReportLink = ({ url, text, after }: PageLink): ReportLink | null => {
  const title = squash(text);
  // On a page of its own kind the links are often no more than "2024年年度报告".
  const plain = /^20\d{2}年?度?(?:年度|工作)?(?:报告|年报)$/.test(title);
  if (!isReportTitle(title) && !plain) return null;
  return { url, title, year: yearOfTitle(title) ?? yearOfDate(after) ?? yearOfDate(pathOf(url)) };
};

/** The links of a page that look like annual reports, each address once, in their order. */
export const reportLinksOf = (page: WebPage): readonly ReportLink[] => {
  const links = page.links.flatMap((link) => asReportLink(link) ?? []);
  const byUrl = Map.groupBy(links, ({ url }) => url);
  return [...byUrl.values()].map((same) => same.find(({ year }) => year !== null) ?? same[0]!);
};

/** Fewer characters than this are no report of any office. */
const SHORTEST_REPORT = 600;

/** Whether the page is itself a report: its title says so, and it has the text or tables of one. */
export const pageAsReport = (page: WebPage, url: string): ReportLink | null => {
  const head = page.title === '' ? page.text.slice(0, 100) : page.title;
  const holds = page.text.length >= SHORTEST_REPORT && /主动公开|依申请公开/.test(page.text) && page.hasTable;
  if (!isReportTitle(head) || !holds) return null;
  const year = yearOfTitle(squash(head)) ?? yearOfTitle(squash(page.text.slice(0, 2000)));
  return year === null ? null : { url, title: squash(head), year };
};

/** How a title fits an office, best first: it names it, or nobody; it names it among more words; it names somebody else. */
type Fit = 'own' | 'open' | 'near' | 'foreign';

/** The words of a title that name an office: what stands before the subject, without year and connecting words. */
const officePartOf = (title: string): string => {
  const subject = /政府信息公开|信息公开|政务公开/.exec(title);
  return title
    .slice(0, subject?.index ?? 0)
    .replace(TITLE_YEAR, '')
    .replace(/^关于|[《》“”"']|年度|的$|关于$/g, '');
};

const OFFICE_OF = /^(?:办公室|办公厅|办)$/;

const fitOf = (title: string, { names, others }: Wanted): Fit | null => {
  const part = officePartOf(title);
  if (part === '') return 'open';
  if (names.some((name) => part === name || (part.startsWith(name) && OFFICE_OF.test(part.slice(name.length)))))
    return 'own';
  // Another office of the roster that is named more closely than this one: never this one's.
  const own = Math.max(0, ...names.filter((name) => part.includes(name)).map((name) => name.length));
  if (others.some((name) => name.length > own && part.includes(name))) return null;
  return own > 0 ? 'near' : 'foreign';
};

const TIERS: readonly (readonly Fit[])[] = [['own', 'open'], ['near'], ['foreign']];

const listOf = (links: readonly ReportLink[]): string =>
  links
    .slice(0, 3)
    .map(({ title }) => title.slice(0, 60))
    .join(' / ');

/** The newest of links that fit alike; a title that names the office goes before one that names nobody. */
const newestOf = (links: readonly ReportLink[], wanted: Wanted): FoundReport => {
  const newest = Math.max(...links.map(({ year }) => year ?? 0));
  const ofYear = links.filter(({ year }) => year === newest);
  const own = ofYear.filter(({ title }) => fitOf(title, wanted) === 'own');
  const [best, ...rest] = own.length > 0 ? own : ofYear;
  // The same title twice is the same report, as a headline and in the list.
  if (best && rest.every(({ title }) => title === best.title)) return { found: best };
  return {
    none: `several links may be the report of ${newest}: ${listOf(ofYear)}; give the office its aliases, or the report's own address`,
  };
};

/**
 * The newest report among the links of a page that is the wanted office's, of whatever year up to the one that is
 * over: whether it is this year's is for the calendar to say. What is ambiguous is not guessed. Pure.
 */
export const chooseReport = (links: readonly ReportLink[], wanted: Wanted): FoundReport => {
  const possible = links.filter(({ year }) => year !== null && year <= wanted.lastYear + 1);
  for (const tier of TIERS) {
    const fitting = possible.filter(({ title }) => {
      const fit = fitOf(title, wanted);
      return fit !== null && tier.includes(fit);
    });
    if (fitting.length > 0) return newestOf(fitting, wanted);
  }
  return { none: `no link of the page is an annual report of this office (${links.length} looked like one of any)` };
};

/** The names of an office in matching form; an empty or one-letter name would be found everywhere. */
export const matchingNames = (names: readonly string[]): readonly string[] =>
  names.map(squash).filter((name) => name.length >= 2);
