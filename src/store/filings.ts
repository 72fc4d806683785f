import type { Selectable } from 'kysely';
import type { FindingStatus } from '../model/finding.ts';
import type { Severity } from '../model/rule.ts';
import type { Connection } from './connection.ts';
import type { Schema } from './schema.ts';
import type { Filing, Filings, FindingEvent, KnownFinding, OpenFinding, ReportVersion } from './store.ts';

const toFiling = (row: Selectable<Schema['filings']>): Filing => ({ ...row });

const toKnown = (row: Selectable<Schema['findings']>): KnownFinding => ({
  fingerprint: row.fingerprint,
  rule: row.rule,
  severity: row.severity as Severity,
  content: row.content,
  message: { zh: row.message_zh, en: row.message_en },
  status: row.status as FindingStatus,
  firstRun: row.first_run,
  firstSeen: row.first_seen,
  openedOn: row.opened_on,
  lastSeen: row.last_seen,
  resolvedOn: row.resolved_on,
  deadline: row.deadline,
  escalatedOn: row.escalated_on,
});

const toVersion = ({ noted, changes, ...row }: Selectable<Schema['versions']>): ReportVersion => ({
  ...row,
  noted: noted === 1,
  changes: JSON.parse(changes) as ReportVersion['changes'],
});

const ASKED_FOR = ['new', 'persisting', 'reopened'];

/** What is known of reports. */
export const filingsIn = ({ db }: Connection): Filings => ({
  all: async () => (await db.selectFrom('filings').selectAll().orderBy('report').execute()).map(toFiling),
  figures: async () => {
    const rows = await db
      .selectFrom('filings')
      .innerJoin('audits', 'audits.key', 'filings.audit')
      .select(['report', 'filings.office', 'filings.year', 'template', 'source', 'audit', 'figures'])
      .orderBy('report')
      .execute();
    return rows.flatMap(({ office, year, template, figures, ...row }) =>
      office !== null && year !== null && template !== null && figures !== null
        ? [{ ...row, office, year, template, figures }]
        : [],
    );
  },
  find: async (report) => {
    const row = await db.selectFrom('filings').selectAll().where('report', '=', report).executeTakeFirst();
    return row ? toFiling(row) : null;
  },
  findings: async (report) =>
    (await db.selectFrom('findings').selectAll().where('report', '=', report).orderBy('fingerprint').execute()).map(
      toKnown,
    ),
  findingsByStatus: async (statuses) => {
    const rows = await db
      .selectFrom('findings')
      .selectAll()
      .where('status', 'in', [...statuses])
      .orderBy('report')
      .orderBy('fingerprint')
      .execute();
    return rows.map((row): OpenFinding => ({ report: row.report, known: toKnown(row) }));
  },
  openFindings: () =>
    db
      .selectFrom('findings')
      .select(['report', 'deadline'])
      .distinct()
      .where('status', 'in', ASKED_FOR)
      .orderBy('report')
      .orderBy('deadline')
      .execute(),
  firstSeen: async () => {
    const rows = await db
      .selectFrom('versions')
      .select((of) => ['report', of.fn.min('date').as('date')])
      .groupBy('report')
      .execute();
    return new Map(rows.map(({ report, date }) => [report, String(date)]));
  },
  versions: async (report) =>
    (
      await db
        .selectFrom('versions')
        .innerJoin('runs', 'runs.id', 'versions.run')
        .selectAll('versions')
        .where('report', '=', report)
        .orderBy('runs.date')
        .orderBy('runs.number')
        .execute()
    ).map(toVersion),
  events: async (report) => {
    const rows = await db
      .selectFrom('finding_events')
      .innerJoin('runs', 'runs.id', 'finding_events.run')
      .select(['fingerprint', 'run', 'finding_events.date as date', 'event'])
      .where('report', '=', report)
      .orderBy('runs.date')
      .orderBy('runs.number')
      .orderBy('fingerprint')
      .execute();
    return rows.map((row) => ({ ...row, event: row.event as FindingEvent }));
  },
});
