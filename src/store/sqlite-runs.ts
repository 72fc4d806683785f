import type { Database, Row } from './sqlite-database.ts';
import type { BegunRun, Run, RunState, Runs, RunTrigger, Slot, Slots } from './store.ts';

const toRun = (row: Row): Run => ({
  id: String(row.id),
  date: String(row.date),
  trigger: row.trigger as RunTrigger,
  state: row.state as RunState,
  started: String(row.started),
  finished: row.finished === null ? null : String(row.finished),
});

const toSlot = (row: Row): Slot => ({
  date: String(row.date),
  state: row.state as Slot['state'],
  run: row.run === null ? null : String(row.run),
});

const UNFINISHED = "state IN ('running', 'interrupted', 'failed')";

const findSlot = (db: Database, date: string): Slot | null => {
  const row = db.get('SELECT * FROM slots WHERE date = ?', date);
  return row && toSlot(row);
};

const insertRun = (db: Database, date: string, trigger: RunTrigger, started: string): Run => {
  const number = Number(db.get('SELECT coalesce(max(number), 0) + 1 AS n FROM runs WHERE date = ?', date)?.n);
  const run: Run = {
    id: number === 1 ? date : `${date}-${number}`,
    date,
    trigger,
    state: 'running',
    started,
    finished: null,
  };
  db.run(
    "INSERT INTO runs (id, date, number, trigger, state, started) VALUES (?, ?, ?, ?, 'running', ?)",
    run.id,
    date,
    number,
    trigger,
    started,
  );
  return run;
};

const abandonOthers = (db: Database, date: string, finished: string): void => {
  db.run(
    `UPDATE slots SET state = 'skipped' WHERE state = 'claimed' AND run IN (SELECT id FROM runs WHERE date <> ? AND ${UNFINISHED})`,
    date,
  );
  db.run(`UPDATE runs SET state = 'abandoned', finished = ? WHERE date <> ? AND ${UNFINISHED}`, finished, date);
};

const begin = (db: Database, date: string, trigger: RunTrigger, now: string): BegunRun => {
  const slot = trigger === 'schedule' ? findSlot(db, date) : null;
  if (slot && slot.state !== 'claimed') return { is: 'done', date };
  abandonOthers(db, date, now);
  const open = db.get(`SELECT * FROM runs WHERE date = ? AND ${UNFINISHED} ORDER BY number DESC LIMIT 1`, date);
  const run: Run = open ? { ...toRun(open), state: 'running' } : insertRun(db, date, trigger, now);
  if (open) db.run("UPDATE runs SET state = 'running' WHERE id = ?", run.id);
  if (trigger === 'schedule') {
    db.run(
      `INSERT INTO slots (date, state, run) VALUES (?, 'claimed', ?)
       ON CONFLICT (date) DO UPDATE SET state = 'claimed', run = excluded.run`,
      date,
      run.id,
    );
  }
  return { is: open ? 'resumed' : 'begun', run };
};

/** Runs in SQLite. */
export const sqliteRuns = (db: Database): Runs => ({
  begin: async ({ date, trigger, now }) => db.transaction(() => begin(db, date, trigger, now.toISOString())),
  end: async (id, { state, now, summary }) =>
    db.transaction(() => {
      db.run(
        'UPDATE runs SET state = ?, finished = ?, summary = ? WHERE id = ?',
        state,
        now.toISOString(),
        summary,
        id,
      );
      if (state === 'finished') db.run("UPDATE slots SET state = 'done' WHERE run = ?", id);
    }),
  find: async (id) => {
    const row = db.get('SELECT * FROM runs WHERE id = ?', id);
    return row && { ...toRun(row), summary: row.summary === null ? null : String(row.summary) };
  },
  latest: async () => {
    const row = db.get('SELECT * FROM runs ORDER BY date DESC, number DESC LIMIT 1');
    return row && toRun(row);
  },
});

/** The calendar in SQLite. */
export const sqliteSlots = (db: Database): Slots => ({
  latest: async () => {
    const row = db.get('SELECT * FROM slots ORDER BY date DESC LIMIT 1');
    return row && toSlot(row);
  },
  find: async (date) => findSlot(db, date),
  skip: async (dates) =>
    db.transaction(() => {
      for (const date of dates)
        db.run("INSERT INTO slots (date, state) VALUES (?, 'skipped') ON CONFLICT (date) DO NOTHING", date);
    }),
});
