import type { FindingStatus } from '../model/finding.ts';
import type { Severity } from '../model/rule.ts';
import type { Database, Row } from './sqlite-database.ts';
import { planDelivery } from './sqlite-deliveries.ts';
import type { Filing, Filings, KnownFinding, Nights, OfficeNight } from './store.ts';

const toFiling = (row: Row): Filing => ({
  report: String(row.report),
  office: row.office === null ? null : String(row.office),
  year: row.year === null ? null : Number(row.year),
  source: String(row.source),
  sha256: String(row.sha256),
  audit: String(row.audit),
  run: String(row.run),
  summary: String(row.summary),
});

const toKnown = (row: Row): KnownFinding => ({
  fingerprint: String(row.fingerprint),
  rule: String(row.rule),
  severity: row.severity as Severity,
  content: String(row.content),
  message: { zh: String(row.message_zh), en: String(row.message_en) },
  status: row.status as FindingStatus,
  firstRun: String(row.first_run),
  firstSeen: String(row.first_seen),
  lastSeen: String(row.last_seen),
  deadline: row.deadline === null ? null : String(row.deadline),
});

/** What is known of reports in SQLite. */
export const sqliteFilings = (db: Database): Filings => ({
  all: async () => db.all('SELECT * FROM filings ORDER BY report').map(toFiling),
  find: async (report) => {
    const row = db.get('SELECT * FROM filings WHERE report = ?', report);
    return row && toFiling(row);
  },
  findings: async (report) =>
    db.all('SELECT * FROM findings WHERE report = ? ORDER BY fingerprint', report).map(toKnown),
  openFindings: async () =>
    db
      .all(
        `SELECT DISTINCT report, deadline FROM findings WHERE status IN ('new', 'persisting') ORDER BY report, deadline`,
      )
      .map((row) => ({ report: String(row.report), deadline: row.deadline === null ? null : String(row.deadline) })),
});

const saveFiling = (db: Database, filing: Filing): void =>
  db.run(
    `INSERT OR REPLACE INTO filings (report, office, year, source, sha256, audit, run, summary)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    filing.report,
    filing.office,
    filing.year,
    filing.source,
    filing.sha256,
    filing.audit,
    filing.run,
    filing.summary,
  );

const saveFinding = (db: Database, report: string, known: KnownFinding): void =>
  db.run(
    `INSERT OR REPLACE INTO findings
       (report, fingerprint, rule, severity, content, message_zh, message_en, status, first_run, first_seen, last_seen, deadline)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    report,
    known.fingerprint,
    known.rule,
    known.severity,
    known.content,
    known.message.zh,
    known.message.en,
    known.status,
    known.firstRun,
    known.firstSeen,
    known.lastSeen,
    known.deadline,
  );

const saveNight = (db: Database, { run, office, filings, findings, rows, delivery }: OfficeNight): void => {
  for (const filing of filings) saveFiling(db, filing);
  for (const { report, known } of findings) for (const one of known) saveFinding(db, report, one);
  for (const { report, summary } of rows)
    db.run(
      'INSERT OR REPLACE INTO run_reports (run, report, office, summary) VALUES (?, ?, ?, ?)',
      run,
      report,
      office,
      summary,
    );
  if (delivery) planDelivery(db, delivery);
};

/** Office nights in SQLite. */
export const sqliteNights = (db: Database): Nights => ({
  save: async (night) => db.transaction(() => saveNight(db, night)),
  rowsOf: async (run) =>
    db.all('SELECT report, office, summary FROM run_reports WHERE run = ? ORDER BY report', run).map((row) => ({
      report: String(row.report),
      office: row.office === null ? null : String(row.office),
      summary: String(row.summary),
    })),
});
