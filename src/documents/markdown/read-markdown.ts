import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import type { Document, ReadingFailure, Table } from '../../model/document.ts';
import type { Note } from '../../model/note.ts';
import { decodeText } from '../detect-charset.ts';
import { measureElements } from '../html/measure-elements.ts';
import { PageLimitError, parsePage } from '../html/parse-page.ts';
import { walkPage } from '../html/walk-page.ts';
import { charsetNotes } from '../read-text-document.ts';
import type { FormatReader } from '../reader.ts';
import { buildTable } from '../text/build-table.ts';
import { readText, withoutControls } from '../text/read-text.ts';
import { segmentLines } from '../text/segment-lines.ts';
import { type Located, partOf, type SourceLine, splitLines } from '../text/source-line.ts';
import { type InlineLine, inlineLines, type PhrasingContent, type RootContent } from './inline-lines.ts';
import { splitTables } from './split-tables.ts';

type Item = SourceLine | Table;

type Source = { readonly text: string; readonly lines: readonly SourceLine[] };

/**
 * Marks that plain text uses for other things: Chinese paragraphs are indented and numbered, and a number is part of
 * what the report says. Marks of emphasis are resolved by `withoutEmphasis`: the parser's way takes minutes over a
 * hundred thousand asterisks.
 */
const NOT_MARKS = {
  disable: {
    null: [
      'attention',
      'autolink',
      'blockQuote',
      'codeIndented',
      'definition',
      'labelEnd',
      'labelStartImage',
      'labelStartLink',
      'list',
      'setextUnderline',
    ],
  },
};

/** "**37**" → "37": bold anywhere; a single mark only around the whole text, as it may also be a sign of its own. */
const withoutEmphasis = (text: string): string =>
  text
    .replace(/\*{2,3}(?=[^\s*])([^*\n]{1,300})\*{2,3}/g, '$1')
    .replace(/^(\s{0,9})(?:\*|__?)(?=[^\s*_])([^*_\n]{1,300})(?:\*|__?)(?=\s{0,9}$)/, '$1$2');

/** The place of a shown line in the source: to the character where it stands there just so. */
const locate = (shown: InlineLine, level: SourceLine['level'], source: Source): SourceLine => {
  const line = shown.line === null ? undefined : source.lines[shown.line - 1];
  const at = line && shown.text !== '' ? line.text.indexOf(shown.text) : -1;
  const start = line?.start ?? null;
  return {
    is: 'line',
    text: shown.text,
    line: shown.line,
    start: at > 0 && start !== null ? start + at : start,
    end: line?.end ?? null,
    exact: at >= 0,
    level,
    picture: false,
  };
};

const linesOf = (
  nodes: readonly PhrasingContent[],
  level: SourceLine['level'],
  source: Source,
): readonly SourceLine[] =>
  inlineLines(nodes).map((line) => locate({ ...line, text: withoutEmphasis(line.text) }, level, source));

const cellOf = (nodes: readonly PhrasingContent[], source: Source): Located => {
  const lines = linesOf(nodes, null, source);
  const first = partOf(lines[0]!);
  return {
    text: lines
      .map((line) => line.text.trim())
      .join('\n')
      .trim(),
    locator: first.locator,
  };
};

type MarkdownTable = Extract<RootContent, { type: 'table' }>;

const tableOf = (node: MarkdownTable, source: Source): Table =>
  buildTable(
    'grid',
    node.children.map((row) => row.children.map((cell) => cellOf(cell.children, source))),
  );

/** Quotation and list marks at the start, and rules drawn below a heading. */
const unmarked = (line: SourceLine): SourceLine | null => {
  if (/^[=-]{3,}$/.test(line.text.trim())) return null;
  const marks = /^(?:(?:>|[-*+](?=\s)) {0,3}){1,5}/.exec(line.text)?.[0].length ?? 0;
  const start = line.start === null || !line.exact ? line.start : line.start + marks;
  return marks === 0 ? line : { ...line, text: line.text.slice(marks), start };
};

