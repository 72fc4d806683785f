import type { AuditResult } from '../../src/model/audit-result.ts';
import type { Claim } from '../../src/model/claim.ts';
import { decimal, parseDecimal } from '../../src/model/decimal.ts';
import type { Expression } from '../../src/model/expression.ts';
import type { Fact } from '../../src/model/fact.ts';
import type { Finding } from '../../src/model/finding.ts';
import { locator, NOWHERE } from '../../src/model/locator.ts';
import type { Equation, Evidence } from '../../src/model/rule.ts';
import type { Scorecard, ScorecardFinding } from '../../src/model/scorecard.ts';
import type { Indicator, Template, TemplateRow } from '../../src/model/template.ts';

/** A stated figure; null makes a blank cell. */
export const aFact = (
  indicator: string,
  value: string | number | null,
  { group = null, ...more }: Partial<Fact> = {},
): Fact => ({
  indicator,
  group,
  label: `标签 ${indicator}`,
  raw: value === null ? '' : String(value),
  reading: value === null ? { is: 'blank' } : { is: 'stated', value: parseDecimal(String(value))! },
  unit: '件',
  unitStated: null,
  unitInCell: null,
  remarks: [],
  locator: locator({ line: 7 }),
  ...more,
});

export const anEvidence = (indicator: string | null, more: Partial<Evidence> = {}): Evidence => ({
  indicator,
  group: null,
  label: null,
  quote: null,
  value: null,
  locator: NOWHERE,
  ...more,
});

export const aFinding = (more: Partial<Finding> = {}): Finding => ({
  fingerprint: 'f1',
  rule: 'staff-total',
  title: { zh: '人员数', en: 'Staff' },
  family: 'broken-total',
  severity: 'error',
  message: { zh: '人员数与分项合计不符', en: 'Staff does not equal its parts' },
  advice: { zh: '请核对', en: 'Please check' },
  basis: '表内注记',
  place: { zh: '统计表', en: 'Statistics table' },
  found: '3',
  expected: '2',
  difference: '1',
  evidence: [],
  repairs: [],
  causedBy: null,
  status: 'new',
  ...more,
});

export const listed = (finding: Finding): ScorecardFinding => ({
  finding,
  firstSeen: '2018-04-01',
  deadline: '2018-04-02',
});

export const figure = (path: string, group: string | null = null): Expression => ({ is: 'figure', path, group });

export const sumOf = (...args: readonly Expression[]): Expression => ({ is: 'call', name: 'sum', args });

export const plus = (left: Expression, right: Expression): Expression => ({ is: 'arithmetic', op: '+', left, right });

export const anEquation = (more: Partial<Equation> = {}): Equation => ({
  rule: 'staff-total',
  target: '',
  title: { zh: '人员数等于专职加兼职', en: 'Staff is full-time plus part-time' },
  left: figure('org.staff'),
  right: plus(figure('org.full'), figure('org.part')),
  op: '==',
  linear: null,
  verdict: 'holds',
  missing: 'undecided',
  ...more,
});

export const aClaim = (more: Partial<Claim> = {}): Claim => ({
  id: 'c1',
  kind: 'count',
  quote: '工作人员3人',
  stated: null,
  operands: [],
  exhaustive: false,
  baseNamed: false,
  candidates: [],
  alternatives: [],
  doubt: null,
  undecidable: null,
  locator: locator({ line: 5 }),
  ...more,
});

const GROUPS = ['np', 'biz', 'total'] as const;

const anIndicator = (code: string, label: string): Indicator => ({
  code,
  label,
  name: label,
  unit: '人',
  kind: 'count',
  table: 'staff',
  under: null,
  unitPrescribed: true,
  optional: false,
});

const aRow = (code: string, label: string, groups: readonly (string | null)[]): TemplateRow => ({
  labels: [label],
  role: 'data',
  slots: groups.map((group) => ({ indicator: code, group, column: null })),
  code,
  optional: false,
});

const STAFF = [
  ['org.staff', '（三）从事公开工作人员数'],
  ['org.full', '1.专职人员数'],
  ['org.part', '2.兼职人员数'],
] as const;

/** A small form: a list of three staff figures and a matrix of two rows by three applicant columns. */
export const aTemplate = (): Template => ({
  id: 'small-form',
  name: { zh: '小表', en: 'Small form' },
  years: { from: 2014, to: null },
  basis: '',
  tables: [
    {
      id: 'staff',
      layout: 'list',
      title: { zh: '人员表', en: 'Staff' },
      chapter: null,
      signature: [],
      rows: STAFF.map(([code, label]) => aRow(code, label, [null])),
      columns: [],
    },
    {
      id: 't3',
      layout: 'matrix',
      title: { zh: '表三', en: 'Table 3' },
      chapter: null,
      signature: [],
      rows: [aRow('t3.new', '一、本年新收', GROUPS), aRow('t3.sum', '（七）总计', GROUPS)],
      columns: GROUPS.map((code) => ({ code, labels: [code] })),
    },
  ],
  indicators: new Map([
    ...STAFF.map(([code, label]) => [code, anIndicator(code, label)] as const),
    ['t3.new', anIndicator('t3.new', '一、本年新收')],
    ['t3.sum', anIndicator('t3.sum', '（七）总计')],
  ]),
  groups: new Map([
    ['np', { zh: '自然人', en: 'Natural persons' }],
    ['biz', { zh: '商业企业', en: 'Companies' }],
    ['total', { zh: '总计', en: 'Total' }],
  ]),
  chapters: [],
  aspects: [],
});

export const aResult = (more: Partial<AuditResult> = {}): AuditResult => ({
  source: 'report.txt',
  sha256: 'ab'.repeat(32),
  mediaType: 'text/plain',
  office: { id: 'office', name: '某旗' },
  identity: { title: null, officeName: null, period: { year: 2017, start: null, end: null }, published: null },
  template: 'small-form',
  facts: [aFact('org.staff', 3), aFact('org.full', 1), aFact('org.part', 2)],
  parts: [],
  claims: [],
  claimVerdicts: [],
  equations: [anEquation()],
  findings: [],
  notes: [],
  faults: [],
  coverage: { rules: 5, holds: 2, violated: 1, undecided: 1, inapplicable: 1 },
  score: { tenths: 835, grade: '良' },
  ...more,
});

export const aScorecard = ({
  result = aResult(),
  ...more
}: Partial<Omit<Scorecard, 'result'>> & { readonly result?: AuditResult } = {}): Scorecard => ({
  office: {
    id: 'office',
    name: '某旗人民政府',
    level: 'banner',
    parent: null,
    profile: 'default',
    reportPage: null,
    mail: null,
    aliases: [],
  },
  year: 2017,
  runId: 'run-1',
  date: '2018-04-01',
  ruleset: { name: 'annual-report', version: '1.0.0', hash: 'sha256:0123456789abcdef' },
  result,
  template: aTemplate(),
  findings: [],
  resolved: [],
  deadline: '2018-04-02',
  language: 'zh',
  ...more,
});

export const aProseFigure = (raw: string) => ({
  raw,
  value: decimal(1),
  resolution: decimal(1),
  unit: null,
  percent: false,
  approximate: null,
  about: raw,
  locator: NOWHERE,
});
