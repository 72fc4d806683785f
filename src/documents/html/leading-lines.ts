import type { Table } from '../../model/document.ts';
import { isTitle } from '../text/recognise-heading.ts';
import type { SourceLine } from '../text/source-line.ts';
import { attribute, isElement, isText, type PageDocument, type PageElement } from './parse-page.ts';

const headElements = (page: PageDocument): readonly PageElement[] => {
  const html = page.childNodes.filter(isElement).find((node) => node.tagName === 'html');
  const head = html?.childNodes.filter(isElement).find((node) => node.tagName === 'head');
  return head?.childNodes.filter(isElement) ?? [];
};

const metaContent = (head: readonly PageElement[], name: string): PageElement | undefined =>
  head.find((node) => node.tagName === 'meta' && attribute(node, 'name')?.toLowerCase() === name);

const toLine = (element: PageElement, text: string, level: SourceLine['level']): SourceLine => ({
  is: 'line',
  text,
  line: element.sourceCodeLocation?.startLine ?? null,
  start: element.sourceCodeLocation?.startOffset ?? null,
  end: element.sourceCodeLocation?.endOffset ?? null,
  exact: false,
  level,
  picture: false,
});

/** The page's own title: ArticleTitle, else <title> without the name of the site ("… - 某某政府网"). */
const titleLine = (head: readonly PageElement[]): SourceLine | null => {
  const meta = metaContent(head, 'articletitle');
  const stated = meta && attribute(meta, 'content')?.trim();
  if (meta && stated) return toLine(meta, stated, 0);
  const element = head.find((node) => node.tagName === 'title');
  const text =
    element?.childNodes
      .filter(isText)
      .map((node) => node.value)
      .join('') ?? '';
  const parts = text.split(/[-_|–—]/).map((part) => part.trim());
  const title = parts.find(isTitle);
  return element && title ? toLine(element, title, 0) : null;
};

const isoDate = (text: string): string | null => {
  const parts = /(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})/.exec(text);
  return parts ? `${parts[1]}-${parts[2]!.padStart(2, '0')}-${parts[3]!.padStart(2, '0')}` : null;
};

const isLine = (item: SourceLine | Table): item is SourceLine => item.is === 'line';

/**
 * What the head of a page says and its body does not: the title when no line reads like one, the date of publication
 * (meta PubDate) when no line states it.
 */
export const leadingLines = (page: PageDocument, items: readonly (SourceLine | Table)[]): readonly SourceLine[] => {
  const head = headElements(page);
  const lines = items.filter(isLine);
  const hasTitle = lines.some((line) => line.level === 0 || isTitle(line.text.trim()));
  const title = hasTitle ? null : titleLine(head);
  const meta = metaContent(head, 'pubdate');
  const stated = meta && attribute(meta, 'content')?.trim();
  const date = stated ? isoDate(stated) : null;
  const isNew = date !== null && !lines.some((line) => line.text.length <= 200 && isoDate(line.text) === date);
  const published = meta && stated && isNew ? toLine(meta, stated, null) : null;
  return [title, published].filter((line): line is SourceLine => line !== null);
};
