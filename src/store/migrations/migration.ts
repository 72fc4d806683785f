import type { Kysely } from 'kysely';
import type { DatabaseKind } from '../schema.ts';

/**
 * One step of the schema, run inside a transaction on either database. It is written against the tables as they were
 * then, so it knows nothing of the present schema's types.
 */
export type Migration = (db: Kysely<never>, kind: DatabaseKind) => Promise<void>;
