import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AuditBatch } from '../../src/cli/audit-batch.ts';
import { auditCsv, csvField } from '../../src/cli/format/audit-csv.ts';
import { auditMarkdown } from '../../src/cli/format/audit-markdown.ts';
import { auditTable } from '../../src/cli/format/audit-table.ts';
import { displayWidth } from '../../src/cli/format/terminal-text.ts';
import { aFinding, anAuditResult, RULESET } from './an-audit-result.ts';

const ESCAPE = String.fromCharCode(27);

const batchOf = (change: Partial<AuditBatch> = {}): AuditBatch => ({
  ruleset: RULESET,
  results: [anAuditResult()],
  failures: [],
  ...change,
});

const withMessage = (zh: string): AuditBatch =>
  batchOf({ results: [anAuditResult({ findings: [aFinding({ message: { zh, en: zh } })] })] });

describe('the table for people', () => {
  const long = withMessage('新收数与办结数不符'.repeat(30));

  it.each([80, 120, 200])('has straight borders with Chinese text and fits %i columns', (columns) => {
    const rows = auditTable(long, 'zh', columns)
      .join('')
      .split('\n')
      .filter((row) => /^[│├┌└]/.test(row));
    const widths = new Set(rows.map(displayWidth));
    expect(widths.size).toBe(1);
    expect([...widths][0]).toBeLessThanOrEqual(columns);
  });

  it('loses no character of a message that is broken over lines', () => {
    const message = Array.from({ length: 200 }, (_, index) => String.fromCodePoint(0x4e00 + index)).join('');
    const shown = auditTable(withMessage(message), 'zh', 80).join('');
    for (const character of message) expect(shown).toContain(character);
  });

  it('does not let a report control the terminal', () => {
    expect(auditTable(withMessage(`a${ESCAPE}[2Jb`), 'zh', 120).join('')).not.toContain(ESCAPE);
  });

  it('counts no waived finding but shows it', () => {
    const waived = aFinding({ status: 'waived' });
    const shown = auditTable(
      batchOf({ results: [anAuditResult({ findings: [waived] }), anAuditResult({ source: 'b' })] }),
      'en',
      140,
    ).join('');
    expect(shown).toContain('(waived)');
    expect(shown).toMatch(/reports\/a\.txt +│[^│]*│[^│]*│[^│]*│ 0 +│ 0 /);
  });

  it('names what was not read', () => {
    const failures = [{ source: 'x.doc', code: 'unsupported', message: 'not a report' }];
    expect(auditTable(batchOf({ results: [], failures }), 'en', 80).join('')).toBe('not read: x.doc: not a report\n');
  });
});

describe('the CSV', () => {
  it('gives back every finding as it was, behind a byte order mark', () => {
    const text = auditCsv(withMessage('a "quoted", text\nwith a line'), 'zh').join('');
    expect(text.startsWith('\uFEFF')).toBe(true);
    const [row] = parse(text, { columns: true, bom: true }) as Record<string, string>[];
    expect(row).toMatchObject({
      source: 'reports/a.txt',
      severity: '错误',
      rule: 'applications-balance',
      message: 'a "quoted", text\nwith a line',
      repair: '新收 8 → 9',
    });
  });

  it('has a row for what was not read, so that no finding never means not looked at', () => {
    const text = auditCsv(batchOf({ results: [], failures: [{ source: 'x', code: 'encrypted', message: 'm' }] }), 'zh');
    const [row] = parse(text.join(''), { columns: true, bom: true }) as Record<string, string>[];
    expect(row).toMatchObject({ source: 'x', rule: 'encrypted', message: 'm', status: 'unread' });
  });

  it('never begins a field with what a spreadsheet takes for a formula', () => {
    const start = fc.constantFrom('=', '+', '-', '@', '\t=', ' =', '\r', '\n@', '＝', '＋', '|');
    fc.assert(
      fc.property(start, fc.string(), (first, rest) => {
        const [[field]] = parse(csvField(`${first}x${rest}`)) as [[string]];
        expect(field.startsWith("'")).toBe(true);
      }),
    );
  });

  it('leaves negative numbers as numbers', () => {
    expect(csvField('-12.5')).toBe('-12.5');
  });
});

describe('the Markdown', () => {
  it('keeps markup of a report as text', () => {
    const shown = auditMarkdown(withMessage('<b>| [x](http://e.invalid) `'), 'en').join('');
    expect(shown).toContain('&lt;b&gt;\\| \\[x\\](http://e.invalid) \\`');
  });
});
