import { readDocx } from '../../../src/documents/docx/read-docx.ts';
import type { Document, ReadingFailure } from '../../../src/model/document.ts';
import { zipOf } from '../zip/zip-files.ts';

const NAMESPACES = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
].join(' ');

/** A part of a Word package with its root element. */
export const part = (root: string, inside: string): string => `<w:${root} ${NAMESPACES}>${inside}</w:${root}>`;

const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

const relations = (targets: Readonly<Record<string, string>>): string =>
  `<Relationships xmlns="${RELATIONSHIPS}">${Object.entries(targets)
    .map(([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`;

/** A .docx of a body; `parts` are further parts by the type of their relationship ("styles", "numbering", "header"). */
export const docxOf = (body: string, parts: Readonly<Record<string, string>> = {}, main = 'document.xml'): Uint8Array =>
  zipOf({
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': relations({ officeDocument: `word/${main}` }),
    [`word/${main}`]: part('document', `<w:body>${body}</w:body>`),
    [`word/_rels/${main}.rels`]: relations(Object.fromEntries(Object.keys(parts).map((type) => [type, `${type}.xml`]))),
    ...Object.fromEntries(Object.entries(parts).map(([type, xml]) => [`word/${type}.xml`, xml])),
  });

export const run = (text: string, properties = ''): string =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;

export const p = (text: string, properties = ''): string => `<w:p><w:pPr>${properties}</w:pPr>${run(text)}</w:p>`;

export const tc = (content: string, properties = ''): string =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${content.startsWith('<') ? content : p(content)}</w:tc>`;

export const tr = (...cells: readonly string[]): string => `<w:tr>${cells.join('')}</w:tr>`;

export const tbl = (widths: readonly number[], ...rows: readonly string[]): string =>
  `<w:tbl><w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>${rows.join('')}</w:tbl>`;

export const readingOf = async (bytes: Uint8Array): Promise<Document | ReadingFailure> =>
  readDocx(bytes, { pdfium: async () => null, recogniser: async () => null });

export const wordDocument = async (body: string, parts: Readonly<Record<string, string>> = {}): Promise<Document> => {
  const reading = await readingOf(docxOf(body, parts));
  if ('code' in reading) throw new Error(reading.message);
  return reading;
};
