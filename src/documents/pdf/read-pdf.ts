import type { Document, ReadingFailure } from '../../model/document.ts';
import { locator } from '../../model/locator.ts';
import type { Note } from '../../model/note.ts';
import { buildBlocks } from '../layout/build-blocks.ts';
import type { PageLayout } from '../layout/draft.ts';
import { isSpace } from '../layout/glyph-lines.ts';
import { layoutPage } from '../layout/layout-page.ts';
import type { Box, Glyph } from '../layout/page-content.ts';
import type { Engines, Recogniser } from '../reader.ts';
import { orFailure, ReadingFault } from '../reading-fault.ts';
import { scanPage } from '../scan/scan-page.ts';
import { judgeText } from './judge-text.ts';
import { markCutTables } from './mark-cut-tables.ts';
import { withDocument } from './open-pdf.ts';
import { discardPdfium, type PdfiumInstance, pdfiumFor } from './pdfium.ts';
import { type PdfPage, readPage } from './read-page.ts';
import { refuseFlateBomb } from './refuse-flate-bomb.ts';
import { renderPage } from './render-page.ts';

/** Pages beyond these are not read; a report has about ten. */
const MOST_PAGES = 300;

/** Scanned pages beyond these are not read: each takes seconds. */
const MOST_SCANNED = 60;

/** Characters of the whole document beyond these are not read. */
const MOST_GLYPHS = 1_000_000;

/** A page with fewer visible characters has no text to speak of. */
const FEWEST_GLYPHS = 12;

/** A page with pictures over more than this share of it, and without text, is a scan. */
const MOSTLY_PICTURED = 0.3;

type Reader = {
  readonly instance: PdfiumInstance;
  readonly document: number;
  readonly engines: Engines;
  readonly notes: Note[];
  readonly layouts: PageLayout[];
  /** Pages of which nothing was read because they are pictures. */
  readonly unread: number[];
  scanned: number;
  glyphs: number;
  isChinese: boolean;
};

const note = (reader: Reader, code: string, message: string, page: number | null): void => {
  reader.notes.push({ code, message, locator: locator({ page }) });
};

const seen = (glyphs: readonly Glyph[]): number => glyphs.filter((glyph) => !isSpace(glyph.char)).length;

/** What a page must be read as: its text, or the picture that it shows. */
const pageKind = (reader: Reader, page: PdfPage): 'text' | 'scan' | 'blank' => {
  const visible = seen(page.glyphs);
  if (page.pictured > MOSTLY_PICTURED && visible < FEWEST_GLYPHS) return 'scan';
  if (visible === 0) return page.pictures.length > 0 ? 'scan' : 'blank';
  const worth = judgeText(page.glyphs);
  if (worth === 'good') reader.isChinese = true;
  // after pages of good Chinese, Latin letters are a page of English; before any, they are a broken encoding
  return worth === 'garbage' || (worth === 'foreign' && !reader.isChinese) ? 'scan' : 'text';
};

const isPaper = ([x0, y0, x1, y1]: Box, page: PdfPage): boolean =>
  (x1 - x0) * (y1 - y0) > 0.8 * page.width * page.height;

/** A page that was not read stands in the document as a picture: what is missing may be on it. */
const addUnread = (reader: Reader, { page, width, height }: PdfPage): void => {
  reader.unread.push(page);
  reader.layouts.push({ page, width, height, items: [{ is: 'picture', page, box: [0, 0, width, height] }] });
};

/** Lines of which not all can be read: they run over the edge of the page, or others are printed over them. */
const doubtfulLines = ({ items }: PageLayout): number =>
  items.filter((item) => item.is === 'text-line' && item.isDoubtful).length;

const addText = (reader: Reader, page: PdfPage): void => {
  // a picture behind all of the text is its paper
  const pictures = page.pictures.filter((box) => !isPaper(box, page));
  const { layout, cut } = markCutTables(layoutPage({ ...page, pictures }));
  reader.layouts.push(layout);
  const doubtful = doubtfulLines(layout) + cut;
  if (doubtful > 0) {
    const message = `${doubtful} lines or tables on page ${page.page} run over its edge or over each other; no figure was taken from them.`;
    note(reader, 'doubtful-print', message, page.page);
  }
  if (page.isTooMuch || layout.isTooMuch) {
    const message = `Page ${page.page} draws more characters or lines than a report has; not all were read.`;
    note(reader, 'page-too-large', message, page.page);
  }
  if (page.pictures.length > 0) {
    const message = `${page.pictures.length} pictures on page ${page.page} were not read.`;
    note(reader, 'pictures', message, page.page);
  }
};

