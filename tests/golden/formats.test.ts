import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { auditSnapshot } from '../../src/audit/audit-snapshot.ts';
import { readDocument } from '../../src/documents/read-document.ts';
import { readFacts } from '../../src/facts/read-facts.ts';
import type { AuditResult } from '../../src/model/audit-result.ts';
import { printShort } from '../../src/model/decimal.ts';
import { factKey } from '../../src/model/fact.ts';
import type { Evidence } from '../../src/model/rule.ts';
import { readingEngines } from '../../src/platform/reading-engines.ts';
import { theKnowledge, theTemplates } from '../the-knowledge.ts';

/** What was put into the report, by its generator: figures by key, and the rules that one changed figure breaks. */
type Expected = {
  readonly template: string;
  readonly title: string;
  readonly office: string;
  readonly year: number;
  readonly published: string;
  readonly findings: readonly string[];
  readonly figures: Readonly<Record<string, string>>;
};

const FOLDER = join(import.meta.dirname, 'formats');

const forms = readdirSync(FOLDER).sort();

const engines = readingEngines();

const fileOf = (form: string, name: string): Uint8Array => Uint8Array.from(readFileSync(join(FOLDER, form, name)));

const expectedOf = (form: string): Expected => JSON.parse(readFileSync(join(FOLDER, form, 'facts.json'), 'utf8'));

const audit = async (form: string, name: string): Promise<AuditResult> => {
  const bytes = fileOf(form, name);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const snapshot = { source: name, bytes, sha256, declaredType: null };
  const outcome = await auditSnapshot(snapshot, theKnowledge(), null, { engines });
  if ('failure' in outcome) throw new Error(outcome.failure.message);
  return outcome.result;
};

const figuresOf = (result: AuditResult): Record<string, string> =>
  Object.fromEntries(
    result.facts.map(({ indicator, group, reading }) => [
      factKey(indicator, group),
      reading.is === 'stated' ? printShort(reading.value) : reading.is,
    ]),
  );

/** Rules found violated, each once for each figure or text that it names, hints among them. */
const findingsOf = (result: AuditResult): readonly string[] =>
  result.findings
    .filter(({ rule }) => !NOT_IN_EVERY_FORMAT.has(rule))
    .map(({ rule, message }) => `${rule}: ${message.zh}`)
    .sort();

/** Findings that hang on what a format shows beside the report, with the reason. */
const NOT_IN_EVERY_FORMAT: ReadonlyMap<string, string> = new Map([
  ['page-furniture', 'only a web page brings the navigation of its site with it'],
  ['page-number', 'only pages have numbers'],
]);

const isPrecise = ({ indicator, locator }: Evidence, hasPages: boolean): boolean => {
  const inTable = indicator === null || (locator.row !== null && locator.col !== null);
  return inTable && (hasPages ? locator.page !== null : locator.line !== null);
};

/** A page has no chapters and few of the tables: only its figures are compared. */
const pagesOf = async (form: string): Promise<Record<string, string>> => {
  const snapshot = { source: 'page.png', bytes: fileOf(form, 'page.png'), sha256: '', declaredType: null };
  const reading = await readDocument(snapshot, engines);
  if ('failure' in reading) throw new Error(reading.failure.message);
  const { facts } = readFacts(reading.document, theTemplates());
  return Object.fromEntries(
    facts.flatMap(({ indicator, group, reading: of }) =>
      of.is === 'stated' ? [[factKey(indicator, group), printShort(of.value)] as const] : [],
    ),
  );
};

const recognises = (await engines.recogniser()) !== null;

describe.each(forms)('the report on the form %s', async (form) => {
  const expected = expectedOf(form);
  const names = readdirSync(join(FOLDER, form)).filter((name) => name.startsWith('report.'));
  const page = await audit(form, 'report.html');

  it('is kept in twelve formats', () => {
    expect(names).toHaveLength(12);
  });

  it.runIf(recognises)('as the scan of a page gives the figures that are printed, or none', async () => {
    const read = await pagesOf(form);
    expect(Object.keys(read).length).toBeGreaterThanOrEqual(15);
    expect(expected.figures).toMatchObject(read);
  });

  describe.each(names)('as %s', async (name) => {
    const result = await audit(form, name);

    it('gives back every figure that was put in, and no other', () => {
      expect(figuresOf(result)).toEqual(expected.figures);
    });

    it('says whose report it is, for which year, and when it was published', () => {
      const { title, officeName, period, published } = result.identity;
      expect({
        template: result.template,
        title,
        office: officeName,
        year: period.year,
        published,
      }).toEqual({
        template: expected.template,
        title: expected.title,
        office: expected.office,
        year: expected.year,
        published: expected.published,
      });
    });

    it('has the faults that were put in and no others', () => {
      const grave = result.findings.filter(({ severity }) => severity !== 'info').map(({ rule }) => rule);
      expect([...new Set(grave)].sort()).toEqual(expected.findings);
    });

    it('has the findings of the web page, in the same words', () => {
      expect(findingsOf(result)).toEqual(findingsOf(page));
    });

    it('says where each finding stands: row and column of a figure, page or line, in words too', () => {
      const hasPages = /\.(?:pdf|ofd)$/.test(name);
      const shown = result.findings.filter(({ evidence }) => evidence.length > 0);
      const vague = shown.filter(({ evidence, place }) => {
        const isSaid = hasPages ? /第\d+页/.test(place.zh) && /page \d/.test(place.en) : /第\d+行/.test(place.zh);
        return !isSaid || evidence.some((one) => !isPrecise(one, hasPages));
      });
      expect(vague).toEqual([]);
    });

    it('says how much of the form was read: all of it', () => {
      const { cells, stated, unreadable, absent } = result.coverage.form!;
      expect([stated, unreadable, absent]).toEqual([cells, 0, 0]);
    });
  });
});
