import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import type { Connection } from './connection.ts';
import { MIGRATIONS } from './migrations/registry.ts';
import type { Db } from './schema.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import { StoreError } from './store.ts';

/** "GOUJ" in SQLite's header: tells our file from any other database. */
const APPLICATION_ID = 0x474f554a;

const numberOf = (file: DatabaseSync, pragma: string): number =>
  Number(Object.values(file.prepare(`PRAGMA ${pragma}`).get() ?? {})[0] ?? 0);

const checkOrigin = (file: DatabaseSync, path: string): void => {
  const version = numberOf(file, 'user_version');
  const tables = file.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.n;
  const own = numberOf(file, 'application_id') === APPLICATION_ID;
  if (!own && (version !== 0 || tables !== 0))
    throw new StoreError(`${path} is a database of another program; set GOUJI_DATA to a folder of its own`);
  if (version > MIGRATIONS.length)
    throw new StoreError(
      `${path} was written by a newer Gouji (schema ${version}; this one knows up to ${MIGRATIONS.length}): use the newer program, or another data folder`,
    );
};

const checkPages = (file: DatabaseSync): void => {
  const answer = Object.values(file.prepare('PRAGMA quick_check(1)').get() ?? {})[0];
  if (answer !== 'ok') throw Object.assign(new Error(String(answer)), { code: 'ERR_SQLITE_ERROR', errcode: 11 });
};

const migrate = async (file: DatabaseSync, db: Db): Promise<void> => {
  if (numberOf(file, 'user_version') >= MIGRATIONS.length) return;
  await db.transaction().execute(async (all) => {
    // The version is read again inside: another process may have migrated while this one waited for the lock.
    for (const migration of MIGRATIONS.slice(numberOf(file, 'user_version')))
      await migration(all as unknown as Kysely<never>, 'sqlite');
    file.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
    file.exec(`PRAGMA user_version = ${MIGRATIONS.length}`);
  });
};

const prepareFile = (file: DatabaseSync, path: string, check: boolean): void => {
  checkOrigin(file, path);
  if (check) checkPages(file);
  // FULL: what a method has confirmed survives a power cut, not only a crash of this program.
  file.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
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
const explainFor =
  (path: string) =>
  (error: unknown): unknown => {
    if (!isSqliteError(error)) return error;
    const advice = ADVICE[error.errcode & 0xff];
    return advice ? new StoreError(`the store ${path}: ${advice} (SQLite: ${error.message})`, { cause: error }) : error;
  };

const BUSY_MILLISECONDS = 10_000;

/**
 * Opens the SQLite file of a data folder, makes folder and file where they are missing, and brings the schema up to
 * date. `check` looks through all pages for damage. Rejects with a StoreError for a damaged file, a file of another
 * program, or one of a newer Gouji.
 */
export const openSqlite = async (folder: string, check: boolean): Promise<Connection> => {
  const path = join(folder, 'gouji.db');
  const explain = explainFor(path);
  mkdirSync(folder, { recursive: true });
  let file: DatabaseSync | null = null;
  try {
    file = new DatabaseSync(path, { timeout: BUSY_MILLISECONDS });
    prepareFile(file, path, check);
    const db: Db = new Kysely({ dialect: sqliteDialect(file) });
    await migrate(file, db);
    return { name: path, db, explain };
  } catch (error) {
    file?.close();
    throw explain(error);
  }
};