const addScan = async (reader: Reader, page: PdfPage, recogniser: Recogniser): Promise<void> => {
  const image = renderPage(reader.instance, reader.document, page);
  if (!image) {
    addUnread(reader, page);
    return;
  }
  const scanned = await scanPage(image, page, recogniser);
  reader.layouts.push(scanned.layout);
  reader.notes.push(...scanned.notes);
  note(reader, 'recognised', `Page ${page.page} is a picture; its text was recognised.`, page.page);
};

/** Text that another program recognised and put under the picture: good for words, not for figures. */
const addHidden = (reader: Reader, page: PdfPage): void => {
  const glyphs = page.hidden.map((glyph): Glyph => ({ ...glyph, isDoubtful: true }));
  reader.layouts.push(layoutPage({ ...page, glyphs }));
  const message = `Page ${page.page} is a picture; the text hidden under it was read, but no figure taken from it.`;
  note(reader, 'hidden-text', message, page.page);
};

const addPage = async (reader: Reader, page: PdfPage): Promise<void> => {
  const kind = pageKind(reader, page);
  reader.glyphs += page.glyphs.length;
  if (kind === 'text') addText(reader, page);
  if (kind === 'text' || kind === 'blank') return;
  const recogniser = reader.scanned < MOST_SCANNED ? await reader.engines.recogniser() : null;
  reader.scanned += 1;
  if (recogniser) await addScan(reader, page, recogniser);
  else if (seen(page.hidden) >= FEWEST_GLYPHS && judgeText(page.hidden) === 'good') addHidden(reader, page);
  else addUnread(reader, page);
};

const readPages = async (reader: Reader): Promise<number> => {
  const pages = reader.instance.pdfium._FPDF_GetPageCount(reader.document);
  const most = Math.min(pages, MOST_PAGES);
  for (let number = 1; number <= most; number += 1) {
    if (reader.glyphs > MOST_GLYPHS) {
      note(reader, 'too-many-characters', `Pages from ${number} on were not read: the file has too much text.`, number);
      break;
    }
    const page = readPage(reader.instance, reader.document, number);
    if (page) await addPage(reader, page);
    else note(reader, 'broken-page', `Page ${number} is damaged and was not read.`, number);
  }
  if (pages > MOST_PAGES) {
    note(reader, 'too-many-pages', `Only ${MOST_PAGES} of ${pages} pages were read.`, null);
  }
  return pages;
};

const listed = (pages: readonly number[]): string =>
  pages.length > 12 ? `${pages.slice(0, 12).join(', ')} …` : pages.join(', ');

const toDocument = (reader: Reader, pages: number): Document => {
  const { blocks, notes } = buildBlocks(reader.layouts);
  if (reader.unread.length > 0) {
    const message = `Pages ${listed(reader.unread)} are scanned or print characters that cannot be told; they were not read.`;
    note(reader, 'unread-pages', message, reader.unread[0]!);
  }
  if (blocks.every((block) => block.is === 'picture')) {
    const message =
      reader.unread.length > 0
        ? `the PDF is scanned; no text: its ${pages} pages are pictures, or print characters that cannot be told, and no recognition of characters is installed or it found none.`
        : 'the PDF holds no text.';
    throw new ReadingFault('unreadable', message);
  }
  return {
    mediaType: 'application/pdf',
    parser: { name: 'gouji-pdf', version: '1' },
    blocks,
    notes: [...reader.notes, ...notes],
  };
};

const readWith = (instance: PdfiumInstance, bytes: Uint8Array, engines: Engines): Promise<Document | ReadingFailure> =>
  orFailure(() => {
    // PDFium inflates a stream whole before it looks at it
    refuseFlateBomb(bytes);
    return withDocument(instance, bytes, async (document) => {
      const reader: Reader = {
        instance,
        document,
        engines,
        notes: [],
        layouts: [],
        unread: [],
        scanned: 0,
        glyphs: 0,
        isChinese: false,
      };
      return toDocument(reader, await readPages(reader));
    });
  });

/** An abort or a memory error inside the WebAssembly module; nothing outside it is touched. */
const isEngineFault = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'RuntimeError' || (error instanceof RangeError && !/call stack/i.test(error.message)));

/**
 * Reads a PDF (ISO 32000): text and tables from the places of characters and lines; pages that are pictures, or whose
 * fonts do not tell their characters, through the recogniser. Every locator gives page and box.
 */
export const readPdf = async (bytes: Uint8Array, engines: Engines): Promise<Document | ReadingFailure> => {
  const wasm = await engines.pdfium();
  if (!wasm) return { code: 'unsupported', message: 'the reader of PDF files is not installed.' };
  const instance = await pdfiumFor(wasm);
  try {
    return await readWith(instance, bytes, engines);
  } catch (error) {
    if (!isEngineFault(error)) throw error;
    discardPdfium(wasm);
    return { code: 'unreadable', message: 'the PDF is damaged in a way that stops its reader.' };
  }
};
