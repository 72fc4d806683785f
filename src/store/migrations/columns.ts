import { type CreateTableBuilder, type RawBuilder, sql } from 'kysely';
import type { DatabaseKind } from '../schema.ts';

/** The column types on which the two databases agree, so that a migration is written once. */
export type ColumnTypes = {
  /** Compared by code points on both: PostgreSQL's own order depends on the server's language. */
  readonly text: RawBuilder<unknown>;
  readonly bytes: 'blob' | 'bytea';
};

export const columnTypes = (kind: DatabaseKind): ColumnTypes => ({
  text: kind === 'sqlite' ? sql`text` : sql`text collate "C"`,
  bytes: kind === 'sqlite' ? 'blob' : 'bytea',
});

/** SQLite checks the types of a column only where it is told to; PostgreSQL always does. */
export const strict = <Table extends string, Column extends string>(
  table: CreateTableBuilder<Table, Column>,
  kind: DatabaseKind,
): CreateTableBuilder<Table, Column> => (kind === 'sqlite' ? table.modifyEnd(sql`strict`) : table);

/** "name IN ('a', 'b')" for a check. */
export const oneOf = (column: string, values: readonly string[]): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(column)} in (${sql.join(values.map((value) => sql.lit(value)))})`;
