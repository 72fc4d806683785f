import type { AuditResult } from '../../src/model/audit-result.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Severity } from '../../src/model/rule.ts';

const finding = (rule: string, severity: Severity): Finding => ({
  fingerprint: rule,
  rule,
  title: { zh: rule, en: rule },
  family: 'broken-total',
  severity,
  message: { zh: rule, en: rule },
  advice: null,
  basis: null,
  place: { zh: '', en: '' },
  found: null,
  expected: null,
  difference: null,
  evidence: [],
  repairs: [],
  causedBy: null,
  status: 'new',
});

/** A result with findings of these rules, errors unless said otherwise. */
export const anAuditResult = (given: {
  readonly findings: readonly string[];
  readonly severities?: Readonly<Record<string, Severity>>;
  readonly tenths: number;
  readonly year?: number;
}): AuditResult => ({
  source: 'a.txt',
  sha256: '',
  mediaType: 'text/plain',
  office: { id: null, name: '样例县人民政府' },
  identity: {
    title: null,
    officeName: '样例县人民政府',
    period: { year: given.year ?? 2023, start: null, end: null },
    published: null,
  },
  template: 'annual-report-2021',
  facts: [],
  parts: [],
  claims: [],
  claimVerdicts: [],
  equations: [],
  findings: given.findings.map((rule) => finding(rule, given.severities?.[rule] ?? 'error')),
  notes: [],
  faults: [],
  coverage: { rules: 0, holds: 0, violated: 0, undecided: 0, inapplicable: 0 },
  score: { tenths: given.tenths, grade: '优' },
});
