import { sql } from 'kysely';
import { columnTypes, oneOf, strict } from './columns.ts';
import type { Migration } from './migration.ts';

const STATUSES = ['new', 'persisting', 'reopened', 'unverified', 'resolved', 'waived'];

const KEPT_OF_FINDINGS = [
  'report',
  'fingerprint',
  'rule',
  'severity',
  'content',
  'message_zh',
  'message_en',
  'status',
  'first_run',
  'first_seen',
  'last_seen',
  'deadline',
] as const;

const KEPT_OF_DELIVERIES = [
  'id',
  'key',
  'office',
  'run',
  'date',
  'sender',
  'recipient',
  'via',
  'message_id',
  'mail',
  'file',
  'state',
  'planned',
  'not_before',
  'settled',
  'attempts',
  'answer',
] as const;

const list = (columns: readonly string[]) => sql.join(columns.map((column) => sql.ref(column)));

/** A finding that was known before opened on the day it was first seen: that it might have gone between was not kept. */
const rebuildFindings: Migration = async (db, kind) => {
  const { text } = columnTypes(kind);
  await sql`drop index if exists findings_open`.execute(db);
  await sql`alter table findings rename to findings_before`.execute(db);
  if (kind === 'postgres')
    await sql`alter table findings_before rename constraint findings_key to findings_before_key`.execute(db);
  await strict(
    db.schema
      .createTable('findings')
      .addColumn('report', text, (c) => c.notNull())
      .addColumn('fingerprint', text, (c) => c.notNull())
      .addColumn('rule', text, (c) => c.notNull())
      .addColumn('severity', text, (c) => c.notNull().check(oneOf('severity', ['fatal', 'error', 'warning', 'info'])))
      .addColumn('content', text, (c) => c.notNull())
      .addColumn('message_zh', text, (c) => c.notNull())
      .addColumn('message_en', text, (c) => c.notNull())
      .addColumn('status', text, (c) => c.notNull().check(oneOf('status', STATUSES)))
      .addColumn('first_run', text, (c) => c.notNull().references('runs.id'))
      .addColumn('first_seen', text, (c) => c.notNull())
      .addColumn('last_seen', text, (c) => c.notNull())
      .addColumn('deadline', text)
      .addColumn('opened_on', text, (c) => c.notNull())
      .addColumn('resolved_on', text)
      .addColumn('escalated_on', text)
      .addPrimaryKeyConstraint('findings_key', ['report', 'fingerprint']),
    kind,
  ).execute();
  await sql`insert into findings (${list([...KEPT_OF_FINDINGS, 'opened_on', 'resolved_on'])})
    select ${list([...KEPT_OF_FINDINGS, 'first_seen'])}, case when status = 'resolved' then last_seen end
    from findings_before`.execute(db);
  await sql`drop table findings_before`.execute(db);
  await sql`create index findings_open on findings (report, deadline)
    where status in ('new', 'persisting', 'reopened', 'unverified')`.execute(db);
};

