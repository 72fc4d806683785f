import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cleanReport } from '../../../bench/generate/clean-report.ts';
import { readPdf } from '../../../src/documents/pdf/read-pdf.ts';
import { NO_ENGINES } from '../../../src/documents/reader.ts';
import { readFacts } from '../../../src/facts/read-facts.ts';
import { readingEngines } from '../../../src/platform/reading-engines.ts';
import { theTemplates } from '../../the-knowledge.ts';
import { type DrawnPage, type PrintStyle, printReport } from '../layout/print-report.ts';
import { differences, otherFigures, readable } from '../layout/same-facts.ts';
import { tablesOf } from '../snapshots.ts';
import { type PdfStyle, writePdf } from './write-pdf.ts';

const engines = readingEngines();
const withoutRecogniser = { ...engines, recogniser: NO_ENGINES.recogniser };
const templates = theTemplates();

const RULED: PrintStyle = { rules: 'all', repeatHeader: false, openAtPageEnd: false };

const fixture = (name: string): Uint8Array => readFileSync(join(import.meta.dirname, 'files', name));

const aPage = (...lines: readonly string[]): DrawnPage => ({
  texts: lines.map((text, i) => ({ text, x: 60, y: 100 + 18 * i, size: 10.5 })),
  lines: [],
});

const read = async (pages: readonly DrawnPage[], style?: PdfStyle) =>
  readable(await readPdf(writePdf(pages, style), withoutRecogniser));

const STYLES: readonly (readonly [string, Partial<PrintStyle>, PdfStyle])[] = [
  ['with lines around every cell', {}, {}],
  ['with lines that are thin filled rectangles', {}, { lines: 'filled' }],
  ['with the header of a table again on every page', { repeatHeader: true }, {}],
  ['with no line below the last row of a page', { openAtPageEnd: true }, {}],
  ['with pages that the viewer turns', {}, { rotate: 90 }],
  ['with bold print that is drawn twice', {}, { twice: true }],
];

describe('a report published as PDF', () => {
  describe.each(STYLES)('%s', (_, style, pdf) => {
    it.each(templates.map((template) => [template.id, template] as const))(
      'gives the figures that were put in: %s',
      async (_, template) => {
        const report = cleanReport(template, 41);
        const document = await read(printReport(report, { ...RULED, ...style }), pdf);
        expect(otherFigures(report, document)).toEqual([]);
      },
    );
  });

  it('as a word processor writes it gives its figures, wrapped ones and those on the next page among them', async () => {
    const document = readable(await readPdf(fixture('word-processor.pdf'), engines));
    const wanted: Record<string, string> = JSON.parse(new TextDecoder().decode(fixture('word-processor.json')));
    expect(differences(Object.entries(wanted), document)).toEqual([]);
  });

  it('has each table once, however many pages it takes', async () => {
    const report = cleanReport(templates[2]!, 42);
    const document = await read(printReport(report, RULED));
    expect(tablesOf(document)).toHaveLength(report.pieces.filter((piece) => piece.is === 'table').length);
  });

  it('has the headings and paragraphs of its text, joined over lines and pages', async () => {
    const report = cleanReport(templates[1]!, 43);
    const { blocks } = await read(printReport(report, RULED));
    const texts = blocks.flatMap((block) => (block.is === 'heading' || block.is === 'paragraph' ? [block.text] : []));
    const prose = report.pieces.flatMap((piece) => (piece.is === 'paragraph' ? [piece.text] : []));
    expect(prose.filter((text) => !texts.join('').includes(text))).toEqual([]);
    const headings = report.pieces.flatMap((piece) => (piece.is === 'heading' ? [piece.text] : []));
    const found = blocks.filter((block) => block.is === 'heading').map((block) => block.text);
    expect(headings.filter((text) => !found.includes(text))).toEqual([]);
  });
});

