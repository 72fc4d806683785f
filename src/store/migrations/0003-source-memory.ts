import { columnTypes, strict } from './columns.ts';
import type { Migration } from './migration.ts';

/** What the sources remember from night to night: pages as they were seen last, messages that were read. */
export const sourceMemory: Migration = async (db, kind) => {
  const { text } = columnTypes(kind);
  await strict(
    db.schema
      .createTable('source_memory')
      .addColumn('key', text, (c) => c.notNull().primaryKey())
      .addColumn('value', text, (c) => c.notNull()),
    kind,
  ).execute();
};
