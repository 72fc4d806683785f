import { join } from 'node:path';
import * as z from 'zod';
import type { Score } from '../model/audit-result.ts';
import { isAskedFor } from '../model/finding.ts';
import type { OfficeLevel } from '../model/report.ts';
import type { Severity } from '../model/rule.ts';
import type { RosterOffice } from '../sources/roster.ts';
import type { Delivery, DeliveryState, Filing, OpenFinding, Store, Via } from '../store/store.ts';
import { type DeadlineProfile, reportDue } from './deadlines.ts';
import { keptOf } from './score-office.ts';

/**
 * Whether an office has reported for a year: `reported` in time, `late` after the day it was due, `undated` when it is
 * not known on which day; `unread` when a file is there that could not be read; `missing`; `not-due` when there is none
 * yet and none is owed.
 */
export type ReportState = 'reported' | 'late' | 'undated' | 'unread' | 'missing' | 'not-due';

/** One office as an operator sees it. What is said of findings is of its latest report, `latest`, up to the year asked for. */
export type OfficeState = {
  readonly id: string;
  readonly name: string;
  readonly level: OfficeLevel;
  readonly parent: string | null;
  readonly year: number;
  readonly state: ReportState;
  readonly due: string;
  /** The date that the report or its page gives; else null. */
  readonly published: string | null;
  readonly latest: number | null;
  readonly score: Score | null;
  readonly open: Readonly<Record<Severity, number>>;
  readonly overdue: number;
  readonly unverified: number;
  readonly waived: number;
  readonly scorecard: string | null;
  readonly mail: {
    readonly date: string;
    readonly state: DeliveryState;
    readonly via: Via;
    readonly to: string;
  } | null;
};

/** What the states of offices are made of. */
export type OfficeFacts = {
  readonly offices: readonly RosterOffice[];
  readonly filings: readonly Filing[];
  readonly findings: readonly OpenFinding[];
  readonly mails: readonly Delivery[];
  /** The day on which the first version of a report was kept, by report. */
  readonly firstSeen: ReadonlyMap<string, string>;
  /** Ids of offices of which the last run could not read a file. */
  readonly unread: ReadonlySet<string>;
};

type Question = {
  readonly year: number;
  readonly date: string;
  readonly deadlines: DeadlineProfile;
  readonly reports: string;
};

const stateOf = (
  own: Filing | undefined,
  due: string,
  id: string,
  { firstSeen, unread }: OfficeFacts,
  { date }: Question,
): ReportState => {
  if (!own) return unread.has(id) ? 'unread' : date > due ? 'missing' : 'not-due';
  const { published } = keptOf(own);
  if (published !== null) return published > due ? 'late' : 'reported';
  const seen = firstSeen.get(own.report);
  return seen !== undefined && seen <= due ? 'reported' : 'undated';
};

const countFindings = (findings: readonly OpenFinding[], date: string) => {
  const open = findings.filter(({ known }) => isAskedFor(known));
  const of = (severity: Severity): number => open.filter(({ known }) => known.severity === severity).length;
  return {
    open: { fatal: of('fatal'), error: of('error'), warning: of('warning'), info: of('info') },
    overdue: open.filter(({ known: { deadline } }) => deadline !== null && deadline < date).length,
    unverified: findings.filter(({ known }) => known.status === 'unverified').length,
    waived: findings.filter(({ known }) => known.status === 'waived').length,
  };
};

/** The latest report up to a year, its first file where there are several. */
const latestOf = (filings: readonly Filing[], year: number): Filing | undefined =>
  filings
    .filter((filing) => filing.year !== null && filing.year <= year)
    .sort((a, b) => (b.year ?? 0) - (a.year ?? 0) || (a.report < b.report ? -1 : 1))[0];

/** The state of every office of the roster, in its order. Pure. */
export const officeStates = (facts: OfficeFacts, question: Question): readonly OfficeState[] => {
  const { year, date, deadlines, reports } = question;
  const filingsOf = Map.groupBy(facts.filings, ({ office }) => office);
  const findingsOf = Map.groupBy(facts.findings, ({ report }) => report);
  const mailOf = new Map(facts.mails.map((mail) => [mail.office, mail]));
  return facts.offices.map(({ id, name, level, parent, deadline }): OfficeState => {
    const filings = filingsOf.get(id) ?? [];
    const due = reportDue(year, { level, own: deadline }, deadlines);
    const latest = latestOf(filings, year);
    const kept = latest ? keptOf(latest) : null;
    const mail = mailOf.get(id);
    const own = latest?.year === year ? latest : undefined;
    return {
      id,
      name,
      level,
      parent,
      year,
      state: stateOf(own, due, id, facts, question),
      due,
      published: own ? (kept?.published ?? null) : null,
      latest: latest?.year ?? null,
      score: kept?.score ?? null,
      ...countFindings(latest ? (findingsOf.get(latest.report) ?? []) : [], date),
      scorecard: kept?.path ? join(reports, kept.path) : null,
      mail: mail ? { date: mail.date, state: mail.state, via: mail.via, to: mail.recipient } : null,
    };
  });
};

const recordShape = z.object({ failures: z.array(z.object({ source: z.string() })).default([]) });

/** The offices in whose folders the last run met a file that it could not read. */
const unreadOffices = async ({ runs }: Store): Promise<ReadonlySet<string>> => {
  const last = await runs.latest();
  const summary = last && (await runs.find(last.id))?.summary;
  const record = summary ? recordShape.safeParse(JSON.parse(summary)) : null;
  return new Set(record?.success ? record.data.failures.map(({ source }) => source.split('/')[0] ?? '') : []);
};

/** Reads out of the store what the states of offices are made of. */
export const gatherOfficeFacts = async (offices: readonly RosterOffice[], store: Store): Promise<OfficeFacts> => ({
  offices,
  filings: await store.filings.all(),
  findings: await store.filings.findingsByStatus(['new', 'persisting', 'reopened', 'unverified', 'waived']),
  mails: await store.deliveries.lastOfEach(),
  firstSeen: await store.filings.firstSeen(),
  unread: await unreadOffices(store),
});
