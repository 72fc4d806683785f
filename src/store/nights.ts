import { type Insertable, sql } from 'kysely';
import type { Connection } from './connection.ts';
import { planDelivery } from './deliveries.ts';
import { prepareInsert } from './prepare-insert.ts';
import type { Db, Schema } from './schema.ts';
import {
  type Filing,
  type KnownFinding,
  type Nights,
  type OfficeNight,
  StoreError,
  type UnreadReport,
} from './store.ts';

const saveFiling = async (db: Db, filing: Filing): Promise<void> => {
  const { report: _, ...rest } = filing;
  await db
    .insertInto('filings')
    .values(filing)
    .onConflict((conflict) => conflict.column('report').doUpdateSet(rest))
    .execute();
};

type FindingRow = Insertable<Schema['findings']>;

const rowOf = (report: string, known: KnownFinding): FindingRow => ({
  report,
  fingerprint: known.fingerprint,
  rule: known.rule,
  severity: known.severity,
  content: known.content,
  message_zh: known.message.zh,
  message_en: known.message.en,
  status: known.status,
  first_run: known.firstRun,
  first_seen: known.firstSeen,
  opened_on: known.openedOn,
  last_seen: known.lastSeen,
  resolved_on: known.resolvedOn,
  deadline: known.deadline,
  escalated_on: known.escalatedOn,
});

type EventRow = Insertable<Schema['finding_events']>;

/** What an office night writes many rows of. */
type Inserts = {
  readonly finding: (db: Db, row: FindingRow) => Promise<void>;
  readonly event: (db: Db, row: EventRow) => Promise<void>;
};

const KEY: ReadonlySet<string> = new Set(['report', 'fingerprint']);

const insertsFor = (db: Db): Inserts => ({
  finding: prepareInsert((row: FindingRow) =>
    db
      .insertInto('findings')
      .values(row)
      .onConflict((conflict) =>
        conflict.columns(['report', 'fingerprint']).doUpdateSet((of) => {
          const columns = (Object.keys(row) as (keyof FindingRow)[]).filter((column) => !KEY.has(column));
          return Object.fromEntries(columns.map((column) => [column, of.ref(`excluded.${column}`)]));
        }),
      ),
  ),
  event: prepareInsert((row: EventRow) =>
    db
      .insertInto('finding_events')
      .values(row)
      .onConflict((conflict) => conflict.doNothing()),
  ),
});

const saveVersions = async (db: Db, { run, date, versions }: OfficeNight): Promise<void> => {
  for (const { report, source, sha256, audit, changes, noted } of versions)
    await db
      .insertInto('versions')
      .values({
        report,
        run,
        date,
        source,
        sha256,
        audit,
        changes: JSON.stringify(changes),
        noted: noted ? 1 : 0,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
};

const saveEvents = async (
  db: Db,
  { event: insert }: Inserts,
  { run, date }: Pick<OfficeNight, 'run' | 'date'>,
  events: OfficeNight['events'],
): Promise<void> => {
  for (const { report, fingerprint, event } of events) await insert(db, { report, fingerprint, run, date, event });
};

/** A run that was stopped, or given up for a later one, takes nothing more. */
const insistOnRunning = async (db: Db, run: string): Promise<void> => {
  const row = await db.selectFrom('runs').select('state').where('id', '=', run).executeTakeFirst();
  if (row && row.state !== 'running')
    throw new StoreError(`run ${run} is ${row.state}: what was worked out for it so late is not kept`);
};

const rowsIn = (db: Db, run: string, reports: readonly string[] | null) => {
  const rows = db.selectFrom('run_reports').select(['report', 'office', 'summary']).where('run', '=', run);
  return (reports === null ? rows : rows.where('report', 'in', reports)).orderBy('report').execute();
};

/**
 * Says which reports the run has now spoken of. Of two workers that do the same office at once the second waits for the
 * first one's transaction, is refused by the key, and finds all of it saved when it tries again.
 */
const saveRows = async (db: Db, { run, office, rows }: OfficeNight): Promise<void> => {
  for (const { report, summary, audit, card } of rows)
    await db.insertInto('run_reports').values({ run, report, office, summary, audit, card }).execute();
};

const saveNight = async (db: Db, inserts: Inserts, night: OfficeNight): Promise<void> => {
  const { run, filings, findings, rows, delivery } = night;
  await insistOnRunning(db, run);
  const reports = rows.map(({ report }) => report);
  if (reports.length > 0 && (await rowsIn(db, run, reports)).length > 0) return;
  await saveRows(db, night);
  for (const filing of filings) await saveFiling(db, filing);
  for (const { report, known } of findings) for (const one of known) await inserts.finding(db, rowOf(report, one));
  await saveVersions(db, night);
  await saveEvents(db, inserts, night, night.events);
  if (delivery) await planDelivery(db, delivery);
};

/** Open findings of one report become "cannot be verified"; what they are known for stays. */
const leaveUnverified = async (db: Db, inserts: Inserts, { run, date, report }: UnreadReport): Promise<void> => {
  const open = await db
    .selectFrom('findings')
    .select('fingerprint')
    .where('report', '=', report)
    .where('status', 'in', ['new', 'persisting', 'reopened'])
    .orderBy('fingerprint')
    .execute();
  await saveEvents(
    db,
    inserts,
    { run, date },
    open.map(({ fingerprint }) => ({ report, fingerprint, event: 'unverified' })),
  );
  await db
    .updateTable('findings')
    .set({ status: 'unverified' })
    .where('report', '=', report)
    .where('status', 'in', ['new', 'persisting', 'reopened'])
    .execute();
};

/** What nights say about offices. */
export const nightsIn = ({ db }: Connection): Nights => {
  const inserts = insertsFor(db);
  return {
    save: (night) => db.transaction().execute((all) => saveNight(all, inserts, night)),
    unread: (reports) =>
      db.transaction().execute(async (all) => {
        for (const report of reports) await leaveUnverified(all, inserts, report);
      }),
    escalate: (delivery, findings) =>
      db.transaction().execute(async (all) => {
        await planDelivery(all, delivery);
        for (const { report, fingerprint } of findings)
          await all
            .updateTable('findings')
            .set({ escalated_on: delivery.date })
            .where('report', '=', report)
            .where('fingerprint', '=', fingerprint)
            .execute();
      }),
    rowsOf: (run, reports) => rowsIn(db, run, reports ?? null),
    cardsOf: async (run) => {
      const rows = await db
        .selectFrom('run_reports')
        .select(['report', 'audit', 'card'])
        .where('run', '=', run)
        .where('card', 'is not', sql.lit(null))
        .orderBy('report')
        .execute();
      return rows.flatMap(({ report, audit, card }) => (audit && card ? [{ report, audit, card }] : []));
    },
  };
};
