import type { Connection } from './connection.ts';
import type { SourceNotes } from './store.ts';

/** The first text that is behind all texts with this beginning. */
const behind = (prefix: string): string =>
  `${prefix.slice(0, -1)}${String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1)}`;

/** What sources remember, as texts by key. */
export const sourceNotesIn = ({ db }: Connection): SourceNotes => ({
  get: async (key) => {
    const row = await db.selectFrom('source_memory').select('value').where('key', '=', key).executeTakeFirst();
    return row?.value ?? null;
  },
  put: async (key, value) => {
    await db
      .insertInto('source_memory')
      .values({ key, value })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
      .execute();
  },
  keys: async (prefix) => {
    const rows = await db
      .selectFrom('source_memory')
      .select('key')
      .where('key', '>=', prefix)
      .where('key', '<', behind(prefix))
      .orderBy('key')
      .execute();
    return rows.map(({ key }) => key);
  },
});
