import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { accessSync, chmodSync, chownSync, constants, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { Client } from 'pg';

const isThere = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Debian keeps the server's own programs off the PATH; the newest version is taken. */
const findPrograms = (): string | null => {
  const onPath = (process.env.PATH ?? '').split(delimiter);
  const debian = globSync('/usr/lib/postgresql/*/bin').sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  return [...onPath, ...debian].find((folder) => isThere(join(folder, 'postgres'))) ?? null;
};

/** The server refuses to work for root; a user to be instead, if this is root. */
const findUser = (): { readonly uid: number; readonly gid: number } | null => {
  const ids = ['-u', '-g'].map((flag) => spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout.trim());
  const [uid, gid] = ids.map(Number);
  return uid && gid ? { uid, gid } : null;
};

const programs = findPrograms();
const isRoot = process.getuid?.() === 0;
const user = isRoot ? findUser() : null;

/** Why tests with a real PostgreSQL cannot run here; null where they can. */
export const NO_POSTGRES: string | null =
  programs === null
    ? 'there is no PostgreSQL server: install the package postgresql (its service need not run)'
    : isRoot && user === null
      ? 'PostgreSQL refuses to run as root and there is no user "postgres" to be instead'
      : null;

/** A real server of its own on loopback, in a folder that goes away with it. */
export type TestPostgres = {
  /** Makes an empty database and gives its address. */
  readonly database: () => Promise<string>;
  /** Runs SQL in a database, over a connection of its own. */
  readonly query: (address: string, sql: string) => Promise<readonly Record<string, unknown>[]>;
  /** Kill -9 of all of it, and a start that recovers. */
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
  readonly remove: () => Promise<void>;
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

const asUser = () => (user ? { uid: user.uid, gid: user.gid } : {});

const program = (name: string, ...args: readonly string[]): void => {
  const result = spawnSync(join(programs ?? '', name), args, { encoding: 'utf8', cwd: tmpdir(), ...asUser() });
  if (result.status !== 0) throw new Error(`${name} failed: ${result.stderr}${result.error?.message ?? ''}`);
};

// No fsync: what is tested is what this program asks for, not the disk. Everything else as it comes.
const SETTINGS = ['fsync=off', 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=40'];

/** Its own processes, each of which goes on for a while when the server is killed. */
const childrenOf = ({ pid }: ChildProcess): readonly number[] => {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number);
  } catch {
    return [];
  }
};

const endQuietly = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
};

const spawnServer = (folder: string, port: number): ChildProcess =>
  spawn(
    join(programs ?? '', 'postgres'),
    ['-D', join(folder, 'data'), '-p', `${port}`, ...SETTINGS.flatMap((setting) => ['-c', setting])],
    { stdio: 'ignore', cwd: folder, ...asUser() },
  );

const connected = async <T>(address: string, use: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({ connectionString: address });
  client.on('error', () => {});
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end().catch(() => {});
  }
};

const answers = async (address: string, child: ChildProcess): Promise<void> => {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`postgres ended with ${child.exitCode}`);
    try {
      return await connected(address, async (client) => void (await client.query('select 1')));
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
  throw new Error('postgres does not answer');
};

/** Starts a server; its cluster has a language whose order is not that of code points, so that a wrong order is seen. */
export const aPostgres = async (): Promise<TestPostgres> => {
  const folder = mkdtempSync(join(tmpdir(), 'gouji-postgres-'));
  chmodSync(folder, 0o700);
  if (user) chownSync(folder, user.uid, user.gid);
  program(
    'initdb',
    '-D',
    join(folder, 'data'),
    '-U',
    'gouji',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
    '--locale-provider=icu',
    '--icu-locale=en',
    '-N',
  );
  const port = await freePort();
  const address = (name: string): string => `postgresql://gouji@127.0.0.1:${port}/${name}`;
  let child: ChildProcess;
  // A test run that is broken off leaves no server behind.
  const atExit = (): void => void child.kill('SIGQUIT');
  process.once('exit', atExit);
  const end = async (signal: 'SIGQUIT' | 'SIGKILL'): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    const backends = signal === 'SIGKILL' ? childrenOf(child) : [];
    child.kill(signal);
    for (const backend of backends) endQuietly(backend);
    await gone;
  };
  const start = async (): Promise<void> => {
    child = spawnServer(folder, port);
    await answers(address('postgres'), child);
  };
  const query: TestPostgres['query'] = (database, sql) =>
    connected(database, async (client) => (await client.query(sql)).rows);
  await start();
  let made = 0;
  return {
    database: async () => {
      made += 1;
      await query(address('postgres'), `create database test_${made}`);
      return address(`test_${made}`);
    },
    query,
    kill: () => end('SIGKILL'),
    start,
    remove: async () => {
      await end('SIGQUIT');
      process.off('exit', atExit);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