/** Comments replaced by nothing but their line breaks; one that never ends takes the rest. */
const withoutComments = (text: string): string => {
  const kept: string[] = [];
  let at = 0;
  for (let from = text.indexOf('<!--'); from >= 0; from = text.indexOf('<!--', at)) {
    const end = text.indexOf('-->', from + 4);
    const to = end < 0 ? text.length : end + 3;
    kept.push(text.slice(at, from), text.slice(from, to).replace(/[^\n]/g, ''));
    at = to;
  }
  return kept.join('') + text.slice(at);
};

/** Text written as a block of code, or as HTML, line by line; tags are dropped. */
const plainLines = (node: { readonly value: string } & RootContent, source: Source): readonly SourceLine[] => {
  const text =
    node.type === 'html'
      ? withoutComments(node.value)
          .replace(/<[^<>]{0,2000}>/g, '')
          .replace(/&nbsp;/g, ' ')
      : node.value;
  const first = (node.position?.start.line ?? 1) + (node.type === 'code' ? 1 : 0);
  return text.split('\n').map((each, i) => locate({ text: each, line: first + i }, null, source));
};

const readNode = (node: RootContent, source: Source): readonly Item[] => {
  switch (node.type) {
    case 'heading':
      return linesOf(node.children, Math.min(3, node.depth - 1) as 0 | 1 | 2 | 3, source);
    case 'paragraph':
      return linesOf(node.children, null, source).flatMap((line) => unmarked(line) ?? []);
    case 'table':
      return [tableOf(node, source)];
    case 'code':
    case 'html':
      return plainLines(node, source);
    default:
      return [];
  }
};

const startOf = (item: Item): number => (item.is === 'line' ? item.start : item.locator.start) ?? 0;

const htmlTables = (text: string): { readonly items: readonly Item[]; readonly notes: readonly Note[] } => {
  const page = parsePage(text);
  return walkPage(page, measureElements(page), text);
};

/** Larger texts, and those with wider rows, are read as plain text: the parser is made for what people write. */
const LARGEST = 200_000;
const WIDEST_ROW = 200;

const hasWideRow = (text: string): boolean => text.split('\n').some((line) => line.split('|').length > WIDEST_ROW);

const readDecoded = (text: string): Document => {
  const clean = withoutControls(text);
  if (clean.text.length > LARGEST || hasWideRow(clean.text)) return readText(text);
  const parted = splitTables(clean.text);
  const source = { text: parted.outside, lines: splitLines(parted.outside) };
  const tree = fromMarkdown(parted.outside, {
    extensions: [gfmTable(), NOT_MARKS],
    mdastExtensions: [gfmTableFromMarkdown()],
  });
  const html = parted.hasTables ? htmlTables(parted.tables) : { items: [], notes: [] };
  const items = [...tree.children.flatMap((node) => readNode(node, source)), ...html.items];
  const { blocks, notes } = segmentLines(items.sort((a, b) => startOf(a) - startOf(b)));
  return {
    mediaType: 'text/markdown',
    parser: { name: 'gouji-markdown', version: '1' },
    blocks,
    notes: [...clean.notes, ...html.notes, ...notes],
  };
};

/**
 * Reads a Markdown text: its headings, tables and lines, and the HTML tables in it. Lists and quotations are read as the
 * lines they are written in, numbers included. Locators give lines and offsets of the decoded text.
 */
export const readMarkdown: FormatReader = async (bytes): Promise<Document | ReadingFailure> => {
  const decoded = decodeText(bytes, null);
  try {
    const document = readDecoded(decoded.text);
    return { ...document, notes: [...charsetNotes(decoded), ...document.notes] };
  } catch (error) {
    if (!(error instanceof PageLimitError)) throw error;
    return { code: error.code === 'too-large' ? 'too-large' : 'unreadable', message: `${error.message}.` };
  }
};
