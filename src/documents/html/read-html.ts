import type { Document, ReadingFailure } from '../../model/document.ts';
import { locator, NOWHERE } from '../../model/locator.ts';
import type { Note } from '../../model/note.ts';
import { withoutControls } from '../text/read-text.ts';
import { segmentLines } from '../text/segment-lines.ts';
import { leadingLines } from './leading-lines.ts';
import { measureElements } from './measure-elements.ts';
import { type PageDocument, PageLimitError, parsePage, withoutContainers } from './parse-page.ts';
import { walkPage } from './walk-page.ts';

type Parsed = { readonly page: PageDocument; readonly source: string; readonly notes: readonly Note[] };

const tryParse = (source: string): PageDocument | PageLimitError => {
  try {
    return parsePage(source);
  } catch (error) {
    if (error instanceof PageLimitError) return error;
    throw error;
  }
};

/** Parses the page; one that nests too deeply is parsed again with nothing but its tables and paragraphs. */
const parseWithinLimits = (source: string): Parsed | PageLimitError => {
  const page = tryParse(source);
  if (!(page instanceof PageLimitError)) return { page, source, notes: [] };
  if (page.code !== 'too-deep') return page;
  const flat = withoutContainers(source);
  const again = tryParse(flat);
  if (again instanceof PageLimitError) return again;
  const message = `Read without its containers: ${page.message}.`;
  return { page: again, source: flat, notes: [{ code: 'deep-nesting', message, locator: NOWHERE }] };
};

const leftOutNote = (characters: number, pieces: number): readonly Note[] =>
  characters === 0
    ? []
    : [
        {
          code: 'left-out',
          message: `${pieces} parts of the page (${characters} characters) outside the report were left out: menus, paths, footers and the like. No data table is among them.`,
          locator: locator({}),
        },
      ];

/**
 * Reads a decoded web page: headings, paragraphs and pictures of the main content, and every innermost data table of
 * the page with its spans resolved. Line numbers and offsets are those of the decoded source.
 */
export const readHtml = (text: string): Document | ReadingFailure => {
  const clean = withoutControls(text);
  const parsed = parseWithinLimits(clean.text);
  if (parsed instanceof PageLimitError) {
    return { code: parsed.code === 'too-large' ? 'too-large' : 'unreadable', message: `${parsed.message}.` };
  }
  const { page, source } = parsed;
  const walked = walkPage(page, measureElements(page), source);
  const { blocks, notes } = segmentLines([...leadingLines(page, walked.items), ...walked.items]);
  return {
    mediaType: 'text/html',
    parser: { name: 'gouji-html', version: '1' },
    blocks,
    notes: [
      ...clean.notes,
      ...parsed.notes,
      ...walked.notes,
      ...leftOutNote(walked.leftOut.characters, walked.leftOut.pieces),
      ...notes,
    ],
  };
};
