import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { cleanReport } from '../../../bench/generate/clean-report.ts';
import { parseDeltas } from '../../../src/documents/ofd/draw-page.ts';
import { readOfd } from '../../../src/documents/ofd/read-ofd.ts';
import { NO_ENGINES } from '../../../src/documents/reader.ts';
import { theTemplates } from '../../the-knowledge.ts';
import { type PrintStyle, printReport } from '../layout/print-report.ts';
import { otherFigures, readable } from '../layout/same-facts.ts';
import { tablesOf } from '../snapshots.ts';
import { type OfdStyle, writeOfd } from './write-ofd.ts';

const templates = theTemplates();

const RULED: PrintStyle = { rules: 'all', repeatHeader: false, openAtPageEnd: false };

const STYLES: readonly (readonly [string, OfdStyle])[] = [
  ['with an advance for each character', { deltas: 'each' }],
  [
    'with runs of advances, places from the root and another prefix',
    { deltas: 'runs', locations: 'absolute', prefix: 'x:' },
  ],
  ['without advances, objects inside nested page blocks', { deltas: 'none', nested: true }],
  ['without a prefix', { prefix: '' }],
  ['with objects placed by boundary and matrix', { places: 'matrix', deltas: 'runs' }],
  ['with its lines on template pages', { template: true }],
  ['with a document for each page', { bodies: true }],
  ['with parts named in another case', { otherCase: true }],
];

describe('a report published as OFD', () => {
  describe.each(STYLES)('%s', (_, style) => {
    it.each(templates.map((template) => [template.id, template] as const))(
      'gives the figures that were put in: %s',
      async (_, template) => {
        const report = cleanReport(template, 51);
        const document = readable(await readOfd(writeOfd(printReport(report, RULED), style), NO_ENGINES));
        expect(otherFigures(report, document)).toEqual([]);
      },
    );
  });

  it('says where each cell stands: page and box', async () => {
    const pages = printReport(cleanReport(templates[2]!, 52), RULED);
    const document = readable(await readOfd(writeOfd(pages), NO_ENGINES));
    const cells = tablesOf(document).flatMap((table) => table.cells);
    expect(cells.every((cell) => cell.locator.page !== null && cell.locator.box !== undefined)).toBe(true);
  });
});

describe('an OFD package', () => {
  it('that is encrypted is refused as such', async () => {
    const bytes = zipSync({ 'OFD.xml': strToU8('<x/>'), 'Encryptions.xml': strToU8('<x/>') });
    expect(await readOfd(bytes, NO_ENGINES)).toMatchObject({ code: 'encrypted' });
  });

  it('without OFD.xml is unreadable', async () => {
    expect(await readOfd(zipSync({ 'a.xml': strToU8('<a/>') }), NO_ENGINES)).toMatchObject({ code: 'unreadable' });
  });

  it('whose page is missing is read without it, and a note says so', async () => {
    const body = (inner: string): Uint8Array => strToU8(`<OFD xmlns="http://www.ofdspec.org/2016">${inner}</OFD>`);
    const text =
      '<TextObject Boundary="20 20 100 8" Size="4"><TextCode X="0" Y="4">样例局的报告。</TextCode></TextObject>';
    const bytes = zipSync({
      'OFD.xml': body('<DocBody><DocRoot>D/Document.xml</DocRoot></DocBody>'),
      'D/Document.xml': body('<Pages><Page BaseLoc="gone.xml"/><Page BaseLoc="here.xml"/></Pages>'),
      'D/here.xml': body(`<Content><Layer>${text}</Layer></Content>`),
    });
    const document = readable(await readOfd(bytes, NO_ENGINES));
    expect(document.blocks).toMatchObject([{ is: 'paragraph', text: '样例局的报告。', locator: { page: 2 } }]);
    expect(document.notes.map((note) => note.code)).toContain('broken-page');
  });

  it('that shows pictures alone is unreadable, and never a report without figures', async () => {
    const page = '<Content><Layer><ImageObject Boundary="0 0 210 297" ResourceID="4"/></Layer></Content>';
    const space = 'xmlns="http://www.ofdspec.org/2016"';
    const bytes = zipSync({
      'OFD.xml': strToU8(`<OFD ${space}><DocBody><DocRoot>D.xml</DocRoot></DocBody></OFD>`),
      'D.xml': strToU8(`<Document ${space}><Pages><Page BaseLoc="p.xml"/></Pages></Document>`),
      'p.xml': strToU8(`<Page ${space}>${page}</Page>`),
    });
    expect(await readOfd(bytes, NO_ENGINES)).toMatchObject({
      code: 'unreadable',
      message: expect.stringContaining('scanned; no text'),
    });
  });
});

describe('the advances of a text', () => {
  it('may be given as runs: g n v is n times v', () => {
    expect(parseDeltas('g 3 4.2 1.5', 10)).toEqual([4.2, 4.2, 4.2, 1.5]);
  });

  it('are never more than the characters, whatever a run claims', () => {
    expect(parseDeltas('g 1000000000 4.2', 5)).toHaveLength(5);
  });
});