describe('a PDF page', () => {
  it('says where each cell stands: page and box', async () => {
    const document = await read(printReport(cleanReport(templates[2]!, 44), RULED));
    for (const table of tablesOf(document)) {
      for (const cell of table.cells) {
        const [x0, y0, x1, y1] = cell.locator.box!;
        expect(cell.locator.page).toBeGreaterThan(0);
        expect(x1 > x0 && y1 > y0 && x0 >= 0 && x1 <= 595 && y0 >= 0 && y1 <= 842).toBe(true);
      }
    }
  });

  it('loses its header, footer and page number, and a note says so', async () => {
    const report = cleanReport(templates[0]!, 45);
    const document = await read(printReport(report, RULED));
    const lines = document.blocks.filter((block) => block.is !== 'table').map((block) => block.text);
    expect(lines.filter((text) => /^- \d+ -$/.test(text) || text === report.office.name)).toEqual([]);
    expect(document.notes.map((note) => note.code)).toContain('left-out');
  });

  it('keeps a year that stands alone above the margin', async () => {
    const document = await read([aPage('样例局年度报告', '2023', '今年共办理申请三件。')]);
    expect(document.blocks.map((block) => 'text' in block && block.text)).toContain('2023');
  });

  it('gives radicals that fonts write for characters as these characters', async () => {
    const document = await read([aPage('⼀、总体情况', '⺠政局今年公开信息。')]);
    expect(document.blocks.map((block) => 'text' in block && block.text)).toEqual([
      '一、总体情况',
      '民政局今年公开信息。',
    ]);
  });

  it('gives no text that stands outside its visible part', async () => {
    const page = aPage('看得见的文字。');
    const hidden = { text: '看不见的文字', x: 900, y: 100, size: 10.5 };
    const document = await read([{ ...page, texts: [...page.texts, hidden] }]);
    expect(document.blocks.map((block) => 'text' in block && block.text)).toEqual(['看得见的文字。']);
  });
});

describe('a PDF page that does not show all of its print', () => {
  const doubts = (document: Awaited<ReturnType<typeof read>>): readonly boolean[] =>
    document.blocks.map((block) => block.is === 'paragraph' && block.doubtful === true);

  it('because a line runs over its edge gives that line as doubtful, and a note says so', async () => {
    const page = aPage('今年收到申请三件。');
    const cut = { text: '全年共办理申请七千七百件，结转下年度', x: 450, y: 200, size: 10.5 };
    const document = await read([{ ...page, texts: [...page.texts, cut] }]);
    expect(doubts(document)).toEqual([false, true]);
    expect(document.notes.map((note) => note.code)).toContain('doubtful-print');
  });

  it('because two lines are printed over each other gives neither as certain', async () => {
    const page = aPage('今年收到申请三件。');
    const upper = { text: '新收申请三百一十五件', x: 60, y: 200, size: 10.5 };
    const lower = { text: '办结申请二百零六件', x: 63, y: 201, size: 10.5 };
    const document = await read([{ ...page, texts: [...page.texts, upper, lower] }]);
    expect(doubts(document)).toEqual([false, true]);
  });

  it('because it is too narrow for a table gives no figure of the table, and no blank one', async () => {
    const report = cleanReport(templates[0]!, 47);
    const pages = printReport(report, RULED).map(({ texts, lines }) => ({
      texts: texts.map((text) => ({ ...text, x: text.x + 140 })).filter(({ x }) => x < 595),
      lines: lines
        .map((line) => ({ ...line, x0: line.x0 + 140, x1: Math.min(595, line.x1 + 140) }))
        .filter(({ x0, x1 }) => x0 <= x1),
    }));
    const readings = readFacts(await read(pages), templates).facts.map(({ reading }) => reading.is);
    expect(readings.filter((is) => is === 'stated' || is === 'blank')).toEqual([]);
  });
});

describe('a PDF that cannot be read', () => {
  it('because it opens with a password only is encrypted', async () => {
    expect(await readPdf(fixture('needs-password.pdf'), engines)).toMatchObject({ code: 'encrypted' });
  });

  it('only because changing it takes a password is read', async () => {
    const document = readable(await readPdf(fixture('owner-password.pdf'), engines));
    expect(document.blocks.some((block) => block.is === 'heading' && block.number === '一')).toBe(true);
  });

  it('because its fonts do not tell their characters is unreadable, and never a report without figures', async () => {
    const pages = printReport(cleanReport(templates[2]!, 46), RULED);
    const failure = await readPdf(writePdf(pages, { untold: true }), withoutRecogniser);
    expect(failure).toMatchObject({ code: 'unreadable', message: expect.stringContaining('scanned; no text') });
  });

  it('because its pages are empty is unreadable', async () => {
    const failure = await readPdf(writePdf([{ texts: [], lines: [] }]), withoutRecogniser);
    expect(failure).toMatchObject({ code: 'unreadable' });
  });

  it('because it is cut off before its first page is unreadable', async () => {
    expect(await readPdf(writePdf([aPage('一')]).slice(0, 60), engines)).toMatchObject({ code: 'unreadable' });
  });

  it('because no reader is installed says so', async () => {
    expect(await readPdf(writePdf([aPage('一')]), NO_ENGINES)).toMatchObject({ code: 'unsupported' });
  });
});
