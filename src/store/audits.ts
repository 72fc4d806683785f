import type { Connection } from './connection.ts';
import { decodeResult, encodeResult, hashFigures } from './encode-result.ts';
import { type AuditOutline, type Audits, StoreError } from './store.ts';

/** Audits by what they are a function of. */
export const auditsIn = ({ db, name }: Connection): Audits => ({
  outline: async (key) => {
    const row = await db
      .selectFrom('audits')
      .select(['year', 'stated_office', 'template', 'figures'])
      .where('key', '=', key)
      .executeTakeFirst();
    // Kept before figures had a hash: judged once more, and then known.
    if (!row || row.figures === null) return null;
    return { year: row.year, statedOffice: row.stated_office, template: row.template, figures: row.figures };
  },
  record: async (key) => {
    const row = await db
      .selectFrom('audits')
      .select(['sha256', 'ruleset', 'version', 'office', 'context'])
      .where('key', '=', key)
      .executeTakeFirst();
    return row ?? null;
  },
  result: async (key) => {
    const row = await db.selectFrom('audits').select('result').where('key', '=', key).executeTakeFirst();
    if (!row) return null;
    try {
      return decodeResult(row.result);
    } catch (cause) {
      throw new StoreError(`the store ${name}: the result of audit ${key} is damaged; restore a copy`, { cause });
    }
  },
  save: async ({ key, sha256, ruleset, version, office, context }, result) => {
    const outline: AuditOutline = {
      year: result.identity.period.year,
      statedOffice: result.identity.officeName,
      template: result.template,
      figures: hashFigures(result),
    };
    await db
      .insertInto('audits')
      .values({
        key,
        sha256,
        ruleset,
        version,
        office,
        stated_office: outline.statedOffice,
        year: outline.year,
        template: outline.template,
        figures: outline.figures,
        context,
        result: encodeResult(result),
      })
      .onConflict((conflict) =>
        conflict.column('key').doUpdateSet((row) => ({
          template: row.ref('excluded.template'),
          figures: row.ref('excluded.figures'),
          context: row.ref('excluded.context'),
          result: row.ref('excluded.result'),
        })),
      )
      .execute();
    return outline;
  },
});
