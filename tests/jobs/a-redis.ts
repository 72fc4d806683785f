import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import type { RedisServer } from '../../src/platform/config.ts';

/** Why tests with a real Redis cannot run here; null where they can. */
export const NO_REDIS: string | null =
  spawnSync('redis-server', ['--version']).status === 0
    ? null
    : 'redis-server is not on the PATH: install the package redis-server (Debian, Ubuntu) or redis (others)';

/** A real server of its own on loopback: nothing of it is kept on disk, so that being killed is losing everything. */
export type TestRedis = {
  readonly server: RedisServer;
  readonly url: string;
  /** Sends one command over a connection of its own. */
  readonly command: (...words: readonly [string, ...string[]]) => Promise<unknown>;
  /** Lets it neither answer nor end, or go on. */
  readonly freeze: () => void;
  readonly thaw: () => void;
  /** Kill -9; resolves when the process is gone. */
  readonly kill: () => Promise<void>;
  /** Starts it again, empty, on the same port. */
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

const spawnServer = (port: number, folder: string, options: readonly string[]): ChildProcess =>
  spawn(
    'redis-server',
    [
      '--port',
      `${port}`,
      '--bind',
      '127.0.0.1',
      '--save',
      '',
      '--dir',
      folder,
      '--logfile',
      join(folder, 'log'),
      ...options,
    ],
    { stdio: 'ignore' },
  );

const gone = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => child.once('exit', () => resolve()));

/** Starts a server with further options ("--requirepass", "x"); a port that was taken meanwhile is given up for another. */
export const aRedis = async (...options: readonly string[]): Promise<TestRedis> => {
  const folder = mkdtempSync(join(tmpdir(), 'gouji-redis-'));
  let port = await freePort();
  let child: ChildProcess;
  // A test run that is broken off leaves no server behind.
  const atExit = (): void => void child.kill('SIGKILL');
  process.once('exit', atExit);

  const connected = async <T>(use: (redis: Redis) => Promise<T>): Promise<T> => {
    const password = options[options.indexOf('--requirepass') + 1];
    const redis = new Redis(port, '127.0.0.1', {
      lazyConnect: true,
      retryStrategy: () => 20,
      maxRetriesPerRequest: 250,
      ...(options.includes('--requirepass') && password ? { password } : {}),
    });
    redis.on('error', () => {});
    try {
      return await use(redis);
    } finally {
      redis.disconnect();
    }
  };
  const start = async (): Promise<void> => {
    child = spawnServer(port, folder, options);
    const ended = gone(child).then(() => {
      throw new Error(`redis-server ended: ${readFileSync(join(folder, 'log'), 'utf8').slice(-500)}`);
    });
    await Promise.race([connected((redis) => redis.ping()), ended]);
    ended.catch(() => {});
  };
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await gone(child);
  };
  try {
    await start();
  } catch {
    port = await freePort();
    await start();
  }
  return {
    server: { host: '127.0.0.1', port, tls: false, user: null, password: null, db: 0 },
    url: `redis://127.0.0.1:${port}`,
    command: (name, ...words) => connected((redis) => redis.call(name, ...words)),
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    kill,
    start,
    remove: async () => {
      await kill();
      process.off('exit', atExit);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
