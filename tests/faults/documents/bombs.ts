import { deflateSync, gzipSync } from 'node:zlib';
import { strToU8, type Zippable, zipSync } from 'fflate';

/** A small input that asks for very much. `refused`: nothing of it may be read. */
export type Bomb = { readonly name: string; readonly bytes: () => Uint8Array; readonly refused: boolean };

const MB = 1024 * 1024;

const TYPES = strToU8(
  '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
);

const relation = (type: string, target: string): string =>
  `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/></Relationships>`;

/** A Word document with this body. */
export const docxOf = (body: string | Uint8Array, more: Zippable = {}): Uint8Array =>
  zipSync(
    {
      '[Content_Types].xml': TYPES,
      '_rels/.rels': strToU8(relation('officeDocument', 'word/document.xml')),
      'word/document.xml': typeof body === 'string' ? strToU8(wordXml(body)) : body,
      ...more,
    },
    { level: 1 },
  );

export const wordXml = (body: string, before = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>${before}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`;

/** A workbook with one sheet. */
export const xlsxOf = (sheet: string | Uint8Array, more: Zippable = {}): Uint8Array =>
  zipSync(
    {
      '[Content_Types].xml': TYPES,
      '_rels/.rels': strToU8(relation('officeDocument', 'xl/workbook.xml')),
      'xl/workbook.xml': strToU8(
        '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>',
      ),
      'xl/_rels/workbook.xml.rels': strToU8(relation('worksheet', 'worksheets/sheet1.xml')),
      'xl/worksheets/sheet1.xml': typeof sheet === 'string' ? strToU8(sheetXml(sheet)) : sheet,
      ...more,
    },
    { level: 1 },
  );

export const sheetXml = (rows: string, after = '', before = ''): string =>
  `<?xml version="1.0"?>${before}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData>${after}</worksheet>`;

/** A PDF of one page whose content is this stream, packed so many times. */
const pdfOf = (content: Uint8Array, times = 1): Uint8Array => {
  let stream = content;
  for (let time = 0; time < times; time += 1) stream = deflateSync(stream, { level: 1 });
  const filters = '/FlateDecode '.repeat(times);
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>',
  ];
  const head = Buffer.from(`%PDF-1.4\n${objects.map((o, i) => `${i + 1} 0 obj\n${o}\nendobj\n`).join('')}`, 'latin1');
  const start = Buffer.from(`4 0 obj\n<< /Length ${stream.length} /Filter [${filters}] >>\nstream\n`, 'latin1');
  const end = Buffer.from('\nendstream\nendobj\ntrailer\n<< /Root 1 0 R /Size 5 >>\n%%EOF\n', 'latin1');
  return new Uint8Array(Buffer.concat([head, start, stream, end]));
};

const chunk = (type: string, data: Uint8Array): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([length, Buffer.from(type, 'latin1'), data, Buffer.alloc(4)]);
};

const pictureHeader = (width: number, height: number): Buffer => {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  return chunk('IHDR', head);
};

/** A picture that says how many pixels it has: more than once, when there are more sizes. */
const pngOf = (...sizes: readonly (readonly [width: number, height: number])[]): Uint8Array => {
  const heads = sizes.map(([width, height]) => pictureHeader(width, height));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]);
  const data = deflateSync(new Uint8Array(32 * MB));
  return new Uint8Array(Buffer.concat([signature, ...heads, chunk('IDAT', data), chunk('IEND', new Uint8Array(0))]));
};

const noughts = (megabytes: number): Uint8Array => new Uint8Array(megabytes * MB);

const spaces = (megabytes: number): Uint8Array => new Uint8Array(megabytes * MB).fill(0x20);

const many = (count: number, size = 1): Zippable =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`${i}.txt`, new Uint8Array(size)]));

const packed = (files: Zippable): Uint8Array => zipSync(files, { level: 1 });

/** What is small when it is packed. */
export const PACKED_BOMBS: readonly Bomb[] = [
  { name: 'zip, one member of 30 MB', bytes: () => packed({ 'a.txt': noughts(30) }), refused: true },
  { name: 'zip, 20 members of 1.5 MB', bytes: () => packed(many(20, 1.5 * MB)), refused: true },
  { name: 'zip, 65,000 members', bytes: () => zipSync(many(65_000), { level: 0 }), refused: true },
  { name: 'zip in zip in zip', bytes: () => packed({ a: packed({ b: packed({ c: noughts(20) }) }) }), refused: true },
  {
    name: 'zip, nine deep',
    bytes: () => Array.from({ length: 9 }).reduce<Uint8Array>((inner) => zipSync({ 'a.zip': inner }), zipSync(many(1))),
    refused: true,
  },
  { name: 'gzip of 100 MB', bytes: () => gzipSync(noughts(100)), refused: true },
  { name: 'gzip of gzip', bytes: () => gzipSync(gzipSync(noughts(30))), refused: true },
  { name: 'docx, body of 20 MB', bytes: () => docxOf(spaces(20)), refused: true },
  { name: 'docx, styles of 20 MB', bytes: () => docxOf('<w:p/>', { 'word/styles.xml': spaces(20) }), refused: false },
  { name: 'docx, 5,000 parts', bytes: () => docxOf('<w:p/>', many(5_000)), refused: true },
  { name: 'xlsx, sheet of 20 MB', bytes: () => xlsxOf(spaces(20)), refused: true },
  { name: 'xlsx, strings of 20 MB', bytes: () => xlsxOf('', { 'xl/sharedStrings.xml': spaces(20) }), refused: true },
  {
    name: 'xlsx, 1,000,000 rows',
    bytes: () => xlsxOf('<row><c><v>1</v></c></row>'.repeat(1_000_000)),
    refused: false,
  },
  { name: 'ofd, page of 20 MB', bytes: () => packed({ 'OFD.xml': spaces(20) }), refused: true },
  { name: 'pdf, content of 300 MB', bytes: () => pdfOf(spaces(300)), refused: true },
  { name: 'pdf, content of 300 MB packed twice', bytes: () => pdfOf(spaces(300), 2), refused: true },
  {
    name: 'png of 30,000 × 30,000 in its second header',
    bytes: () => pngOf([100, 100], [30_000, 30_000]),
    refused: true,
  },
  { name: 'png of 30,000 × 30,000', bytes: () => pngOf([30_000, 30_000]), refused: true },
];

const page = (body: string): Uint8Array => strToU8(`<!DOCTYPE html><html><body>${body}</body></html>`);

const cells = (count: number, text: string): string => `<td>${text}</td>`.repeat(count);

/** What asks for much by its structure. */
export const STRUCTURE_BOMBS: readonly Bomb[] = [
  { name: 'html, 100,000 elements deep', bytes: () => page('<div>'.repeat(100_000)), refused: false },
  { name: 'html, 20,000 tables deep', bytes: () => page('<table><tr><td>'.repeat(20_000)), refused: true },
  {
    name: 'html, spans of a milliard',
    bytes: () => page(`<table>${'<tr><td colspan=1000000000 rowspan=1000000000>1</td></tr>'.repeat(50)}</table>`),
    refused: false,
  },
  {
    name: 'html, spans as large as they may be',
    bytes: () => page(`<table>${`<tr>${'<td colspan=1000 rowspan=65534>1</td>'.repeat(20)}</tr>`.repeat(20)}</table>`),
    refused: false,
  },
  {
    name: 'html, 200,000 labels in a row',
    bytes: () => page(`<table><tr>${cells(200_000, '标签')}</tr></table>`),
    refused: false,
  },
  {
    name: 'html, 1,000,000 cells',
    bytes: () => page(`<table>${`<tr>${cells(100, '1')}</tr>`.repeat(10_000)}</table>`),
    refused: true,
  },
  { name: 'html, attribute of 15 MB', bytes: () => page(`<p title="${'x'.repeat(15 * MB)}">x</p>`), refused: false },
  { name: 'html, 50 MB', bytes: () => page('x'.repeat(50 * MB)), refused: true },
  { name: 'html, 3,000,000 character references', bytes: () => page('&amp;'.repeat(3_000_000)), refused: false },
  { name: 'html, 300,000 unclosed elements', bytes: () => page('<b><i>'.repeat(150_000)), refused: false },
  { name: 'text, 15 MB in one line', bytes: () => strToU8('公开信息12条，'.repeat((15 * MB) / 20)), refused: false },
  { name: 'text, 2,000,000 lines', bytes: () => strToU8('1\n\n标签\n'.repeat(500_000)), refused: false },
  {
    name: 'docx, 20,000 tables deep',
    bytes: () => docxOf('<w:tbl><w:tr><w:tc>'.repeat(20_000) + '</w:tc></w:tr></w:tbl>'.repeat(20_000)),
    refused: true,
  },
  {
    name: 'docx, spans of two milliards',
    bytes: () =>
      docxOf(
        `<w:tbl>${'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr><w:p/></w:tc></w:tr>'.repeat(100)}</w:tbl>`,
      ),
    refused: false,
  },
  {
    name: 'docx, 500,000 paragraphs',
    bytes: () => docxOf('<w:p><w:r><w:t>1</w:t></w:r></w:p>'.repeat(500_000)),
    refused: false,
  },
  {
    name: 'xlsx, a cell at the far corner',
    bytes: () => xlsxOf('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>'),
    refused: false,
  },
  {
    name: 'xlsx, everything merged',
    bytes: () =>
      xlsxOf(
        strToU8(
          sheetXml(
            '<row r="1"><c r="A1"><v>1</v></c></row>',
            `<mergeCells>${'<mergeCell ref="A1:XFD1048576"/>'.repeat(200)}</mergeCells>`,
          ),
        ),
      ),
    refused: false,
  },
  { name: 'rtf, 300,000 groups deep', bytes: () => strToU8(`{\\rtf1 ${'{'.repeat(300_000)}`), refused: false },
  { name: 'rtf, a binary of 2 GB', bytes: () => strToU8('{\\rtf1 \\bin2147483647 x}'), refused: false },
  {
    name: 'markdown, 100,000 quotes deep',
    bytes: () => strToU8(`# a\n\n# b\n\n${'> '.repeat(100_000)}x`),
    refused: false,
  },
  {
    name: 'markdown, 100,000 open brackets',
    bytes: () => strToU8(`# a\n\n# b\n\n${'['.repeat(100_000)}`),
    refused: false,
  },
];
