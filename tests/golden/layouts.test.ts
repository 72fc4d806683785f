import { describe, expect, it } from 'vitest';
import { type CleanReport, cleanReport } from '../../bench/generate/clean-report.ts';
import { HTML_LAYOUTS, renderHtml } from '../../bench/generate/render-html.ts';
import { renderText, TEXT_LAYOUTS } from '../../bench/generate/render-text.ts';
import { readDocument } from '../../src/documents/read-document.ts';
import { readingEngines } from '../../src/platform/reading-engines.ts';
import { type PrintStyle, printReport } from '../documents/layout/print-report.ts';
import { otherFigures } from '../documents/layout/same-facts.ts';
import { anArchive } from '../documents/mhtml/web-archive.ts';
import { type OfdStyle, writeOfd } from '../documents/ofd/write-ofd.ts';
import { type PdfStyle, writePdf } from '../documents/pdf/write-pdf.ts';
import { rtfOf } from '../documents/rtf/rtf-file.ts';
import { aSnapshot, documentOf } from '../documents/snapshots.ts';
import { theTemplates } from '../the-knowledge.ts';
import {
  SHEET_STYLES,
  type SheetStyle,
  sheetReport,
  WORD_STYLES,
  type WordStyle,
  wordReport,
} from './written-reports.ts';

/** A way to write a report in a format; `format: layout` is its name. */
type Way = readonly [name: string, write: (report: CleanReport) => Uint8Array];

const engines = readingEngines();

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const savedPage = (page: string): Uint8Array =>
  anArchive([{ type: 'text/html; charset=utf-8', encoding: 'base64', bytes: bytesOf(page) }]);

const RULED: PrintStyle = { rules: 'all', repeatHeader: false, openAtPageEnd: false };

const PDF_STYLES: readonly (readonly [string, PrintStyle, PdfStyle])[] = [
  ['lines around every cell', RULED, {}],
  ['the header again on every page', { ...RULED, repeatHeader: true }, { lines: 'filled' }],
  ['no line at the end of a page', { ...RULED, openAtPageEnd: true }, {}],
  ['pages that are turned', RULED, { rotate: 90 }],
];

const OFD_STYLES: readonly (readonly [string, OfdStyle])[] = [
  ['an advance for each character', { deltas: 'each' }],
  ['runs of advances', { deltas: 'runs', locations: 'absolute' }],
  ['objects placed by a matrix', { places: 'matrix', deltas: 'runs' }],
  ['lines on template pages', { template: true }],
];

const WAYS: readonly Way[] = [
  ...HTML_LAYOUTS.flatMap((layout): readonly Way[] => [
    [`html: ${layout}`, (report) => bytesOf(renderHtml(report, layout))],
    [`mhtml: ${layout}`, (report) => savedPage(renderHtml(report, layout))],
    [`rtf: ${layout}`, (report) => rtfOf(documentOf(renderHtml(report, layout)).blocks)],
  ]),
  ...TEXT_LAYOUTS.map((layout): Way => [`txt: ${layout}`, (report) => bytesOf(renderText(report, layout))]),
  ...(Object.keys(WORD_STYLES) as WordStyle[]).map(
    (style): Way => [`docx: ${style}`, (report) => wordReport(report, style)],
  ),
  ...(Object.keys(SHEET_STYLES) as SheetStyle[]).flatMap((style): readonly Way[] => [
    [`xlsx: ${style}`, (report) => sheetReport(report, style)],
    [`xls: ${style}`, (report) => sheetReport(report, style, 'biff8')],
  ]),
  ...PDF_STYLES.map(
    ([name, print, style]): Way => [`pdf: ${name}`, (report) => writePdf(printReport(report, print), style)],
  ),
  ...OFD_STYLES.map(([name, style]): Way => [`ofd: ${name}`, (report) => writeOfd(printReport(report, RULED), style)]),
];

describe.each(theTemplates().map((template) => [template.id, cleanReport(template, 903)] as const))(
  'a report on the form %s',
  (_, report) => {
    it.each(WAYS)('gives the figures that were put in, as %s', async (_, write) => {
      const reading = await readDocument(aSnapshot(write(report)), engines);
      expect('document' in reading ? otherFigures(report, reading.document) : reading.failure.message).toEqual([]);
    });
  },
);
