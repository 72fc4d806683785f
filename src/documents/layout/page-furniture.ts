import type { PageItem, PageLayout, TextLine } from './draft.ts';

/** Headers and footers stand in these shares of a page's height, at its top and its bottom. */
const MARGIN = 0.12;

/** "3" "- 3 -" "— 3 —" "·3·" "第3页" "第 3 页 共 9 页" "3/9" "Page 3 of 9" */
const PAGE_NUMBER =
  /^(?:[-—–－·~～\s]{0,6}\d{1,3}[-—–－·~～\s]{0,6}|第\s?\d{1,3}\s?页\s?[/，,]?\s?(?:共\s?\d{1,3}\s?页)?|\d{1,3}\s?\/\s?\d{1,3}|page\s\d{1,3}(?:\sof\s\d{1,3})?)$/i;

const isInMargin = (line: TextLine, layout: PageLayout): boolean =>
  line.box[3] < MARGIN * layout.height || line.box[1] > (1 - MARGIN) * layout.height;

/** The text of a header without what changes from page to page. */
const furnitureKey = (line: TextLine): string => line.text.replace(/\d+/g, '#').replace(/\s+/g, '');

const lineOf = (item: PageItem | undefined): TextLine | null => (item?.is === 'text-line' ? item : null);

/** The first and last two lines of a page, as far as they stand in its margins. */
const candidates = (layout: PageLayout): readonly TextLine[] => {
  const { items } = layout;
  const ends = [items[0], items[1], items.at(-1), items.at(-2)].map(lineOf);
  return [...new Set(ends)].filter((line): line is TextLine => line !== null && isInMargin(line, layout));
};

const countPages = (layouts: readonly PageLayout[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const layout of layouts) {
    for (const key of new Set(candidates(layout).map(furnitureKey))) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
};

/** "首页 政务公开 年报" "您现在的位置：首页 > 政务公开": what a web page that was printed says of itself, never a report. */
const WEB_PATH = /^\s{0,9}(?:首\s?页(?:\s|>|＞|·)|您?(?:当前|现在)?(?:所在|的|所在的)?位置\s?[：:])/;

const isWebPath = (item: PageItem): boolean => item.is === 'text-line' && WEB_PATH.test(item.text);

/** Nothing else stands beyond the line towards the edge of the page, but for such lines. */
const isPageNumber = (line: TextLine, layout: PageLayout): boolean =>
  PAGE_NUMBER.test(line.text.trim()) && (line === layout.items[0] || line === layout.items.at(-1));

/** The pages without their headers, footers and page numbers, and how many lines these were. */
export type WithoutFurniture = { readonly layouts: readonly PageLayout[]; readonly leftOut: number };

/**
 * Leaves out what is printed on the margins of page after page: lines alike but for their digits on at least two
 * pages and on half of them, and page numbers. So is the path that a printed web page shows above the report.
 */
export const withoutFurniture = (layouts: readonly PageLayout[]): WithoutFurniture => {
  const counts = countPages(layouts);
  const least = Math.max(2, layouts.length / 2);
  let leftOut = 0;
  const cleaned = layouts.map((layout): PageLayout => {
    const dropped = new Set<PageItem>(
      candidates(layout).filter((line) => (counts.get(furnitureKey(line)) ?? 0) >= least || isPageNumber(line, layout)),
    );
    if (layout.page === 1) for (const item of layout.items.filter(isWebPath)) dropped.add(item);
    leftOut += dropped.size;
    return { ...layout, items: layout.items.filter((item) => !dropped.has(item)) };
  });
  return { layouts: cleaned, leftOut };
};
