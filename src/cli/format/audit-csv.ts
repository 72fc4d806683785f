import type { AuditResult } from '../../model/audit-result.ts';
import type { Language } from '../../model/text.ts';
import type { AuditBatch } from '../audit-batch.ts';
import { SEVERITY_NAMES } from './terms.ts';

const COLUMNS = [
  'source',
  'office',
  'year',
  'score',
  'severity',
  'family',
  'rule',
  'place',
  'found',
  'expected',
  'message',
  'repair',
  'basis',
  'caused_by',
  'status',
  'fingerprint',
] as const;

type Row = Readonly<Partial<Record<(typeof COLUMNS)[number], string | null>>>;

/** A negative number, which a spreadsheet may read as one. */
const PLAIN_NEGATIVE = /^-\d+(?:\.\d+)?$/;

/**
 * One field. A text that a spreadsheet would take for a formula (= + - @, tab, return at its start, also behind
 * spaces and in full width) gets an apostrophe before it; quotes are doubled.
 */
export const csvField = (text: string): string => {
  const risky = /^\s*[=+\-@＝＋－＠|]|^[\t\r\n]/.test(text) && !PLAIN_NEGATIVE.test(text);
  const safe = risky ? `'${text}` : text;
  return /[",\r\n\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const line = (row: Row): string => `${COLUMNS.map((column) => csvField(row[column] ?? '')).join(',')}\r\n`;

const rowsOf = (result: AuditResult, language: Language): readonly Row[] =>
  result.findings.map((finding) => ({
    source: result.source,
    office: result.office.name,
    year: result.identity.period.year?.toString() ?? null,
    score: (result.score.tenths / 10).toFixed(1),
    severity: SEVERITY_NAMES[finding.severity][language],
    family: finding.family,
    rule: finding.rule,
    place: finding.place[language],
    found: finding.found,
    expected: finding.expected,
    message: finding.message[language],
    repair: (finding.repairs[0]?.changes ?? [])
      .map((change) => `${change.label} ${change.from} → ${change.to}`)
      .join('; '),
    basis: finding.basis,
    caused_by: finding.causedBy,
    status: finding.status,
    fingerprint: finding.fingerprint,
  }));

/**
 * `--format csv`: one row a finding, with a byte order mark so that spreadsheets read the Chinese right. An input that
 * could not be read is a row of status `unread`, never a silent absence.
 */
export const auditCsv = (batch: AuditBatch, language: Language): readonly string[] => [
  `\uFEFF${COLUMNS.join(',')}\r\n`,
  ...batch.results.flatMap((result) => rowsOf(result, language).map(line)),
  ...batch.failures.map((failure) =>
    line({ source: failure.source, rule: failure.code, message: failure.message, status: 'unread' }),
  ),
];
