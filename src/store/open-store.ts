import { mkdir } from 'node:fs/promises';
import { sql } from 'kysely';
import { auditsIn } from './audits.ts';
import { type Blobs, folderBlobs } from './blobs.ts';
import { type Bucket, bucketBlobs } from './bucket-blobs.ts';
import { type Connection, explained } from './connection.ts';
import { deliveriesIn } from './deliveries.ts';
import { filingsIn } from './filings.ts';
import { nightsIn } from './nights.ts';
import { openSqlite } from './open-sqlite.ts';
import { runsIn, slotsIn } from './runs.ts';
import { sourceNotesIn } from './source-notes.ts';
import type { Store } from './store.ts';

/**
 * Where the store is: SQLite in the folder `data`, or the PostgreSQL of `database`; large files in the folder too, or
 * in a bucket.
 */
export type StorePlace = {
  readonly data: string;
  readonly database: string | null;
  readonly bucket: Bucket | null;
};

const FOLDER_ONLY = { database: null, bucket: null };

export const placeOf = (place: string | StorePlace): StorePlace =>
  typeof place === 'string' ? { data: place, ...FOLDER_ONLY } : place;

const connect = async ({ data, database }: StorePlace, check: boolean): Promise<Connection> => {
  if (database === null) return openSqlite(data, check);
  await mkdir(data, { recursive: true });
  // Loaded only when it is asked for, as with every server.
  const { openPostgres } = await import('./open-postgres.ts');
  return openPostgres(database);
};

const snapshotsIn =
  ({ db }: Connection, blobs: Blobs): Store['saveSnapshot'] =>
  async ({ sha256, source, bytes }, now) => {
    const known = await db.selectFrom('snapshots').select('sha256').where('sha256', '=', sha256).executeTakeFirst();
    if (known) return;
    // The bytes first: a row never points to nothing.
    await blobs.put('snapshots', bytes);
    await db
      .insertInto('snapshots')
      .values({ sha256, size: bytes.length, source, first_seen: now.toISOString() })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  };

/** The cluster's own number and the database's: the same by whatever name a machine reaches the server. */
const identityOf = async ({ db, explain }: Connection, { database }: StorePlace): Promise<string | null> => {
  if (database === null) return null;
  try {
    const { rows } = await sql<{ identity: string }>`select system_identifier || '/' || oid as identity
      from pg_control_system(), pg_database where datname = current_database()`.execute(db);
    return rows[0]?.identity ?? null;
  } catch (error) {
    throw explain(error);
  }
};

/**
 * Opens the store of a place, or of a data folder alone. `check` reads a whole SQLite file for damage first, which a
 * short visit may spare. Rejects with a StoreError that says what is wrong with the file or the server and what to do.
 */
export const openStore = async (where: string | StorePlace, { check = true } = {}): Promise<Store> => {
  const place = placeOf(where);
  const connection = await connect(place, check);
  const blobs = place.bucket === null ? folderBlobs(place.data) : bucketBlobs(place.bucket);
  return {
    identity: await identityOf(connection, place),
    blobs,
    ...explained({ saveSnapshot: snapshotsIn(connection, blobs) }, connection),
    audits: explained(auditsIn(connection), connection),
    filings: explained(filingsIn(connection), connection),
    nights: explained(nightsIn(connection), connection),
    runs: explained(runsIn(connection), connection),
    slots: explained(slotsIn(connection), connection),
    deliveries: explained(deliveriesIn(connection), connection),
    sources: explained(sourceNotesIn(connection), connection),
    close: () => connection.db.destroy(),
  };
};
