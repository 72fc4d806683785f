import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';

/** Statements by their text: preparing one costs more than running it. A night has some dozens of them. */
const keepStatements = (db: DatabaseSync): ((text: string) => StatementSync) => {
  const known = new Map<string, StatementSync>();
  return (text) => {
    const before = known.get(text);
    if (before) return before;
    const made = db.prepare(text);
    known.set(text, made);
    return made;
  };
};

const connectionTo = (db: DatabaseSync): DatabaseConnection => {
  const prepare = keepStatements(db);
  return {
    executeQuery: async <R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> => {
      const statement = prepare(sql);
      const values = parameters as readonly SQLInputValue[];
      if (statement.columns().length > 0) return { rows: statement.all(...values) as R[] };
      const { changes, lastInsertRowid } = statement.run(...values);
      return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
    },
    // biome-ignore lint/correctness/useYield: no query of the store is streamed, and the interface asks for a generator
    streamQuery: async function* () {
      throw new Error('the store does not stream');
    },
  };
};

/**
 * The driver's begin takes the right to write at once: a transaction that reads first and is then refused the right to
 * write, because another process wrote meanwhile, could not be saved by waiting.
 */
const driverOf = (db: DatabaseSync): Driver => {
  const connection = connectionTo(db);
  const run = async (text: string): Promise<void> => void (await connection.executeQuery(CompiledQuery.raw(text)));
  return {
    init: async () => {},
    acquireConnection: async () => connection,
    beginTransaction: () => run('begin immediate'),
    commitTransaction: () => run('commit'),
    // A full disk has rolled back already.
    rollbackTransaction: async () => {
      if (db.isTransaction) await run('rollback');
    },
    releaseConnection: async () => {},
    destroy: async () => db.close(),
  };
};

/** Kysely over one open file of node:sqlite, in this process and without a build; the query builder does one thing at a time on it. */
export const sqliteDialect = (db: DatabaseSync): Dialect => ({
  createAdapter: () => new SqliteAdapter(),
  createDriver: () => driverOf(db),
  createIntrospector: (kysely) => new SqliteIntrospector(kysely),
  createQueryCompiler: () => new SqliteQueryCompiler(),
});
