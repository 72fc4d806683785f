/** What the bytes are: one of the two formats that are read, or the name of one that is not. */
export type Format =
  | { readonly is: 'html' }
  | { readonly is: 'text' }
  | { readonly is: 'encrypted'; readonly name: string }
  | { readonly is: 'other'; readonly name: string };

const CHUNK = 8192;

/** Bytes as characters of the same code; TextDecoder's latin1 is really windows-1252. */
const latin1 = (bytes: Uint8Array, from: number, to: number): string => {
  let text = '';
  for (let at = from; at < Math.min(to, bytes.length); at += CHUNK) {
    text += String.fromCharCode(...bytes.subarray(at, Math.min(to, at + CHUNK)));
  }
  return text;
};

const NEAR = 128 * 1024;

/** Both ends of a file as latin1, where containers keep the names of their parts. */
const ends = (bytes: Uint8Array): string =>
  latin1(bytes, 0, NEAR) + latin1(bytes, Math.max(NEAR, bytes.length - NEAR), bytes.length);

const utf16Name = (name: string): string => [...name].map((c) => `${c}\0`).join('');

const zipName = (bytes: Uint8Array): string => {
  const text = ends(bytes);
  if (text.includes('word/')) return 'a Word document (.docx)';
  if (text.includes('xl/')) return 'an Excel workbook (.xlsx)';
  if (text.includes('ppt/')) return 'a PowerPoint file (.pptx)';
  if (text.includes('OFD.xml')) return 'an OFD document';
  if (text.includes('opendocument')) return 'an OpenDocument file';
  return 'a zip archive';
};

const compoundFormat = (bytes: Uint8Array): Format => {
  const text = ends(bytes);
  if (text.includes(utf16Name('EncryptedPackage'))) return { is: 'encrypted', name: 'an encrypted Office document' };
  if (text.includes(utf16Name('WordDocument'))) return { is: 'other', name: 'a Word 97–2003 document (.doc)' };
  if (text.includes(utf16Name('Workbook')) || text.includes(utf16Name('Book'))) {
    return { is: 'other', name: 'an Excel 97–2003 workbook (.xls)' };
  }
  return { is: 'other', name: 'an OLE compound file (.doc, .xls, .wps)' };
};

const SIGNATURES: readonly (readonly [string, string])[] = [
  ['{\\rtf', 'an RTF document'],
  ['\x89PNG\r\n', 'a PNG picture'],
  ['\xff\xd8\xff', 'a JPEG picture'],
  ['GIF8', 'a GIF picture'],
  ['II*\0', 'a TIFF picture'],
  ['MM\0*', 'a TIFF picture'],
  ['Rar!\x1a', 'a RAR archive'],
  ['7z\xbc\xaf', 'a 7z archive'],
  ['\x1f\x8b', 'a gzip archive'],
  ['SQLite format 3', 'an SQLite database'],
  ['\x7fELF', 'an executable program'],
];

/** Formats told by their first bytes; null when the bytes may be text. */
export const detectBinary = (bytes: Uint8Array): Format | null => {
  const head = latin1(bytes, 0, 1024);
  if (head.includes('%PDF-')) return { is: 'other', name: 'a PDF document' };
  if (/^PK(?:\x03\x04|\x05\x06)/.test(head)) return { is: 'other', name: zipName(bytes) };
  if (head.startsWith('\xd0\xcf\x11\xe0')) return compoundFormat(bytes);
  if (/^RIFF[\s\S]{4}WEBP/.test(head)) return { is: 'other', name: 'a WebP picture' };
  if (/^BM[\s\S]{4}\0\0\0\0/.test(head)) return { is: 'other', name: 'a BMP picture' };
  const known = SIGNATURES.find(([signature]) => head.startsWith(signature));
  return known ? { is: 'other', name: known[1] } : null;
};

const PAGE_START =
  /^\s{0,1000}<(?:!--|(?:!doctype\s{1,20}html|html|head|body|meta|title|table|div|p|span|h[1-6]|article|section|center|font|style|script|link)[\s/>])/i;

/** Tags that close or break something: a few of them make a page of a text that does not begin with one. */
const CLOSING_TAG = /<\/(?:p|div|td|tr|table|html|body|span|h[1-6])>|<br\s{0,3}\/?>/gi;

/** Tells web pages from plain text, and names marked-up formats that are neither, by the decoded text. */
export const detectTextFormat = (text: string): Format => {
  const head = text.slice(0, 8192);
  if (/^\s{0,1000}<\?xml\b/i.test(head) && !/<html\b|<!doctype\s{1,20}html/i.test(head)) {
    return { is: 'other', name: 'an XML file' };
  }
  if (/^MIME-Version:/im.test(head) && /^Content-Type:/im.test(head)) {
    return { is: 'other', name: 'a mail message or web archive (.mht)' };
  }
  if (PAGE_START.test(head) || /<html\b|<!doctype\s{1,20}html/i.test(head)) return { is: 'html' };
  const closings = text.slice(0, 200_000).match(CLOSING_TAG)?.length ?? 0;
  return closings >= 5 && /<[a-z][^<>]{0,500}>/i.test(head) ? { is: 'html' } : { is: 'text' };
};
