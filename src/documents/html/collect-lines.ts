import type { SourceLine } from '../text/source-line.ts';
import { attribute, isElement, type PageElement, type PageText, walk } from './parse-page.ts';

/** A line of a page and the share of its text that is inside links. */
export type PageLine = { readonly line: SourceLine; readonly linkShare: number };

const BLOCKS = new Set(
  'address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table caption tbody td tfoot th thead tr ul br'.split(
    ' ',
  ),
);

export const isBlockElement = (element: PageElement): boolean => BLOCKS.has(element.tagName);

const CJK = '\\u2e80-\\u9fff\\uf900-\\ufaff\\uff00-\\uffef“”‘’…—';

/** White space that holds a line break, between two Chinese characters, is a break of the source and no blank. */
const SOURCE_BREAK = new RegExp(`(?<=[${CJK}])[ \\t\\f]*[\\r\\n][ \\t\\r\\n\\f]*(?=[${CJK}])`, 'g');

const collapse = (text: string): string => text.replace(SOURCE_BREAK, '').replace(/[ \t\r\n\f]+/g, ' ');

/** Gathers text nodes into lines. Inline elements do not break text: "37" and "44" in two spans are one number. */
export type LineBuffer = {
  readonly add: (node: PageText, inLink: boolean) => void;
  /** Ends the line; `level` is the heading level the markup gives it. */
  readonly flush: (level: SourceLine['level']) => void;
};

/** A buffer over `source` (the decoded page) that hands each line that is not blank to `emit`. */
export const lineBuffer = (source: string, emit: (line: PageLine) => void): LineBuffer => {
  let nodes: PageText[] = [];
  let linked = 0;
  const flush = (level: SourceLine['level']): void => {
    const raw = nodes.map((node) => node.value).join('');
    const text = collapse(raw);
    if (text.trim() !== '' || /[\u00a0\u3000]/.test(text)) {
      const lead = raw.slice(0, raw.length - raw.trimStart().length);
      const first = nodes[0]!.sourceCodeLocation;
      const start = first?.startOffset ?? null;
      // character by character only where one text node stands in the source just as it is shown
      const exact = nodes.length === 1 && start !== null && source.startsWith(text, start);
      emit({
        line: {
          is: 'line',
          text,
          line: first ? first.startLine + (lead.match(/\n/g)?.length ?? 0) : null,
          start,
          end: nodes.at(-1)!.sourceCodeLocation?.endOffset ?? null,
          exact,
          level,
          picture: false,
        },
        linkShare: linked / Math.max(1, raw.replace(/\s/g, '').length),
      });
    }
    nodes = [];
    linked = 0;
  };
  const add = (node: PageText, inLink: boolean): void => {
    nodes.push(node);
    if (inLink) linked += node.value.replace(/\s/g, '').length;
  };
  return { add, flush };
};

/** The lines a reader sees inside an element: a table cell, a caption. */
export const linesInside = (element: PageElement, source: string): readonly SourceLine[] => {
  const lines: SourceLine[] = [];
  const buffer = lineBuffer(source, ({ line }) => lines.push(line));
  const atEdge = (inner: PageElement): void => {
    if (isBlockElement(inner)) buffer.flush(null);
  };
  walk(element, {
    text: (node) => buffer.add(node, false),
    enter: (inner) => {
      atEdge(inner);
      return true;
    },
    leave: atEdge,
  });
  buffer.flush(null);
  return lines;
};

const DECORATION = /icon|logo|spacer|blank|arrow|bullet|\bdot|\bline|btn|button|print|share|qrcode|weixin|weibo/i;

const isTiny = (value: string | null): boolean =>
  value !== null && /^\d{1,2}(?:px)?$/.test(value) && Number.parseInt(value, 10) <= 40;

/** The line that stands for a picture: its alt text or file name. Null for spacers, icons and nameless pictures. */
export const pictureLine = (element: PageElement): SourceLine | null => {
  const src = attribute(element, 'src') ?? '';
  const path = src.startsWith('data:') ? src.slice(0, src.search(/[;,]/)) : src.replace(/[?#].*$/s, '');
  const file = path.startsWith('data:') ? path : (path.split(/[/\\]/).at(-1) ?? '');
  const text = (attribute(element, 'alt') ?? '').trim() || file.trim();
  if (
    text === '' ||
    DECORATION.test(file) ||
    isTiny(attribute(element, 'width')) ||
    isTiny(attribute(element, 'height'))
  ) {
    return null;
  }
  const place = element.sourceCodeLocation;
  return {
    is: 'line',
    text,
    line: place?.startLine ?? null,
    start: place?.startOffset ?? null,
    end: place?.endOffset ?? null,
    exact: false,
    level: null,
    picture: true,
  };
};

/** Direct child elements of one of the given names. */
export const childrenNamed = (element: PageElement, names: readonly string[]): readonly PageElement[] =>
  element.childNodes.filter((node): node is PageElement => isElement(node) && names.includes(node.tagName));
