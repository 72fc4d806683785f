import type { AuditResult } from '../../model/audit-result.ts';
import type { Claim, ClaimVerdict, Operand } from '../../model/claim.ts';
import { print } from '../../model/decimal.ts';
import { type Fact, type FactReading, factKey } from '../../model/fact.ts';
import type { Finding } from '../../model/finding.ts';
import type { Locator } from '../../model/locator.ts';
import type { AuditBatch } from '../audit-batch.ts';
import type { AuditJson, LocatorJson, ReportJson } from './audit-schema.ts';

const QUOTE_LIMIT = 80;

const place = (at: Locator): LocatorJson => ({
  block: at.block,
  row: at.row,
  col: at.col,
  line: at.line,
  page: at.page,
  start: at.start,
  end: at.end,
});

/** The first 80 characters, counted as people do. */
const shortened = (quote: string): string => Array.from(quote).slice(0, QUOTE_LIMIT).join('');

const reading = (of: FactReading): ReportJson['facts'][number]['reading'] => {
  switch (of.is) {
    case 'stated':
      return { is: 'stated', value: print(of.value) };
    case 'text':
      return { is: 'stated', value: of.value };
    case 'unreadable':
      return { is: 'unreadable', why: of.why };
    default:
      return { is: of.is };
  }
};

const fact = (of: Fact): ReportJson['facts'][number] => ({
  indicator: of.indicator,
  group: of.group,
  label: of.label,
  raw: of.raw,
  reading: reading(of.reading),
  unit: of.unit,
  locator: place(of.locator),
});

type FactsByKey = ReadonlyMap<string, Fact>;

const operand = (of: Operand, facts: FactsByKey): ReportJson['claims'][number]['operands'][number] => {
  if (of.from === 'prose') return { value: print(of.figure.value), from: 'prose' };
  const cell = facts.get(factKey(of.indicator, of.group))?.reading;
  return { value: cell?.is === 'stated' ? print(cell.value) : null, from: of.indicator };
};

const claim = (of: Claim, verdict: ClaimVerdict | undefined, facts: FactsByKey): ReportJson['claims'][number] => ({
  kind: of.kind,
  quote: shortened(of.quote),
  stated: of.stated === null ? null : print(of.stated.value),
  computed: verdict?.computed ?? null,
  operands: of.operands.map((each) => operand(each, facts)),
  verdict: verdict?.verdict ?? 'undecided',
  locator: place(of.locator),
});

const isDecimal = (text: string | null): text is string => text !== null && /^-?\d+(?:\.\d+)?$/.test(text);

/** The public format promises figures here; words such as dates stand in the message and the evidence. */
const figure = (text: string | null): string | null => (isDecimal(text) ? text : null);

const finding = (of: Finding): ReportJson['findings'][number] => ({
  fingerprint: of.fingerprint,
  rule: of.rule,
  family: of.family,
  severity: of.severity,
  message: { zh: of.message.zh, en: of.message.en },
  found: figure(of.found),
  expected: figure(of.expected),
  evidence: of.evidence.map((each) => ({
    indicator: each.indicator,
    group: each.group,
    quote: each.quote,
    value: each.value,
    locator: place(each.locator),
  })),
  repairs: of.repairs.map((repair) => ({
    rank: repair.rank,
    confidence: repair.confidence,
    kind: repair.kind,
    changes: repair.changes.map(({ indicator, group, from, to }) => ({ indicator, group, from, to })),
    satisfies: [...repair.satisfies],
  })),
  located: of.located ?? null,
  causedBy: of.causedBy,
  status: of.status,
});

/** One report in the public shape: fields in the documented order, nothing of the internal model beside them. */
export const reportJson = (of: AuditResult): ReportJson => {
  const facts = new Map(of.facts.map((each) => [factKey(each.indicator, each.group), each]));
  const verdicts = new Map(of.claimVerdicts.map((each) => [each.claim, each]));
  const { year, start, end } = of.identity.period;
  const { rules, holds, violated, undecided, inapplicable, form } = of.coverage;
  return {
    source: of.source,
    sha256: of.sha256,
    mediaType: of.mediaType,
    office: { id: of.office.id, name: of.office.name },
    period: { year, start, end },
    published: of.identity.published,
    template: of.template,
    facts: of.facts.map(fact),
    claims: of.claims.map((each) => claim(each, verdicts.get(each.id), facts)),
    findings: of.findings.map(finding),
    notes: of.notes.map((note) => ({ code: note.code, message: note.message, locator: place(note.locator) })),
    faults: of.faults.map(({ rule, error }) => ({ rule, error })),
    coverage: { rules, holds, violated, undecided, inapplicable, ...(form ? { form } : {}) },
    score: { value: of.score.tenths / 10, grade: of.score.grade },
  };
};

type FailureJson = AuditJson['failures'][number];

const FAILURE_CODES = ['unreadable', 'too-large', 'encrypted', 'unsupported', 'timed-out'] as const;

const failureJson = (of: AuditBatch['failures'][number]): FailureJson => {
  const code = FAILURE_CODES.find((known) => known === of.code);
  if (code === undefined)
    throw new Error(`failure code "${of.code}" is not of the format: ${FAILURE_CODES.join(', ')}`);
  return { source: of.source, code, message: of.message };
};

const header = (batch: AuditBatch) => {
  const { name, version, hash } = batch.ruleset;
  return { format: 'gouji.audit/1', ruleset: { name, version, hash } } as const;
};

/** The list as pieces of text, one element a line, so that a long batch is never one string. */
const lines = (items: readonly unknown[]): readonly string[] =>
  items.map((item, index) => `\n${JSON.stringify(item)}${index < items.length - 1 ? ',' : '\n'}`);

/** `--format json`: one object of the format gouji.audit/1, one report a line. The same batch gives the same bytes. */
export const auditJson = (batch: AuditBatch): readonly string[] => {
  const open = JSON.stringify(header(batch)).slice(0, -1);
  return [
    `${open},\n"reports":[`,
    ...lines(batch.results.map(reportJson)),
    '],\n"failures":[',
    ...lines(batch.failures.map(failureJson)),
    ']}\n',
  ];
};

/** `--format jsonl`: a line for each report (`report`) and for each input that was not read (`failure`). */
export const auditJsonLines = (batch: AuditBatch): readonly string[] => [
  ...batch.results.map((result) => `${JSON.stringify({ ...header(batch), report: reportJson(result) })}\n`),
  ...batch.failures.map((failure) => `${JSON.stringify({ ...header(batch), failure: failureJson(failure) })}\n`),
];
