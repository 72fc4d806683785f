import { sql } from 'kysely';
import { columnTypes, oneOf, strict } from './columns.ts';
import type { Migration } from './migration.ts';

/**
 * Snapshots, audits, runs, the calendar, filings, findings and the outbox. Dates are ISO, instants ISO in UTC, hashes
 * hexadecimal SHA-256. Bytes of snapshots and of mails not yet sent lie beside the database, by hash.
 */
export const first: Migration = async (db, kind) => {
  const { text, bytes } = columnTypes(kind);
  await strict(
    db.schema
      .createTable('snapshots')
      .addColumn('sha256', text, (c) => c.notNull().primaryKey())
      .addColumn('size', 'integer', (c) => c.notNull().check(sql`size >= 0`))
      .addColumn('source', text, (c) => c.notNull())
      .addColumn('first_seen', text, (c) => c.notNull()),
    kind,
  ).execute();
  // One judgement of one snapshot: key is the hash of snapshot, rules, templates, program version and office.
  await strict(
    db.schema
      .createTable('audits')
      .addColumn('key', text, (c) => c.notNull().primaryKey())
      .addColumn('sha256', text, (c) => c.notNull().references('snapshots.sha256'))
      .addColumn('ruleset', text, (c) => c.notNull())
      .addColumn('version', text, (c) => c.notNull())
      .addColumn('office', text)
      .addColumn('stated_office', text)
      .addColumn('year', 'integer')
      .addColumn('result', bytes, (c) => c.notNull()),
    kind,
  ).execute();
  await strict(
    db.schema
      .createTable('runs')
      .addColumn('id', text, (c) => c.notNull().primaryKey())
      .addColumn('date', text, (c) => c.notNull())
      .addColumn('number', 'integer', (c) => c.notNull().check(sql`number >= 1`))
      .addColumn('trigger', text, (c) => c.notNull().check(oneOf('trigger', ['manual', 'schedule'])))
      .addColumn('state', text, (c) =>
        c.notNull().check(oneOf('state', ['running', 'interrupted', 'failed', 'finished', 'abandoned'])),
      )
      .addColumn('started', text, (c) => c.notNull())
      .addColumn('finished', text)
      .addColumn('summary', text)
      .addUniqueConstraint('runs_of_date', ['date', 'number']),
    kind,
  ).execute();
  // The calendar: one scheduled run a local date.
  await strict(
    db.schema
      .createTable('slots')
      .addColumn('date', text, (c) => c.notNull().primaryKey())
      .addColumn('state', text, (c) => c.notNull().check(oneOf('state', ['claimed', 'done', 'skipped'])))
      .addColumn('run', text, (c) => c.references('runs.id')),
    kind,
  ).execute();
  // The current filing of each report: "<office>/<year>/<copy>", or "?/<source>" where no office is known.
  await strict(
    db.schema
      .createTable('filings')
      .addColumn('report', text, (c) => c.notNull().primaryKey())
      .addColumn('office', text)
      .addColumn('year', 'integer')
      .addColumn('source', text, (c) => c.notNull())
      .addColumn('sha256', text, (c) => c.notNull().references('snapshots.sha256'))
      .addColumn('audit', text, (c) => c.notNull().references('audits.key'))
      .addColumn('run', text, (c) => c.notNull().references('runs.id'))
      .addColumn('summary', text, (c) => c.notNull()),
    kind,
  ).execute();
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
      .addColumn('status', text, (c) => c.notNull().check(oneOf('status', ['new', 'persisting', 'resolved', 'waived'])))
      .addColumn('first_run', text, (c) => c.notNull().references('runs.id'))
      .addColumn('first_seen', text, (c) => c.notNull())
      .addColumn('last_seen', text, (c) => c.notNull())
      .addColumn('deadline', text)
      .addPrimaryKeyConstraint('findings_key', ['report', 'fingerprint']),
    kind,
  ).execute();
  // What a run did with a report: a run that was cut off goes on behind these.
  await strict(
    db.schema
      .createTable('run_reports')
      .addColumn('run', text, (c) => c.notNull().references('runs.id'))
      .addColumn('report', text, (c) => c.notNull())
      .addColumn('office', text)
      .addColumn('summary', text, (c) => c.notNull())
      .addPrimaryKeyConstraint('run_reports_key', ['run', 'report']),
    kind,
  ).execute();
  // The outbox: one mail an office a run. A mail stays pending while it is planned or intent.
  await strict(
    db.schema
      .createTable('deliveries')
      .addColumn('id', 'integer', (c) =>
        kind === 'sqlite' ? c.primaryKey() : c.generatedByDefaultAsIdentity().primaryKey(),
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
      .addColumn('state', text, (c) => c.notNull().check(oneOf('state', ['planned', 'intent', 'accepted', 'failed'])))
      .addColumn('planned', text, (c) => c.notNull())
      .addColumn('not_before', text, (c) => c.notNull())
      .addColumn('settled', text)
      .addColumn('attempts', 'integer', (c) => c.notNull().defaultTo(0))
      .addColumn('answer', text)
      .addUniqueConstraint('deliveries_of_run', ['run', 'office']),
    kind,
  ).execute();
};
