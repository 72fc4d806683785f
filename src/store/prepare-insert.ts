import { type Compilable, CompiledQuery } from 'kysely';
import type { Db } from './schema.ts';

/**
 * An insert that is put into SQL once and then run with other rows: for tables that get dozens of rows an office, where
 * building the query would cost more than running it. `build` gives the insert of a row; its only parameters are the
 * row's values, and all rows have the same columns.
 */
export const prepareInsert = <Row extends object>(
  build: (row: Row) => Compilable,
): ((db: Db, row: Row) => Promise<void>) => {
  let known: { readonly sql: string; readonly columns: readonly (keyof Row)[] } | null = null;
  return async (db, row) => {
    known ??= { sql: build(row).compile().sql, columns: Object.keys(row) as (keyof Row)[] };
    const values = known.columns.map((column) => row[column]);
    await db.executeQuery(CompiledQuery.raw(known.sql, values));
  };
};
