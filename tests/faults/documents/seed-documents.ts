import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync, strToU8, zipSync } from 'fflate';
import { generatedFile } from '../../../bench/generate/report-bytes.ts';
import { theTemplates } from '../../the-knowledge.ts';

/** One good report in one format. */
export type SeedDocument = { readonly format: string; readonly bytes: Uint8Array };

const FOLDER = join(import.meta.dirname, 'seeds');

const REPORT = 'report.';

/** The report in the formats that an office program makes; written once by LibreOffice from report.html. */
const kept = (): readonly SeedDocument[] =>
  readdirSync(FOLDER)
    .filter((name) => name.startsWith(REPORT))
    .sort()
    .map((name) => ({ format: name.slice(REPORT.length), bytes: Uint8Array.from(readFileSync(join(FOLDER, name))) }));

const generated = (number: number): Uint8Array => generatedFile(theTemplates(), number).bytes;

/** A text whose tables are made of bars. */
const BAR_TEXT = 500_000;

const toMarkdown = (text: string): string => `# ${text.trimStart()}\n\n## 附\n`;

const saved = (page: Uint8Array): string =>
  [
    'From: <Saved>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/related; type="text/html"; boundary="b"',
    '',
    '--b',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    'Content-Location: report.html',
    '',
    (
      Buffer.from(page)
        .toString('base64')
        .match(/.{1,76}/g) ?? []
    ).join('\r\n'),
    '--b--',
    '',
  ].join('\r\n');

const mailed = (page: Uint8Array): string =>
  [
    'From: a@example.invalid',
    'To: b@example.invalid',
    'Subject: report',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="b"',
    '',
    '--b',
    'Content-Type: application/octet-stream',
    'Content-Disposition: attachment; filename="report.html"',
    'Content-Transfer-Encoding: base64',
    '',
    (
      Buffer.from(page)
        .toString('base64')
        .match(/.{1,76}/g) ?? []
    ).join('\r\n'),
    '--b--',
    '',
  ].join('\r\n');

const OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"';

/** GB/T 33190, 7: one page with one line of text. */
const ofd = (text: string): Uint8Array =>
  zipSync({
    'OFD.xml': strToU8(
      `<ofd:OFD ${OFD} Version="1.0"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
    ),
    'Doc_0/Document.xml': strToU8(
      `<ofd:Document ${OFD}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>`,
    ),
    'Doc_0/Pages/Page_0/Content.xml': strToU8(
      `<ofd:Page ${OFD}><ofd:Content><ofd:Layer ID="2">${[...text]
        .map(
          (char, i) =>
            `<ofd:TextObject ID="${i + 3}" Boundary="${10 + 4 * i} 20 5 5" Font="1" Size="4"><ofd:TextCode X="0" Y="4">${char}</ofd:TextCode></ofd:TextObject>`,
        )
        .join('')}</ofd:Layer></ofd:Content></ofd:Page>`,
    ),
  });

/** One good report in every format that is read. */
export const seedDocuments = (): readonly SeedDocument[] => {
  const files = kept();
  const page = files.find(({ format }) => format === 'html')!.bytes;
  const text = new TextDecoder().decode(generated(BAR_TEXT));
  return [
    ...files,
    { format: 'txt', bytes: strToU8(text) },
    { format: 'md', bytes: strToU8(toMarkdown(text)) },
    { format: 'mht', bytes: strToU8(saved(page)) },
    { format: 'eml', bytes: strToU8(mailed(page)) },
    { format: 'ofd', bytes: ofd('样例旗人民政府2023年政府信息公开工作年度报告') },
    { format: 'zip', bytes: zipSync({ 'a/report.html': page, 'b.zip': zipSync({ 'c.txt': strToU8(text) }) }) },
    { format: 'gz', bytes: gzipSync(page) },
  ];
};
