import { hostname } from 'node:os';
import { Client } from 'pg';
import { LOCK_SPACE, nameOfDatabase } from './open-postgres.ts';
import { LOCK_LOST, type LockHolder, type RunLock, RunLockHeld } from './run-lock-held.ts';
import { StoreError } from './store.ts';

const RUN_LOCK = 2;

/** A server that is cut off from its client gives the lock free after this: 30 s of silence, then three calls 10 s apart. */
const KEEPALIVE = 'set tcp_keepalives_idle to 30; set tcp_keepalives_interval to 10; set tcp_keepalives_count to 3';

const parseHolder = (name: string): LockHolder | null => {
  const [, pid, since, host] = /^gouji run (\d+) (\S+) (.+)$/.exec(name) ?? [];
  return pid && since && host ? { pid: Number(pid), since, host } : null;
};

const findHolder = async (client: Client): Promise<LockHolder | null> => {
  const { rows } = await client.query<{ name: string }>(
    `select a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
     where l.locktype = 'advisory' and l.classid = $1 and l.objid = $2 and l.objsubid = 2 and l.granted
       and l.database = (select oid from pg_database where datname = current_database())`,
    [LOCK_SPACE, RUN_LOCK],
  );
  return parseHolder(rows[0]?.name ?? '');
};

const connect = async (address: string, holder: LockHolder): Promise<Client> => {
  const client = new Client({
    connectionString: address,
    connectionTimeoutMillis: 15_000,
    keepAlive: true,
    // The server cuts names at 63 bytes; the host comes last.
    application_name: `gouji run ${holder.pid} ${holder.since} ${holder.host}`,
  });
  try {
    await client.connect();
    await client.query(KEEPALIVE);
    return client;
  } catch (cause) {
    await client.end().catch(() => {});
    const words = (cause as Error).message || String((cause as AggregateError).errors?.[0]?.message ?? cause);
    throw new StoreError(
      `the store ${nameOfDatabase(address)}: it cannot be reached or refuses (PostgreSQL: ${words})`,
      {
        cause,
      },
    );
  }
};

/**
 * Takes the run lock of a PostgreSQL database, or throws RunLockHeld at once. It is an advisory lock of a connection of
 * its own: the server gives it free when that connection ends, however the process or its machine ended. `lost` is
 * aborted when the connection breaks before the lock is given back: another machine may then run.
 */
export const acquirePostgresLock = async (address: string, now: Date): Promise<RunLock> => {
  const client = await connect(address, { pid: process.pid, host: hostname(), since: now.toISOString() });
  const lost = new AbortController();
  let isReleased = false;
  client.on('error', () => lost.abort(LOCK_LOST));
  client.on('end', () => {
    if (!isReleased) lost.abort(LOCK_LOST);
  });
  const { rows } = await client.query<{ ours: boolean }>('select pg_try_advisory_lock($1, $2) as ours', [
    LOCK_SPACE,
    RUN_LOCK,
  ]);
  const release = async (): Promise<void> => {
    isReleased = true;
    await client.end().catch(() => {});
  };
  if (rows[0]?.ours) return { release, lost: lost.signal };
  const holder = await findHolder(client);
  await release();
  throw new RunLockHeld(nameOfDatabase(address), holder);
};