/** A mail is about an office's own reports, or tells the office above what is overdue: one of each a run. */
const rebuildDeliveries: Migration = async (db, kind) => {
  const { text, bytes } = columnTypes(kind);
  await sql`drop index if exists deliveries_pending`.execute(db);
  await sql`drop index if exists deliveries_of_office`.execute(db);
  await sql`alter table deliveries rename to deliveries_before`.execute(db);
  if (kind === 'postgres')
    for (const name of ['deliveries_pkey', 'deliveries_key_key', 'deliveries_message_id_key', 'deliveries_of_run'])
      await sql`alter table deliveries_before rename constraint ${sql.ref(name)} to ${sql.ref(`before_${name}`)}`.execute(
        db,
      );
  await strict(
    db.schema
      .createTable('deliveries')
      .addColumn('id', 'integer', (c) =>
        kind === 'sqlite' ? c.primaryKey() : c.generatedByDefaultAsIdentity().primaryKey(),
      )
      .addColumn('kind', text, (c) =>
        c
          .notNull()
          .defaultTo('report')
          .check(oneOf('kind', ['report', 'escalation', 'operator'])),
      )
      .addColumn('key', text, (c) => c.notNull().unique())
      .addColumn('office', text, (c) => c.notNull())
      .addColumn('run', text, (c) => c.notNull().references('runs.id'))
      .addColumn('date', text, (c) => c.notNull())
      .addColumn('sender', text, (c) => c.notNull())
      .addColumn('recipient', text, (c) => c.notNull())
      .addColumn('via', text, (c) => c.notNull().check(oneOf('via', ['outbox', 'smtp'])))
      .addColumn('message_id', text, (c) => c.notNull().unique())
      .addColumn('mail', text, (c) => c.notNull())
      .addColumn('file', text, (c) => c.notNull())
      .addColumn('content', bytes)
      .addColumn('state', text, (c) => c.notNull().check(oneOf('state', ['planned', 'intent', 'accepted', 'failed'])))
      .addColumn('planned', text, (c) => c.notNull())
      .addColumn('not_before', text, (c) => c.notNull())
      .addColumn('settled', text)
      .addColumn('attempts', 'integer', (c) => c.notNull().defaultTo(0))
      .addColumn('answer', text)
      .addUniqueConstraint('deliveries_of_run', ['run', 'office', 'kind']),
    kind,
  ).execute();
  await sql`insert into deliveries (${list(KEPT_OF_DELIVERIES)})
    select ${list(KEPT_OF_DELIVERIES)} from deliveries_before`.execute(db);
  await sql`drop table deliveries_before`.execute(db);
  await sql`create index deliveries_pending on deliveries (not_before) where state in ('planned', 'intent')`.execute(
    db,
  );
  await sql`create index deliveries_of_office on deliveries (office, recipient, via, date)`.execute(db);
};

/**
 * What the memory of problems needs: findings that come back or cannot be verified, the versions of a report with the
 * figures that changed between them, what judged a report and beside which others, and what makes a run again.
 */
export const memory: Migration = async (db, kind) => {
  const { text, bytes } = columnTypes(kind);
  await rebuildFindings(db, kind);
  await rebuildDeliveries(db, kind);
  await strict(
    db.schema
      .createTable('versions')
      .addColumn('report', text, (c) => c.notNull())
      .addColumn('run', text, (c) => c.notNull().references('runs.id'))
      .addColumn('date', text, (c) => c.notNull())
      .addColumn('source', text, (c) => c.notNull())
      .addColumn('sha256', text, (c) => c.notNull().references('snapshots.sha256'))
      .addColumn('audit', text, (c) => c.notNull().references('audits.key'))
      .addColumn('changes', text, (c) => c.notNull())
      .addColumn('noted', 'integer', (c) => c.notNull().check(sql`noted in (0, 1)`))
      .addPrimaryKeyConstraint('versions_key', ['report', 'run']),
    kind,
  ).execute();
  // Versions that were current when this began to be kept; what came before them is not known.
  await sql`insert into versions (report, run, date, source, sha256, audit, changes, noted)
    select f.report, f.run, r.date, f.source, f.sha256, f.audit, '[]', 0
    from filings f join runs r on r.id = f.run`.execute(db);
  await strict(
    db.schema
      .createTable('finding_events')
      .addColumn('report', text, (c) => c.notNull())
      .addColumn('fingerprint', text, (c) => c.notNull())
      .addColumn('run', text, (c) => c.notNull().references('runs.id'))
      .addColumn('date', text, (c) => c.notNull())
      .addColumn('event', text, (c) =>
        c
          .notNull()
          .check(oneOf('event', ['new', 'reopened', 'resolved', 'unverified', 'verified', 'waived', 'unwaived'])),
      )
      .addPrimaryKeyConstraint('finding_events_key', ['report', 'fingerprint', 'run']),
    kind,
  ).execute();
  // `figures` is the hash of what other audits may read of a report; null makes an audit be done once more.
  for (const column of ['template', 'figures', 'context'])
    await db.schema.alterTable('audits').addColumn(column, text).execute();
  await db.schema.alterTable('run_reports').addColumn('audit', text).execute();
  await db.schema.alterTable('run_reports').addColumn('card', bytes).execute();
};
