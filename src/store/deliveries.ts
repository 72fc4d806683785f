import type { Selectable, Updateable } from 'kysely';
import type { Connection } from './connection.ts';
import type { Db, Schema } from './schema.ts';
import type { Deliveries, Delivery, DeliveryKind, DeliveryState, PlannedDelivery, Via } from './store.ts';

const toDelivery = (row: Selectable<Schema['deliveries']>): Delivery => ({
  id: row.id,
  kind: row.kind as DeliveryKind,
  key: row.key,
  office: row.office,
  run: row.run,
  date: row.date,
  sender: row.sender,
  recipient: row.recipient,
  via: row.via as Via,
  messageId: row.message_id,
  mail: row.mail,
  file: row.file,
  content: row.content,
  planned: row.planned,
  state: row.state as DeliveryState,
  attempts: row.attempts,
  answer: row.answer,
});

/**
 * Plans a mail, inside the transaction of its office's night. A mail that is planned already is left as it is: the
 * same office, date and content is one mail, however often it is asked for.
 */
export const planDelivery = async (db: Db, { messageId, ...plan }: PlannedDelivery): Promise<void> => {
  await db
    .insertInto('deliveries')
    .values({ ...plan, message_id: messageId, state: 'planned', not_before: plan.planned })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};

/** The ledger of mails. */
export const deliveriesIn = ({ db }: Connection): Deliveries => {
  const update = async (id: number, values: Updateable<Schema['deliveries']>): Promise<void> => {
    await db.updateTable('deliveries').set(values).where('id', '=', id).execute();
  };
  return {
    pending: async (now) =>
      (
        await db
          .selectFrom('deliveries')
          .selectAll()
          .where('state', 'in', ['planned', 'intent'])
          .where('not_before', '<=', now.toISOString())
          .orderBy('date')
          .orderBy('office')
          .orderBy('id')
          .execute()
      ).map(toDelivery),
    ofRun: async (run) =>
      (await db.selectFrom('deliveries').selectAll().where('run', '=', run).orderBy('id').execute()).map(toDelivery),
    ofOffice: async (office) =>
      (
        await db
          .selectFrom('deliveries')
          .selectAll()
          .where('office', '=', office)
          .orderBy('date')
          .orderBy('id')
          .execute()
      ).map(toDelivery),
    lastOfEach: async () => {
      const last = db
        .selectFrom('deliveries')
        .select((of) => of.fn.max('id').as('id'))
        .groupBy('office');
      return (await db.selectFrom('deliveries').selectAll().where('id', 'in', last).orderBy('office').execute()).map(
        toDelivery,
      );
    },
    lastMail: async (office, recipient, via) => {
      const row = await db
        .selectFrom('deliveries')
        .select((of) => of.fn.max('date').as('date'))
        .where('kind', '=', 'report')
        .where('office', '=', office)
        .where('recipient', '=', recipient)
        .where('via', '=', via)
        .executeTakeFirst();
      return row?.date ?? null;
    },
    intend: (id, via) =>
      db
        .updateTable('deliveries')
        .set((of) => ({ state: 'intent', via, attempts: of('attempts', '+', 1) }))
        .where('id', '=', id)
        .execute()
        .then(() => {}),
    accept: (id, answer, now) => update(id, { state: 'accepted', answer, settled: now.toISOString() }),
    defer: (id, answer, notBefore) => update(id, { state: 'planned', answer, not_before: notBefore.toISOString() }),
    fail: (id, answer, now) => update(id, { state: 'failed', answer, settled: now.toISOString() }),
  };
};
