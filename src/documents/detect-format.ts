import { zipNames } from './zip-names.ts';

/** Formats that have a reader of their own. `spreadsheet` is .xlsx, .xls, .et and .ods, `doc` also .wps. */
export type BinaryKind = 'docx' | 'doc' | 'spreadsheet' | 'pdf' | 'ofd' | 'rtf' | 'mhtml' | 'image';

export type TextKind = 'html' | 'text' | 'markdown';

/** What holds other files: an archive, a mail with attachments, one packed file. */
export type ArchiveKind = 'zip' | 'mail' | 'gzip';

/** What the bytes are, with a name to tell a person: what is read, or the name of what is not. */
export type Format =
  | { readonly is: TextKind }
  | { readonly is: BinaryKind; readonly name: string }
  | { readonly is: 'archive'; readonly of: ArchiveKind; readonly name: string }
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

/** ODF 1.3 part 2, 3.3: the first member is named "mimetype", is not packed, and holds the media type. */
const openDocument = (bytes: Uint8Array): Format | null => {
  const type = /mimetypeapplication\/vnd\.oasis\.opendocument\.([a-z]{1,20})/.exec(latin1(bytes, 0, 200))?.[1];
  if (type === undefined) return null;
  if (type === 'spreadsheet') return { is: 'spreadsheet', name: 'an OpenDocument spreadsheet (.ods)' };
  return { is: 'other', name: 'an OpenDocument file (.odt, .odp)' };
};

const ZIP_PARTS: readonly (readonly [prefix: string, format: Format])[] = [
  ['word/', { is: 'docx', name: 'a Word document (.docx)' }],
  ['xl/', { is: 'spreadsheet', name: 'an Excel workbook (.xlsx)' }],
  ['ppt/', { is: 'other', name: 'a PowerPoint file (.pptx)' }],
];

/** Names count at the root only: an archive may hold a folder named "word". */
const zipFormat = (bytes: Uint8Array): Format => {
  const opened = openDocument(bytes);
  if (opened) return opened;
  // A file cut short has no directory; its local headers still name the parts.
  const listed = zipNames(bytes);
  const names = listed.length > 0 ? listed : (ends(bytes).match(/(?:word|xl|ppt)\/[a-z]{1,20}\.xml|OFD\.xml/g) ?? []);
  if (names.some((name) => /^\/?ofd\.xml$/i.test(name))) return { is: 'ofd', name: 'an OFD document' };
  const isPackage = listed.length === 0 || names.some((name) => /^\/?\[content_types\]\.xml$/i.test(name));
  const known = ZIP_PARTS.find(([prefix]) => isPackage && names.some((name) => name.toLowerCase().startsWith(prefix)));
  return known?.[1] ?? { is: 'archive', of: 'zip', name: 'a zip archive' };
};

const compoundFormat = (bytes: Uint8Array): Format => {
  const text = latin1(bytes, 0, bytes.length > 8 * NEAR ? NEAR : bytes.length) + ends(bytes);
  const holds = (stream: string): boolean => text.includes(utf16Name(stream));
  if (holds('EncryptedPackage')) return { is: 'encrypted', name: 'an encrypted Office document' };
  if (holds('WordDocument')) return { is: 'doc', name: 'a Word 97–2003 document (.doc, .wps)' };
  if (holds('Workbook') || holds('Book')) return { is: 'spreadsheet', name: 'an Excel 97–2003 workbook (.xls, .et)' };
  if (holds('PowerPoint Document')) return { is: 'other', name: 'a PowerPoint 97–2003 file (.ppt)' };
  if (holds('__properties_version1.0')) return { is: 'other', name: 'an Outlook message (.msg)' };
  // The directory of a large file may lie in the middle; the reader says what it finds.
  return { is: 'doc', name: 'an OLE compound file (.doc, .xls, .wps)' };
};

const SIGNATURES: readonly (readonly [string, Format])[] = [
  ['\x89PNG\r\n', { is: 'image', name: 'a PNG picture' }],
  ['\xff\xd8\xff', { is: 'image', name: 'a JPEG picture' }],
  ['\x1f\x8b', { is: 'archive', of: 'gzip', name: 'a gzip file' }],
  ['GIF8', { is: 'other', name: 'a GIF picture' }],
  ['II*\0', { is: 'other', name: 'a TIFF picture' }],
  ['MM\0*', { is: 'other', name: 'a TIFF picture' }],
  ['Rar!\x1a', { is: 'other', name: 'a RAR archive' }],
  ['7z\xbc\xaf', { is: 'other', name: 'a 7z archive' }],
  ['BZh', { is: 'other', name: 'a bzip2 file' }],
  ['\xfd7zXZ', { is: 'other', name: 'an xz file' }],
  ['SQLite format 3', { is: 'other', name: 'an SQLite database' }],
  ['\x7fELF', { is: 'other', name: 'an executable program' }],
  ['MZ\x90\0', { is: 'other', name: 'an executable program' }],
];

