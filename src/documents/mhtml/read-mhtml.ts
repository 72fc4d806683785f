import type { Block, Document, ReadingFailure } from '../../model/document.ts';
import { NOWHERE } from '../../model/locator.ts';
import type { Note } from '../../model/note.ts';
import { decodeText } from '../detect-charset.ts';
import { readHtml } from '../html/read-html.ts';
import type { FormatReader } from '../reader.ts';
import { readParts } from './read-parts.ts';

/** Pages of one archive: the page itself and its frames. */
const MOST_PAGES = 20;

const sizeOf = (block: Block): number =>
  block.is === 'table' ? block.cells.reduce((sum, cell) => sum + cell.text.length, 0) : block.text.length;

const textOf = (document: Document): number => document.blocks.reduce((sum, block) => sum + sizeOf(block), 0);

const isDocument = (result: Document | ReadingFailure): result is Document => !('code' in result);

const otherPages = (count: number): readonly Note[] =>
  count === 0
    ? []
    : [
        {
          code: 'left-out',
          message: `The archive holds ${count} further pages (frames or the page around them); the one with most text was read.`,
          locator: NOWHERE,
        },
      ];

/**
 * Reads a web archive (.mht, RFC 2557): the page in it, by the reader of web pages. Of several pages, as frames are
 * saved, the one with most text is the report. The charset that a part declares is a hint, as anywhere. Offsets and
 * lines in locators are those of the decoded page.
 */
export const readMhtmlBytes = (bytes: Uint8Array): Document | ReadingFailure => {
  const pages = readParts(bytes).filter((part) => part.type === 'text/html' || part.type === 'application/xhtml+xml');
  if (pages.length === 0) {
    return {
      code: 'unreadable',
      message: 'There is no page in the web archive. Accepted is one with a text/html part.',
    };
  }
  const read = pages.slice(0, MOST_PAGES).map((part) => readHtml(decodeText(part.body(), part.contentType).text));
  const documents = read.filter(isDocument);
  const first = documents[0];
  if (!first) return read.find((result) => !isDocument(result))! as ReadingFailure;
  const best = documents.reduce((a, b) => (textOf(b) > textOf(a) ? b : a), first);
  return {
    ...best,
    mediaType: 'multipart/related; type="text/html"',
    parser: { name: 'gouji-mhtml', version: '1' },
    notes: [...best.notes, ...otherPages(pages.length - 1)],
  };
};

/** `readMhtmlBytes` as a reader of a format. */
export const readMhtml: FormatReader = async (bytes) => readMhtmlBytes(bytes);
