import type { Database, Row } from './sqlite-database.ts';
import type { Deliveries, Delivery, DeliveryState, PlannedDelivery, Via } from './store.ts';

const toDelivery = (row: Row): Delivery => ({
  id: Number(row.id),
  key: String(row.key),
  office: String(row.office),
  run: String(row.run),
  date: String(row.date),
  sender: String(row.sender),
  recipient: String(row.recipient),
  via: row.via as Via,
  messageId: String(row.message_id),
  mail: String(row.mail),
  file: String(row.file),
  planned: String(row.planned),
  state: row.state as DeliveryState,
  attempts: Number(row.attempts),
  answer: row.answer === null ? null : String(row.answer),
});

/**
 * Plans a mail, inside the transaction of its office's night. A mail that is planned already is left as it is: the
 * same office, date and content is one mail, however often it is asked for.
 */
export const planDelivery = (db: Database, plan: PlannedDelivery): void =>
  db.run(
    `INSERT INTO deliveries
       (key, office, run, date, sender, recipient, via, message_id, mail, file, state, planned, not_before)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'planned', ?, ?)
     ON CONFLICT DO NOTHING`,
    plan.key,
    plan.office,
    plan.run,
    plan.date,
    plan.sender,
    plan.recipient,
    plan.via,
    plan.messageId,
    plan.mail,
    plan.file,
    plan.planned,
    plan.planned,
  );

/** The ledger of mails in SQLite. */
export const sqliteDeliveries = (db: Database): Deliveries => ({
  pending: async (now) =>
    db
      .all(
        "SELECT * FROM deliveries WHERE state IN ('planned', 'intent') AND not_before <= ? ORDER BY date, office, id",
        now.toISOString(),
      )
      .map(toDelivery),
  ofRun: async (run) => db.all('SELECT * FROM deliveries WHERE run = ? ORDER BY id', run).map(toDelivery),
  lastMail: async (office, recipient, via) => {
    const row = db.get(
      'SELECT max(date) AS date FROM deliveries WHERE office = ? AND recipient = ? AND via = ?',
      office,
      recipient,
      via,
    );
    return typeof row?.date === 'string' ? row.date : null;
  },
  intend: async (id, via) =>
    db.run("UPDATE deliveries SET state = 'intent', via = ?, attempts = attempts + 1 WHERE id = ?", via, id),
  accept: async (id, answer, now) =>
    db.run(
      "UPDATE deliveries SET state = 'accepted', answer = ?, settled = ? WHERE id = ?",
      answer,
      now.toISOString(),
      id,
    ),
  defer: async (id, answer, notBefore) =>
    db.run(
      "UPDATE deliveries SET state = 'planned', answer = ?, not_before = ? WHERE id = ?",
      answer,
      notBefore.toISOString(),
      id,
    ),
  fail: async (id, answer, now) =>
    db.run(
      "UPDATE deliveries SET state = 'failed', answer = ?, settled = ? WHERE id = ?",
      answer,
      now.toISOString(),
      id,
    ),
});