/** RFC 5322 2.2: field names at the start of a line, before the first empty line. */
const MAIL_FIELD =
  /^(?:From|To|Cc|Subject|Date|Message-ID|Received|Return-Path|Delivered-To|MIME-Version|Content-Type):/gim;

/** Fields that a message gets on its way and a saved page has not. */
const SENT_FIELD = /^(?:To|Received|Return-Path|Delivered-To):/im;

const mailFormat = (bytes: Uint8Array): Format | null => {
  const head = latin1(bytes, 0, 16_384)
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart();
  if (!/^(?:From |[A-Za-z][A-Za-z0-9-]{1,60}:)/.test(head)) return null;
  const fields = head.slice(0, /\r?\n\r?\n/.exec(head)?.index ?? head.length);
  const names = new Set((fields.match(MAIL_FIELD) ?? []).map((name) => name.toLowerCase()));
  if (!names.has('content-type:') || !(names.has('mime-version:') || names.size >= 3)) return null;
  if (!SENT_FIELD.test(fields)) return { is: 'mhtml', name: 'a web archive (.mht)' };
  return { is: 'archive', of: 'mail', name: 'a mail message (.eml)' };
};

/** Formats told by their first bytes; null when the bytes may be text. */
export const detectBinary = (bytes: Uint8Array): Format | null => {
  const head = latin1(bytes, 0, 1024);
  // ISO 32000-1, implementation note 13: the header may stand anywhere in the first 1,024 bytes.
  if (head.includes('%PDF-') && !/^\s{0,1000}</.test(head)) return { is: 'pdf', name: 'a PDF document' };
  if (/^PK(?:\x03\x04|\x05\x06)/.test(head)) return zipFormat(bytes);
  if (head.startsWith('\xd0\xcf\x11\xe0')) return compoundFormat(bytes);
  if (/^(?:\xef\xbb\xbf)?\s{0,100}\{\\rtf/.test(head)) return { is: 'rtf', name: 'an RTF document' };
  if (/^RIFF[\s\S]{4}WEBP/.test(head)) return { is: 'other', name: 'a WebP picture' };
  if (/^BM[\s\S]{4}\0\0\0\0/.test(head)) return { is: 'other', name: 'a BMP picture' };
  return SIGNATURES.find(([signature]) => head.startsWith(signature))?.[1] ?? mailFormat(bytes);
};

const PAGE_START =
  /^\s{0,1000}<(?:!--|(?:!doctype\s{1,20}html|html|head|body|meta|title|table|div|p|span|h[1-6]|article|section|center|font|style|script|link)[\s/>])/i;

/** Tags that close or break something: a few of them make a page of a text that does not begin with one. */
const CLOSING_TAG = /<\/(?:p|div|td|tr|table|html|body|span|h[1-6])>|<br\s{0,3}\/?>/gi;

const xmlFormat = (head: string): Format | null => {
  if (!/^\s{0,1000}<\?xml\b/i.test(head) || /<html\b|<!doctype\s{1,20}html/i.test(head)) return null;
  if (head.includes('urn:schemas-microsoft-com:office:spreadsheet')) {
    return { is: 'spreadsheet', name: 'an Excel 2003 XML workbook' };
  }
  return { is: 'other', name: 'an XML file' };
};

/** The row of dashes under the head of a table, as GitHub's Markdown has it. */
const TABLE_RULE = /^[ \t]{0,3}\|?[ \t]{0,3}:?-{3,60}:?[ \t]{0,3}\|[ \t:|-]{0,300}$/m;

const ATX_HEADING = /^#{1,6}[ \t]+\S/gm;

/** Marks that are unlikely by accident: a ruled table and a heading, or several headings. */
const isMarkdown = (text: string): boolean => {
  const headings = text.match(ATX_HEADING)?.length ?? 0;
  return headings >= 2 || (headings === 1 && TABLE_RULE.test(text));
};

/** Tells web pages, Markdown and plain text apart, and names marked-up formats that are none, by the decoded text. */
export const detectTextFormat = (text: string): Format => {
  const head = text.slice(0, 8192);
  const xml = xmlFormat(head);
  if (xml) return xml;
  if (PAGE_START.test(head) || /<html\b|<!doctype\s{1,20}html/i.test(head)) return { is: 'html' };
  const sample = text.slice(0, 200_000);
  // A Markdown file may hold a table written as a page would.
  if (isMarkdown(sample)) return { is: 'markdown' };
  const closings = sample.match(CLOSING_TAG)?.length ?? 0;
  return closings >= 5 && /<[a-z][^<>]{0,500}>/i.test(head) ? { is: 'html' } : { is: 'text' };
};
