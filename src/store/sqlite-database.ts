import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { StoreError } from './store.ts';

export type Value = SQLInputValue;

export type Row = Record<string, SQLOutputValue>;

/** One SQLite file with prepared statements kept by their text. Synchronous: SQLite is in this process. */
export type Database = {
  readonly path: string;
  readonly all: (sql: string, ...values: readonly Value[]) => readonly Row[];
  readonly get: (sql: string, ...values: readonly Value[]) => Row | null;
  readonly run: (sql: string, ...values: readonly Value[]) => void;
  /** All of `work`, which must not wait for anything, or nothing of it. */
  readonly transaction: <T>(work: () => T) => T;
  readonly close: () => void;
};

/** "GOUJ" in SQLite's header: tells our file from any other database. */
const APPLICATION_ID = 0x474f554a;

const MIGRATIONS = fileURLToPath(new URL('./migrations/', import.meta.url));

/** The migrations in order: their position, from 1, is the version of the schema they make. */
const readMigrations = (): readonly string[] =>
  readdirSync(MIGRATIONS)
    .filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name))
    .sort()
    .map((name) => readFileSync(join(MIGRATIONS, name), 'utf8'));

const numberOf = (db: DatabaseSync, pragma: string): number =>
  Number(Object.values(db.prepare(`PRAGMA ${pragma}`).get() ?? {})[0] ?? 0);

const checkOrigin = (db: DatabaseSync, path: string, known: number): void => {
  const version = numberOf(db, 'user_version');
  const tables = db.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.n;
  const own = numberOf(db, 'application_id') === APPLICATION_ID;
  if (!own && (version !== 0 || tables !== 0))
    throw new StoreError(`${path} is a database of another program; set GOUJI_DATA to a folder of its own`);
  if (version > known)
    throw new StoreError(
      `${path} was written by a newer Gouji (schema ${version}; this one knows up to ${known}): use the newer program, or another data folder`,
    );
};

const checkPages = (db: DatabaseSync): void => {
  const answer = Object.values(db.prepare('PRAGMA quick_check(1)').get() ?? {})[0];
  if (answer !== 'ok') throw Object.assign(new Error(String(answer)), { code: 'ERR_SQLITE_ERROR', errcode: 11 });
};

const migrate = (db: DatabaseSync, migrations: readonly string[]): void => {
  // The version is read again inside: another process may have migrated while this one waited for the lock.
  db.exec('BEGIN IMMEDIATE');
  try {
    for (const sql of migrations.slice(numberOf(db, 'user_version'))) db.exec(sql);
    db.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
    db.exec(`PRAGMA user_version = ${migrations.length}`);
    db.exec('COMMIT');
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
};

const prepareFile = (db: DatabaseSync, path: string, check: boolean): void => {
  const migrations = readMigrations();
  checkOrigin(db, path, migrations.length);
  if (check) checkPages(db);
  // FULL: what a method has confirmed survives a power cut, not only a crash of this program.
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
  if (numberOf(db, 'user_version') < migrations.length) migrate(db, migrations);
};

// Primary result codes of SQLite.
const ADVICE: Readonly<Record<number, string>> = {
  5: 'another process keeps it locked; try again when that one is done',
  8: 'it, or its folder, is read-only for this user',
  10: 'the disk reports an error',
  11: 'it is damaged; restore a copy, or move it aside to begin with an empty one',
  13: 'the disk is full',
  14: 'it cannot be opened by this user',
  26: 'it is not a database, or damaged; restore a copy, or move it aside to begin with an empty one',
};

const isSqliteError = (error: unknown): error is Error & { readonly errcode: number } =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number';

/** Puts the file's name and what to do before SQLite's own words; passes on every other error. */
const explain = (path: string, error: unknown): unknown => {
  if (!isSqliteError(error)) return error;
  const advice = ADVICE[error.errcode & 0xff];
  return advice ? new StoreError(`the store ${path}: ${advice} (SQLite: ${error.message})`, { cause: error }) : error;
};

const BUSY_MILLISECONDS = 10_000;

/**
 * Opens the SQLite file of a data folder, makes folder and file where they are missing, and brings the schema up to
 * date. `check` looks through all pages for damage. Throws a StoreError for a damaged file, a file of another program, or one of a newer Gouji.
 */
export const openDatabase = (folder: string, check: boolean): Database => {
  const path = join(folder, 'gouji.db');
  const guarded = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw explain(path, error);
    }
  };
  mkdirSync(folder, { recursive: true });
  const db = guarded(() => new DatabaseSync(path, { timeout: BUSY_MILLISECONDS }));
  try {
    guarded(() => prepareFile(db, path, check));
  } catch (error) {
    db.close();
    throw error;
  }
  const statements = new Map<string, StatementSync>();
  const prepare = (sql: string): StatementSync => {
    const known = statements.get(sql);
    if (known) return known;
    const made = db.prepare(sql);
    statements.set(sql, made);
    return made;
  };
  const transaction = <T>(work: () => T): T =>
    guarded(() => {
      db.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        db.exec('COMMIT');
        return result;
      } catch (error) {
        // A full disk may have rolled back already.
        if (db.isTransaction) db.exec('ROLLBACK');
        throw error;
      }
    });
  return {
    path,
    all: (sql, ...values) => guarded(() => prepare(sql).all(...values)),
    get: (sql, ...values) => guarded(() => prepare(sql).get(...values) ?? null),
    run: (sql, ...values) => guarded(() => void prepare(sql).run(...values)),
    transaction,
    close: () => db.close(),
  };
};
