import { type Selectable, sql } from 'kysely';
import type { Connection } from './connection.ts';
import type { Db, Schema } from './schema.ts';
import type { BegunRun, Run, RunState, Runs, RunTrigger, Slot, Slots } from './store.ts';

const toRun = ({ id, date, trigger, state, started, finished }: Selectable<Schema['runs']>): Run => ({
  id,
  date,
  trigger: trigger as RunTrigger,
  state: state as RunState,
  started,
  finished,
});

const toSlot = ({ date, state, run }: Selectable<Schema['slots']>): Slot => ({
  date,
  state: state as Slot['state'],
  run,
});

const UNFINISHED = ['running', 'interrupted', 'failed'];

const findSlot = async (db: Db, date: string): Promise<Slot | null> => {
  const row = await db.selectFrom('slots').selectAll().where('date', '=', date).executeTakeFirst();
  return row ? toSlot(row) : null;
};

const insertRun = async (db: Db, date: string, trigger: RunTrigger, started: string): Promise<Run> => {
  const row = await db
    .selectFrom('runs')
    .select(sql<number>`coalesce(max(number), 0) + 1`.as('next'))
    .where('date', '=', date)
    .executeTakeFirst();
  const number = Number(row?.next ?? 1);
  const id = number === 1 ? date : `${date}-${number}`;
  await db.insertInto('runs').values({ id, date, number, trigger, state: 'running', started }).execute();
  return { id, date, trigger, state: 'running', started, finished: null };
};

const abandonOthers = async (db: Db, date: string, finished: string): Promise<void> => {
  await db
    .updateTable('slots')
    .set({ state: 'skipped' })
    .where('state', '=', 'claimed')
    .where('run', 'in', (of) =>
      of.selectFrom('runs').select('id').where('runs.date', '<>', date).where('runs.state', 'in', UNFINISHED),
    )
    .execute();
  await db
    .updateTable('runs')
    .set({ state: 'abandoned', finished })
    .where('date', '<>', date)
    .where('state', 'in', UNFINISHED)
    .execute();
};

const continueOrInsert = async (db: Db, date: string, trigger: RunTrigger, now: string) => {
  const open = await db
    .selectFrom('runs')
    .selectAll()
    .where('date', '=', date)
    .where('state', 'in', UNFINISHED)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!open) return { is: 'begun' as const, run: await insertRun(db, date, trigger, now) };
  await db.updateTable('runs').set({ state: 'running' }).where('id', '=', open.id).execute();
  return { is: 'resumed' as const, run: { ...toRun(open), state: 'running' as const } };
};

const begin = async (db: Db, date: string, trigger: RunTrigger, now: string): Promise<BegunRun> => {
  const slot = trigger === 'schedule' ? await findSlot(db, date) : null;
  if (slot && slot.state !== 'claimed') return { is: 'done', date };
  await abandonOthers(db, date, now);
  const begun = await continueOrInsert(db, date, trigger, now);
  if (trigger === 'schedule') {
    const claimed = { state: 'claimed', run: begun.run.id };
    await db
      .insertInto('slots')
      .values({ date, ...claimed })
      .onConflict((conflict) => conflict.column('date').doUpdateSet(claimed))
      .execute();
  }
  return begun;
};

/** The runs. */
export const runsIn = ({ db }: Connection): Runs => ({
  begin: ({ date, trigger, now }) => db.transaction().execute((all) => begin(all, date, trigger, now.toISOString())),
  end: (id, { state, now, summary }) =>
    db.transaction().execute(async (all) => {
      const finished = now.toISOString();
      await all.updateTable('runs').set({ state, finished, summary }).where('id', '=', id).execute();
      if (state === 'finished') await all.updateTable('slots').set({ state: 'done' }).where('run', '=', id).execute();
    }),
  find: async (id) => {
    const row = await db.selectFrom('runs').selectAll().where('id', '=', id).executeTakeFirst();
    return row ? { ...toRun(row), summary: row.summary } : null;
  },
  latest: async () => {
    const row = await db
      .selectFrom('runs')
      .selectAll()
      .orderBy('date', 'desc')
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row ? toRun(row) : null;
  },
});

/** The calendar. */
export const slotsIn = ({ db }: Connection): Slots => ({
  latest: async () => {
    const row = await db.selectFrom('slots').selectAll().orderBy('date', 'desc').limit(1).executeTakeFirst();
    return row ? toSlot(row) : null;
  },
  find: (date) => findSlot(db, date),
  skip: (dates) =>
    db.transaction().execute(async (all) => {
      for (const date of dates)
        await all
          .insertInto('slots')
          .values({ date, state: 'skipped' })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
    }),
});
