import { auditSnapshot } from '../../src/audit/audit-snapshot.ts';
import type { Knowledge } from '../../src/audit/knowledge.ts';
import type { AuditResult } from '../../src/model/audit-result.ts';
import { equals, print } from '../../src/model/decimal.ts';
import { type Fact, factKey } from '../../src/model/fact.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Snapshot } from '../../src/model/report.ts';
import { sha256 } from '../../src/platform/sha256.ts';
import type { CleanReport } from './clean-report.ts';
import type { GeneratedFile } from './report-bytes.ts';

/** What the audit makes of a report of which everything is known beforehand. */
export type Judged = {
  /** What was read otherwise than it was put in, one line each: "t3.new[np]: 8, read as blank". */
  readonly wrong: readonly string[];
  readonly findings: readonly Finding[];
};

export const snapshotOf = (file: GeneratedFile): Snapshot => ({
  source: file.name,
  sha256: sha256(file.bytes),
  bytes: file.bytes,
  declaredType: null,
});

const readingOf = (fact: Fact | undefined): string => {
  if (!fact) return 'missing';
  return fact.reading.is === 'stated' ? print(fact.reading.value) : fact.reading.is;
};

const wrongFigures = (report: CleanReport, facts: readonly Fact[]): readonly string[] => {
  const read = new Map(facts.map((fact) => [factKey(fact.indicator, fact.group), fact]));
  const wrong = [...report.figures].flatMap(([key, value]) => {
    const reading = read.get(key)?.reading;
    if (reading?.is === 'stated' && equals(reading.value, value)) return [];
    return [`${key}: ${print(value)}, read as ${readingOf(read.get(key))}`];
  });
  const invented = facts
    .filter((fact) => fact.reading.is === 'stated' && !report.figures.has(factKey(fact.indicator, fact.group)))
    .map((fact) => `${factKey(fact.indicator, fact.group)}: not in the report, read as ${readingOf(fact)}`);
  return [...wrong, ...invented];
};

const differs = (what: string, put: string | number, read: string | number | null): readonly string[] =>
  put === read ? [] : [`${what}: ${put}, read as ${read ?? 'nothing'}`];

const wrongIdentity = (report: CleanReport, { template, identity }: AuditResult): readonly string[] => [
  ...differs('form', report.template.id, template),
  ...differs('office', report.office.name, identity.officeName),
  ...differs('year', report.year, identity.period.year),
  ...differs('period end', `${report.year}-12-31`, identity.period.end),
  ...differs('published', report.published, identity.published),
];

/** Audits a generated report from its bytes and compares what was read with what was put in, cell for cell. */
export const auditGenerated = async (file: GeneratedFile, knowledge: Knowledge): Promise<Judged> => {
  const outcome = await auditSnapshot(snapshotOf(file), knowledge, null);
  if ('failure' in outcome) return { wrong: [`not audited: ${outcome.failure.message}`], findings: [] };
  const { result } = outcome;
  return {
    wrong: [...wrongIdentity(file.report, result), ...wrongFigures(file.report, result.facts)],
    findings: result.findings,
  };
};
