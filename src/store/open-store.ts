import { folderBlobs } from './blobs.ts';
import { decodeResult, encodeResult } from './encode-result.ts';
import { type Database, openDatabase } from './sqlite-database.ts';
import { sqliteDeliveries } from './sqlite-deliveries.ts';
import { sqliteFilings, sqliteNights } from './sqlite-filings.ts';
import { sqliteRuns, sqliteSlots } from './sqlite-runs.ts';
import { type Audits, type Store, StoreError } from './store.ts';

const sqliteAudits = (db: Database): Audits => ({
  outline: async (key) => {
    const row = db.get('SELECT year, stated_office FROM audits WHERE key = ?', key);
    return (
      row && {
        year: row.year === null ? null : Number(row.year),
        statedOffice: row.stated_office === null ? null : String(row.stated_office),
      }
    );
  },
  result: async (key) => {
    const bytes = db.get('SELECT result FROM audits WHERE key = ?', key)?.result;
    if (!(bytes instanceof Uint8Array)) return null;
    try {
      return decodeResult(bytes);
    } catch (cause) {
      throw new StoreError(`the store ${db.path}: the result of audit ${key} is damaged; restore a copy`, { cause });
    }
  },
  save: async ({ key, sha256, ruleset, version, office }, result) =>
    db.run(
      `INSERT INTO audits (key, sha256, ruleset, version, office, stated_office, year, result)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
      key,
      sha256,
      ruleset,
      version,
      office,
      result.identity.officeName,
      result.identity.period.year,
      encodeResult(result),
    ),
});

/**
 * Opens the embedded store of a data folder: SQLite, with large files beside it. `check` reads the whole file for
 * damage first, which a short visit may spare. Rejects with a StoreError that says what is wrong with the file and
 * what to do.
 */
export const openStore = async (folder: string, { check = true } = {}): Promise<Store> => {
  const db = openDatabase(folder, check);
  const blobs = folderBlobs(folder);
  return {
    blobs,
    saveSnapshot: async ({ sha256, source, bytes }, now) => {
      if (db.get('SELECT 1 FROM snapshots WHERE sha256 = ?', sha256)) return;
      // The bytes first: a row never points to nothing.
      await blobs.put('snapshots', bytes);
      db.run(
        'INSERT INTO snapshots (sha256, size, source, first_seen) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
        sha256,
        bytes.length,
        source,
        now.toISOString(),
      );
    },
    audits: sqliteAudits(db),
    filings: sqliteFilings(db),
    nights: sqliteNights(db),
    runs: sqliteRuns(db),
    slots: sqliteSlots(db),
    deliveries: sqliteDeliveries(db),
    close: async () => db.close(),
  };
};
