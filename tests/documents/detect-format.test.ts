import { gzipSync, strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { detectBinary, detectTextFormat, type Format } from '../../src/documents/detect-format.ts';

const latin1 = (text: string): Uint8Array => new Uint8Array([...text].map((c) => c.charCodeAt(0)));

const zip = (...names: readonly string[]): Uint8Array =>
  zipSync(Object.fromEntries(names.map((name) => [name, strToU8('x')])), { level: 0 });

const stored = (type: string): Uint8Array =>
  zipSync({ mimetype: [strToU8(type), { level: 0 }], 'content.xml': strToU8('x') });

const wide = (name: string): string => [...name].map((c) => `${c}\0`).join('');

const compound = (...streams: readonly string[]): Uint8Array =>
  latin1(`\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1${'\0'.repeat(504)}${streams.map(wide).join('\0\0')}`);

const fields = (...lines: readonly string[]): Uint8Array => latin1(`${lines.join('\r\n')}\r\n\r\n<p>x</p>`);

const kindOf = (format: Format | null): string =>
  format === null ? 'characters' : format.is === 'archive' ? format.of : format.is;

describe('what bytes are is told by their content', () => {
  it.each<readonly [string, Uint8Array, string]>([
    ['a PDF', latin1('%PDF-1.7\n'), 'pdf'],
    ['a PDF behind some other bytes', latin1(`${'\0'.repeat(500)}%PDF-1.4\n`), 'pdf'],
    ['a Word document', zip('[Content_Types].xml', 'word/document.xml'), 'docx'],
    [
      'a Word document whose first part is another',
      zip('docProps/app.xml', '[Content_Types].xml', 'word/a.xml'),
      'docx',
    ],
    ['a Word document cut short', zip('[Content_Types].xml', 'word/document.xml').slice(0, 110), 'docx'],
    ['a workbook', zip('[Content_Types].xml', 'xl/workbook.xml'), 'spreadsheet'],
    ['slides', zip('[Content_Types].xml', 'ppt/presentation.xml'), 'other'],
    ['an OpenDocument spreadsheet', stored('application/vnd.oasis.opendocument.spreadsheet'), 'spreadsheet'],
    ['an OpenDocument text', stored('application/vnd.oasis.opendocument.text'), 'other'],
    ['an OFD document', zip('OFD.xml', 'Doc_0/Document.xml'), 'ofd'],
    ['an archive with folders named as parts are', zip('word/report.txt', 'xl/report.txt', 'x/OFD.xml'), 'zip'],
    ['an empty archive', zip(), 'zip'],
    ['a Word 97 document', compound('Root Entry', 'WordDocument'), 'doc'],
    ['an Excel 97 workbook', compound('Root Entry', 'Workbook'), 'spreadsheet'],
    ['an Excel 95 workbook', compound('Root Entry', 'Book'), 'spreadsheet'],
    ['an encrypted document', compound('Root Entry', 'EncryptionInfo', 'EncryptedPackage'), 'encrypted'],
    ['an Outlook message', compound('Root Entry', '__properties_version1.0'), 'other'],
    ['RTF', latin1('{\\rtf1\\ansi x}'), 'rtf'],
    ['RTF behind a byte order mark', latin1('\xef\xbb\xbf{\\rtf1 x}'), 'rtf'],
    ['a PNG picture', latin1('\x89PNG\r\n\x1a\n'), 'image'],
    ['a JPEG picture', latin1('\xff\xd8\xff\xe0'), 'image'],
    ['a packed file', gzipSync(strToU8('x')), 'gzip'],
    ['a RAR archive', latin1('Rar!\x1a\x07\0'), 'other'],
    ['a saved web page', fields('From: <Saved>', 'MIME-Version: 1.0', 'Content-Type: multipart/related'), 'mhtml'],
    ['a page saved by Word', fields('MIME-Version: 1.0', 'Content-Type: multipart/related; boundary=x'), 'mhtml'],
    ['a mail', fields('Received: x', 'From: a', 'To: b', 'MIME-Version: 1.0', 'Content-Type: text/plain'), 'mail'],
    ['a mail of an old program', fields('From: a', 'To: b', 'Subject: c', 'Content-Type: text/plain'), 'mail'],
    ['a text that begins like a letter', latin1('To: all\nSubject: x\n\nText'), 'characters'],
    ['a page that speaks of PDF', latin1('<html><p>%PDF-1.7 files</p></html>'), 'characters'],
    ['a text', latin1('Some words.'), 'characters'],
  ])('%s', (_, bytes, kind) => {
    expect(kindOf(detectBinary(bytes))).toBe(kind);
  });
});

describe('what characters are', () => {
  it.each([
    ['a page', '<!DOCTYPE html><html><body>x</body></html>', 'html'],
    ['a page saved as a Word file', '<html xmlns:w="urn:schemas-microsoft-com:office:word"><body>x', 'html'],
    ['a page saved as a workbook', '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table>', 'html'],
    [
      'a workbook as XML',
      '<?xml version="1.0"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
      'spreadsheet',
    ],
    ['an XML file', '<?xml version="1.0"?><a/>', 'other'],
    ['an XHTML page', '<?xml version="1.0"?><!DOCTYPE html><html>', 'html'],
    ['Markdown', '# 年度报告\n\n## 一、总体情况\n\n文字。', 'markdown'],
    ['Markdown with a table', '# 年度报告\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |', 'markdown'],
    ['a text with bars', '年度报告\n\n| 甲 | 乙 |\n| 1 | 2 |', 'text'],
    ['a text with one number sign', '# 号文件\n\n文字。', 'text'],
    ['a text', '一、总体情况\n\n文字。', 'text'],
  ])('%s', (_, text, kind) => {
    expect(detectTextFormat(text).is).toBe(kind);
  });
});
