import type { Measure } from './measure-elements.ts';
import { attribute, type PageDocument, type PageElement, walk } from './parse-page.ts';

/** Names of the containers in which the content systems of government sites keep an article. */
const CONTAINERS = new Set(
  'zoom trs_editor trs_ueditor trs_editor_view ucap-content ucapcontent content article article-content article_content articlecontent main-content main_content maincontent pages_content xxgk_content news_content newscontent view detail txt con_txt mainbody wz_con wzcon zwnr nr'.split(
    ' ',
  ),
);

const CHROME_TAGS = new Set(['nav', 'footer', 'aside', 'menu']);

const CHROME_NAMES = new Set(
  'nav navbar navigation menu submenu mainmenu topmenu crumb crumbs breadcrumb breadcrumbs location dqwz footer foot bottom topbar sidebar side header banner logo share sharebox bdsharebuttonbox copyright toolbar pagination pager prevnext related xgxx friendlink friendlinks search login qrcode ewm'.split(
    ' ',
  ),
);

const namesOf = (element: PageElement): readonly string[] =>
  [attribute(element, 'id'), ...(attribute(element, 'class') ?? '').split(/\s+/)]
    .filter((name): name is string => name !== null && name !== '')
    .map((name) => name.toLowerCase());

const isContainer = (element: PageElement): boolean =>
  element.tagName === 'article' ||
  element.tagName === 'main' ||
  attribute(element, 'role') === 'main' ||
  namesOf(element).some((name) => CONTAINERS.has(name));

/** The part of a page that is the report. When `isStrict`, hardly anything of the report stands outside. */
export type MainContent = { readonly element: PageElement; readonly isStrict: boolean };

/** Share of the page's text outside links from which on a container is taken for the whole report. */
const STRICT_SHARE = 0.6;

/** Shorter containers are a search box or a notice. */
const SHORTEST = 200;

/** The smallest known container with most of the page's prose, or the fullest one, or null when the page has none. */
export const findMainContent = (
  page: PageDocument,
  measures: ReadonlyMap<PageElement, Measure>,
): MainContent | null => {
  const candidates: { readonly element: PageElement; readonly prose: number }[] = [];
  let total = 0;
  walk(page, {
    text: () => undefined,
    enter: (element) => {
      const { text, linkText } = measures.get(element)!;
      if (element.tagName === 'body') total = text - linkText;
      if (isContainer(element) && text - linkText >= SHORTEST) candidates.push({ element, prose: text - linkText });
      return true;
    },
    leave: () => undefined,
  });
  const strict = candidates.filter(({ prose }) => prose >= STRICT_SHARE * total);
  const pick = strict.length > 0 ? strict : candidates;
  if (pick.length === 0) return null;
  const best = pick.reduce((a, b) => ((strict.length > 0 ? b.prose <= a.prose : b.prose > a.prose) ? b : a));
  return { element: best.element, isStrict: strict.length > 0 };
};

/** Chrome holds only a small part of what the page says. */
const LARGEST_SHARE = 0.4;

const isNamedChrome = (element: PageElement): boolean =>
  CHROME_TAGS.has(element.tagName) ||
  attribute(element, 'role') === 'navigation' ||
  namesOf(element).some((name) => CHROME_NAMES.has(name));

/** Longer ones are no menu entries: a link that was never closed takes in whole paragraphs. */
const LONGEST_LINK = 40;

const LINK_HOLDERS = new Set('ul ol dl div section td table header p'.split(' '));

/** Whether an element is a menu, breadcrumb, footer or list of links. One that holds a data table never is. */
export const isChrome = (element: PageElement, measure: Measure, pageText: number): boolean => {
  if (measure.dataTables > 0 || element.tagName === 'body' || element.tagName === 'html') return false;
  if (isNamedChrome(element)) return measure.text <= LARGEST_SHARE * pageText;
  const isLinks =
    measure.links >= 3 && measure.linkText >= 0.6 * measure.text && measure.linkText <= LONGEST_LINK * measure.links;
  return isLinks && LINK_HOLDERS.has(element.tagName);
};
