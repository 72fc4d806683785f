import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely';
import { Pool } from 'pg';
import type { Connection } from './connection.ts';
import { MIGRATIONS } from './migrations/registry.ts';
import type { Db } from './schema.ts';
import { StoreError } from './store.ts';

/** All of ours lies in a schema of this name, beside whatever else the database holds. */
const SCHEMA = 'gouji';

/** Of advisory locks: this number is ours, the second says which of our locks. */
export const LOCK_SPACE = 0x474f554a;

const MIGRATION_LOCK = 1;

/** A database's address for people: no user, no password. */
export const nameOfDatabase = (address: string): string => {
  const { hostname, port, pathname, searchParams } = new URL(address);
  const host = hostname === '' ? (searchParams.get('host') ?? 'localhost') : hostname;
  return `postgresql://${host}${port === '' ? '' : `:${port}`}${pathname}`;
};

// Classes and codes of SQLSTATE, of the system's errors, and of the client's own.
const ADVICE: readonly (readonly [RegExp, string])[] = [
  [/^28|^42501$/, 'it does not let this user in; check the user, the password and the rights of DATABASE_URL'],
  [/^3D000$/, 'there is no database of this name; create it (createdb), Gouji makes its tables itself'],
  [/^25006$/, 'it is read-only; name the primary server in DATABASE_URL'],
  [/^53100$/, 'its disk is full'],
  [/^53/, 'it has no room for this now (connections, memory); try again later'],
  [/^57P0|^08/, 'it ended the connection; try again when it is up'],
  [/^58/, 'its system reports an error'],
  [/^XX00/, 'it reports damaged data; restore a copy'],
  [/^E[A-Z_]+$/, 'it cannot be reached; check DATABASE_URL and that the server is up'],
];

/** What the client says when a connection breaks under it, for which it has no code. */
const BROKEN = /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection)/;

const explainFor =
  (name: string) =>
  (error: unknown): unknown => {
    if (!(error instanceof Error) || error instanceof StoreError) return error;
    const code = BROKEN.test(error.message) ? '08006' : 'code' in error ? String(error.code) : '';
    const advice = ADVICE.find(([codes]) => codes.test(code))?.[1];
    if (!advice) return error;
    // Several addresses of one name may each have refused: the error then has no message of its own.
    const words = error.message || (error instanceof AggregateError ? String(error.errors[0]?.message) : code);
    return new StoreError(`the store ${name}: ${advice} (PostgreSQL: ${words})`, { cause: error });
  };

const poolTo = (address: string): Pool => {
  const pool = new Pool({
    connectionString: address,
    max: 8,
    connectionTimeoutMillis: 15_000,
    keepAlive: true,
    application_name: 'gouji',
  });
  // A connection that breaks while nothing is asked of it: the next query opens another, or says why it cannot. The
  // pool hears only of those that lie idle with it.
  pool.on('error', () => {});
  pool.on('connect', (client) => void client.on('error', () => {}));
  return pool;
};

const versionOf = async (db: Db): Promise<number> => {
  const { rows } = await sql<{ version: number }>`select version from schema_version`.execute(db);
  return Number(rows[0]?.version ?? 0);
};

const migrate = async (db: Db, name: string): Promise<void> => {
  await db.transaction().execute(async (all) => {
    // One process at a time; the others wait and then find nothing to do. Given back with the transaction.
    await sql`select pg_advisory_xact_lock(${sql.lit(LOCK_SPACE)}, ${sql.lit(MIGRATION_LOCK)})`.execute(all);
    await sql`create schema if not exists ${sql.ref(SCHEMA)}`.execute(all);
    await sql`create table if not exists schema_version (version integer not null)`.execute(all);
    const version = await versionOf(all as unknown as Db);
    if (version > MIGRATIONS.length)
      throw new StoreError(
        `${name} was written by a newer Gouji (schema ${version}; this one knows up to ${MIGRATIONS.length}): use the newer program, or another database`,
      );
    if (version === MIGRATIONS.length) return;
    for (const migration of MIGRATIONS.slice(version)) await migration(all as unknown as Kysely<never>, 'postgres');
    await sql`delete from schema_version`.execute(all);
    await sql`insert into schema_version (version) values (${sql.lit(MIGRATIONS.length)})`.execute(all);
  });
};

/**
 * Connects to a PostgreSQL database and brings the schema of ours in it up to date. Rejects with a StoreError that
 * names the server, without a password, and what to do.
 */
export const openPostgres = async (address: string): Promise<Connection> => {
  const name = nameOfDatabase(address);
  const explain = explainFor(name);
  const db: Db = new Kysely({
    dialect: new PostgresDialect({
      pool: async () => poolTo(address),
      onCreateConnection: async (connection) => {
        await connection.executeQuery(CompiledQuery.raw(`set search_path to ${SCHEMA}`));
        // What a method has confirmed is on the server's disk, whatever the server does for others.
        await connection.executeQuery(CompiledQuery.raw('set synchronous_commit to on'));
      },
    }),
  });
  try {
    await migrate(db, name);
    return { name, db, explain };
  } catch (error) {
    await db.destroy().catch(() => {});
    throw explain(error);
  }
};
