import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { NOWHERE } from '../../src/model/locator.ts';
import { buildWorkbook } from '../../src/scorecards/build-workbook.ts';
import { cellText, cleanText, looksLikeFormula, MAX_CELL } from '../../src/scorecards/clean-text.ts';
import {
  aClaim,
  aFact,
  aFinding,
  anEquation,
  anEvidence,
  aProseFigure,
  aResult,
  aScorecard,
  aTemplate,
  listed,
} from './builders.ts';
import { unzip } from './unzip.ts';

const HOSTILE = [
  '=1+1',
  "=cmd|' /C calc'!A0",
  '=HYPERLINK("http://evil.example/","click")',
  '=WEBSERVICE("http://evil.example/")',
  '=IMPORTXML("http://evil.example/","//a")',
  '+1',
  '+cmd|x!A0',
  '-1',
  '-2+3+cmd|x!A0',
  '@SUM(1+1)',
  '\t=1',
  '\r=1',
  '\n=1',
  ' =1',
  '\u0000=1',
  '＝1+1',
  '＠SUM(1)',
  '=DDE("cmd";"/C calc";"x")',
  '{=SUM(A1:A9)}',
  '_x003D_1+1',
  'http://evil.example/',
  '</t></si><f>1+1</f>',
  ']]>&amp;<c><f>1</f></c>',
  '\u202E=1',
  '\uD800=1',
];

/** A scorecard with the text in every field that comes from a report, a rule or a roster. */
const saying = (text: string) => {
  const both = { zh: text, en: text };
  const finding = aFinding({
    title: both,
    message: both,
    advice: both,
    place: both,
    basis: text,
    found: text,
    expected: text,
    difference: text,
    evidence: [anEvidence('org.staff', { quote: text, label: text, value: text })],
    repairs: [
      {
        rank: 1,
        confidence: 1,
        kind: 'digit',
        changes: [{ indicator: 'org.staff', group: null, label: text, from: text, to: text }],
        satisfies: [],
      },
    ],
  });
  const facts = [
    aFact('org.staff', 3, { label: text, raw: text, unit: text, remarks: [text] }),
    aFact('org.full', 1, { reading: { is: 'text', value: text } }),
    aFact('org.part', 2, { reading: { is: 'unreadable', why: text }, raw: text }),
    aFact('local.row', null, { label: text, raw: text, group: text }),
  ];
  const claim = aClaim({
    quote: text,
    stated: aProseFigure(text),
    undecidable: 'last-year',
    operands: [{ role: 'part', label: text, from: 'prose', figure: aProseFigure(text), cell: null }],
  });
  const base = aScorecard({
    result: aResult({
      source: text,
      facts,
      equations: [
        anEquation({ title: both }),
        anEquation({
          left: { is: 'figure', path: 'org.staff', group: null },
          right: { is: 'number', value: { units: 3n, scale: 0 } },
        }),
      ],
      claims: [claim],
      claimVerdicts: [{ claim: 'c1', verdict: 'violated', computed: text }],
      notes: [{ code: text, message: text, locator: NOWHERE }],
      faults: [{ rule: text, error: text }],
    }),
    findings: [{ ...listed(finding), firstSeen: text, deadline: text }],
    resolved: [{ rule: text, message: both }],
    runId: text,
    deadline: text,
    ruleset: { name: text, version: text, hash: text },
    template: { ...aTemplate(), name: both },
  });
  return { ...base, office: { ...base.office, name: text } };
};

const formulasOf = (book: Uint8Array): readonly string[] =>
  unzip(book)
    .filter(({ name }) => name.startsWith('xl/worksheets/sheet'))
    .flatMap(({ text }) => [...text.matchAll(/<f[ >][^<]*<\/f>/g)].map(([formula]) => formula));

describe('text of a report', () => {
  it.each(HOSTILE.map((text) => [JSON.stringify(text), text]))('stays text: %s', async (_, text) => {
    const book = await buildWorkbook(saying(text));
    expect(formulasOf(book)).toEqual(formulasOf(await buildWorkbook(saying('harmless'))));
    expect(formulasOf(book)).not.toHaveLength(0);
    for (const part of unzip(book)) {
      expect(part.name).not.toMatch(/externalLink|vbaProject|connections/);
      expect(part.text).not.toMatch(/<hyperlink|relationships\/hyperlink|TargetMode="External"|<ddeLink/);
    }
  });

  it('cannot turn into a formula when someone edits the cell', async () => {
    const book = await buildWorkbook(saying('=1+1'));
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(Buffer.from(book) as unknown as ExcelJS.Buffer);
    const guarded: string[] = [];
    for (const sheet of workbook.worksheets) {
      sheet.eachRow((row) =>
        row.eachCell((cell) => {
          if (cell.isMerged && cell.master !== cell) return;
          if (typeof cell.value !== 'string' || !cell.value.startsWith('=')) return;
          expect(cell.numFmt).toBe('@');
          guarded.push(cell.address);
        }),
      );
    }
    expect(guarded.length).toBeGreaterThan(15);
    const styles = unzip(book).find(({ name }) => name === 'xl/styles.xml')!.text;
    const asText = styles.match(/<xf [^>]*numFmtId="49"[^>]*>/g) ?? [];
    expect(asText.length).toBeGreaterThan(0);
    for (const style of asText) expect(style).toContain('quotePrefix="1"');
  });

  it('holds no character that a workbook cannot hold', async () => {
    const everything = `${String.fromCharCode(...Array.from({ length: 0x2100 }, (_, code) => code))}\uD800\uFFFE\uFFFF`;
    const book = await buildWorkbook(saying(everything));
    for (const { name, text } of unzip(book)) {
      expect({ name, bad: /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF\u202E]/.test(text) }).toEqual({
        name,
        bad: false,
      });
    }
  });

  it('is cut at what a cell can hold, never inside a character', () => {
    expect(cleanText('好'.repeat(40_000))).toHaveLength(MAX_CELL);
    expect(cleanText('x'.repeat(MAX_CELL - 2) + '😀'.repeat(5)).isWellFormed()).toBe(true);
  });

  it('shows an escape of the file format as it was printed', () => {
    expect(cellText('_x000D_')).toBe('_x005F_x000D_');
    expect(cellText('_xyz_')).toBe('_xyz_');
  });

  it.each(['一、主动公开', '5.19亿元', '100%', '（空白）', 'a=b'])('needs no guard when it is plain: %s', (text) => {
    expect(looksLikeFormula(text)).toBe(false);
  });
});
