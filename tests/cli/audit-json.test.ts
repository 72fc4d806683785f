import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { AuditBatch } from '../../src/cli/audit-batch.ts';
import { auditJson, auditJsonLines, reportJson } from '../../src/cli/format/audit-json.ts';
import { auditJsonSchema } from '../../src/cli/format/audit-schema.ts';
import { aFact, aFinding, anAuditResult, RULESET } from './an-audit-result.ts';

const batchOf = (change: Partial<AuditBatch> = {}): AuditBatch => ({
  ruleset: RULESET,
  results: [anAuditResult()],
  failures: [],
  ...change,
});

const parsed = (batch: AuditBatch) => JSON.parse(auditJson(batch).join(''));

const validate = new Ajv2020({ strict: true, strictTypes: false }).compile(auditJsonSchema());

describe('the public audit result', () => {
  it.each([
    ['one report', batchOf()],
    [
      'several reports and failures',
      batchOf({
        results: [anAuditResult(), anAuditResult({ source: 'b.html', findings: [], claims: [] })],
        failures: [{ source: 'c.docx', code: 'unsupported', message: 'a Word file' }],
      }),
    ],
    ['nothing at all', batchOf({ results: [] })],
    ['a report of no known form', batchOf({ results: [anAuditResult({ template: null, facts: [] })] })],
  ])('follows its JSON Schema: %s', (_, batch) => {
    validate(parsed(batch));
    expect(validate.errors).toBeNull();
  });

  it('is refused by its schema when a figure is not a plain decimal string', () => {
    const result = parsed(batchOf());
    result.reports[0].findings[0].found = '1,234';
    expect(validate(result)).toBe(false);
  });

  it('names exactly the documented fields, in the documented order', () => {
    expect(Object.keys(parsed(batchOf()))).toEqual(['format', 'ruleset', 'reports', 'failures']);
    expect(Object.keys(reportJson(anAuditResult()))).toEqual([
      'source',
      'sha256',
      'mediaType',
      'office',
      'period',
      'published',
      'template',
      'facts',
      'claims',
      'findings',
      'notes',
      'faults',
      'coverage',
      'score',
    ]);
    expect(Object.keys(reportJson(anAuditResult()).findings[0]!)).toEqual([
      'fingerprint',
      'rule',
      'family',
      'severity',
      'message',
      'found',
      'expected',
      'evidence',
      'repairs',
      'located',
      'causedBy',
      'status',
    ]);
  });

  it('tells a stated figure, words, a blank and an unreadable cell apart', () => {
    expect(reportJson(anAuditResult()).facts.map((fact) => fact.reading)).toEqual([
      { is: 'stated', value: '8' },
      { is: 'stated', value: '是' },
      { is: 'blank' },
      { is: 'unreadable', why: 'not a number' },
    ]);
  });

  it('gives the operands of a claim their values, and null for a cell that states none', () => {
    const [claim] = reportJson(anAuditResult()).claims;
    expect(claim).toMatchObject({ stated: '55.02', computed: '87.05', verdict: 'violated' });
    expect(claim!.operands).toEqual([
      { value: '8', from: 't3.new' },
      { value: null, from: 't3.sum' },
    ]);
  });

  it('leaves a claim that no rule judged undecided', () => {
    expect(reportJson(anAuditResult({ claimVerdicts: [] })).claims[0]).toMatchObject({
      verdict: 'undecided',
      computed: null,
    });
  });

  it('keeps quotes to 80 characters without cutting one in two', () => {
    const claims = anAuditResult().claims.map((claim) => ({ ...claim, quote: '𠮷'.repeat(100) }));
    expect(reportJson(anAuditResult({ claims })).claims[0]!.quote).toBe('𠮷'.repeat(80));
  });

  it('gives found and expected only where they are numbers', () => {
    const finding = aFinding({ found: '2023-12-25', expected: '31.50' });
    expect(reportJson(anAuditResult({ findings: [finding] })).findings[0]).toMatchObject({
      found: null,
      expected: '31.50',
    });
  });

  it('keeps every digit of a figure that no float could hold', () => {
    const fact = aFact({ reading: { is: 'stated', value: { units: 900719925474099312345n, scale: 2 } } });
    expect(reportJson(anAuditResult({ facts: [fact] })).facts[0]!.reading).toEqual({
      is: 'stated',
      value: '9007199254740993123.45',
    });
  });

  it('names a rule that crashed', () => {
    const faults = [{ rule: 'applications-balance', error: 'boom' }];
    expect(reportJson(anAuditResult({ faults })).faults).toEqual(faults);
  });

  it('has one line for each report and each failure as JSON lines', () => {
    const lines = auditJsonLines(batchOf({ failures: [{ source: 'x', code: 'unreadable', message: 'gone' }] }));
    expect(lines.map((line) => Object.keys(JSON.parse(line)))).toEqual([
      ['format', 'ruleset', 'report'],
      ['format', 'ruleset', 'failure'],
    ]);
  });
});
