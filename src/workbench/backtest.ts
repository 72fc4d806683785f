import type { Knowledge } from '../audit/knowledge.ts';
import type { AuditResult } from '../model/audit-result.ts';
import { type AuditContext, NO_CONTEXT } from '../model/context.ts';
import type { Finding } from '../model/finding.ts';

/** One finding that two catalogues see otherwise, in one report. */
export type ChangedFinding = {
  readonly source: string;
  readonly before: Finding | null;
  readonly after: Finding | null;
};

/** What a changed catalogue does to a set of reports. Scores are in tenths. */
export type Backtest = {
  readonly reports: number;
  readonly appeared: readonly ChangedFinding[];
  readonly gone: readonly ChangedFinding[];
  /** The same finding with another severity, message or figures. */
  readonly changed: readonly ChangedFinding[];
  readonly scores: readonly { readonly source: string; readonly before: number; readonly after: number }[];
};

const saysTheSame = (a: Finding, b: Finding): boolean =>
  a.severity === b.severity && a.message.zh === b.message.zh && a.found === b.found && a.expected === b.expected;

const compareFindings = (source: string, before: readonly Finding[], after: readonly Finding[]) => {
  const [old, now] = [before, after].map((all) => new Map(all.map((finding) => [finding.fingerprint, finding])));
  return {
    appeared: after
      .filter(({ fingerprint }) => !old!.has(fingerprint))
      .map((f) => ({ source, before: null, after: f })),
    gone: before.filter(({ fingerprint }) => !now!.has(fingerprint)).map((f) => ({ source, before: f, after: null })),
    changed: after.flatMap((finding) => {
      const known = old!.get(finding.fingerprint);
      return known && !saysTheSame(known, finding) ? [{ source, before: known, after: finding }] : [];
    }),
  };
};

/** Compares the results of the same reports, in the same order, under two catalogues. */
export const compareResults = (before: readonly AuditResult[], after: readonly AuditResult[]): Backtest => {
  const pairs = before.map((old, i) => ({ old, now: after[i]! }));
  const found = pairs.map(({ old, now }) => compareFindings(old.source, old.findings, now.findings));
  return {
    reports: pairs.length,
    appeared: found.flatMap(({ appeared }) => appeared),
    gone: found.flatMap(({ gone }) => gone),
    changed: found.flatMap(({ changed }) => changed),
    scores: pairs.map(({ old, now }) => ({
      source: old.source,
      before: old.score.tenths,
      after: now.score.tenths,
    })),
  };
};

/** The same knowledge with its drafts judged as if they were active. */
export const withDrafts = (knowledge: Knowledge): Knowledge => ({
  ...knowledge,
  ruleset: {
    ...knowledge.ruleset,
    rules: knowledge.catalogue.filter(({ life }) => life === undefined || life.status !== 'retired'),
  },
});

/** The report of the same office for the year before, among the reports of the set. */
export const priorAmong = (results: readonly AuditResult[]): ((of: AuditResult) => AuditContext) => {
  const key = (name: string | null, year: number | null): string => `${name}\n${year}`;
  const known = new Map(results.map((result) => [key(result.office.name, result.identity.period.year), result]));
  return ({ office, identity }) => {
    const { year } = identity.period;
    const before = year === null || office.name === null ? undefined : known.get(key(office.name, year - 1));
    if (!before || before.template === null) return NO_CONTEXT;
    const { template, facts, claims } = before;
    return { ...NO_CONTEXT, prior: { office: office.id ?? '', year: year! - 1, template, facts, claims } };
  };
};
