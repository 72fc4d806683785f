import type { AuditResult } from '../../src/model/audit-result.ts';
import type { Claim } from '../../src/model/claim.ts';
import { decimal } from '../../src/model/decimal.ts';
import type { Fact } from '../../src/model/fact.ts';
import type { Finding } from '../../src/model/finding.ts';
import { locator, NOWHERE } from '../../src/model/locator.ts';

export const aFact = (change: Partial<Fact> = {}): Fact => ({
  indicator: 't3.new',
  group: 'np',
  label: '一、本年新收政府信息公开申请数量',
  raw: '8',
  reading: { is: 'stated', value: decimal(8) },
  unit: '件',
  unitStated: null,
  unitInCell: null,
  remarks: [],
  locator: locator({ block: 3, row: 4, col: 2, line: 71, start: 512, end: 513 }),
  ...change,
});

const shareOf = (stated: bigint): Claim => ({
  id: 'claim-1',
  kind: 'share',
  quote: `公开652件,占${Number(stated) / 100}%`,
  stated: {
    raw: `${Number(stated) / 100}%`,
    value: decimal(stated, 2),
    resolution: decimal(1, 2),
    unit: null,
    percent: true,
    approximate: null,
    about: '公开',
    locator: NOWHERE,
  },
  operands: [
    { role: 'numerator', label: '公开', from: 'table', indicator: 't3.new', group: 'np' },
    { role: 'denominator', label: '申请', from: 'table', indicator: 't3.sum', group: 'np' },
  ],
  exhaustive: false,
  baseNamed: true,
  candidates: [],
  alternatives: [],
  doubt: null,
  undecidable: null,
  locator: locator({ block: 9, line: 120 }),
});

export const aFinding = (change: Partial<Finding> = {}): Finding => ({
  fingerprint: 'f-1',
  rule: 'applications-balance',
  title: { zh: '申请收办平衡', en: 'Applications balance' },
  family: 'broken-total',
  severity: 'error',
  message: { zh: '自然人:新收8与办结9不符,差-1', en: 'natural persons: 8 came in, 9 are accounted for' },
  advice: null,
  basis: '表三角注',
  place: { zh: '表三 自然人列', en: 'table 3, natural persons' },
  found: '8',
  expected: '9',
  difference: '-1',
  evidence: [
    {
      indicator: 't3.new',
      group: 'np',
      label: '新收',
      quote: null,
      value: '8',
      locator: locator({ block: 3, row: 4, col: 2, line: 71 }),
    },
  ],
  repairs: [
    {
      rank: 1,
      confidence: 0.9,
      kind: 'digit',
      changes: [{ indicator: 't3.new', group: 'np', label: '新收', from: '8', to: '9' }],
      satisfies: ['f-1'],
    },
  ],
  causedBy: null,
  status: 'new',
  ...change,
});

/** A small but complete result: a stated, a worded, a blank and an unreadable figure, a claim, a finding, a note. */
export const anAuditResult = (change: Partial<AuditResult> = {}): AuditResult => ({
  source: 'reports/a.txt',
  sha256: 'a'.repeat(64),
  mediaType: 'text/plain',
  office: { id: null, name: '某市人民政府' },
  identity: {
    title: null,
    officeName: '某市人民政府',
    period: { year: 2023, start: '2023-01-01', end: '2023-12-31' },
    published: '2024-01-20',
  },
  template: 'annual-report-2021',
  facts: [
    aFact(),
    aFact({ indicator: 'g14.yesno', group: null, raw: '是', reading: { is: 'text', value: '是' } }),
    aFact({ indicator: 't3.sum', raw: '', reading: { is: 'blank' } }),
    aFact({ indicator: 't3.carry_in', raw: '8?', reading: { is: 'unreadable', why: 'not a number' } }),
  ],
  parts: [],
  claims: [shareOf(5502n)],
  claimVerdicts: [{ claim: 'claim-1', verdict: 'violated', computed: '87.05' }],
  equations: [],
  findings: [aFinding()],
  notes: [{ code: 'unknown-row', message: 'row "其中" is of no known indicator', locator: NOWHERE }],
  faults: [],
  coverage: { rules: 188, holds: 120, violated: 6, undecided: 14, inapplicable: 48 },
  score: { tenths: 835, grade: '良' },
  ...change,
});

export const RULESET = { name: 'annual-report', version: '1.0.0', hash: `sha256:${'0'.repeat(64)}` };
