import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { type BullmqSettings, bullmqQueue } from '../../src/jobs/queue/bullmq-queue.ts';
import { readInfo, redisFaults } from '../../src/jobs/queue/check-redis.ts';
import { QueueError, type Task, type Unit } from '../../src/jobs/queue/queue.ts';
import { retryDelay } from '../../src/jobs/queue/retry-delay.ts';
import { ConfigurationError } from '../../src/platform/faults.ts';
import { createLog } from '../../src/platform/log.ts';
import { aRedis, NO_REDIS, type TestRedis } from './a-redis.ts';

const tellTask = (run: (n: number) => Promise<void>): Task<{ n: number }, string> => ({
  name: 'tell',
  payload: z.object({ n: z.number() }),
  run: async ({ n }) => {
    await run(n);
    return `told ${n}`;
  },
  stopsAll: () => false,
  seal: null,
});

const unitsTo = (count: number): readonly Unit<{ n: number }>[] =>
  Array.from({ length: count }, (_, n) => ({ id: `report ${n}`, payload: { n } }));

const allTold = (count: number): readonly string[] => unitsTo(count).map(({ payload: { n } }) => `told ${n}`);

describe('BullMQ on a real Redis', () => {
  let redis: TestRedis;

  beforeAll(async () => {
    if (NO_REDIS === null) redis = await aRedis();
  });

  afterAll(() => redis?.remove());

  beforeEach(async (context) => {
    context.skip(NO_REDIS !== null, NO_REDIS ?? '');
    await redis.command('FLUSHALL');
  });

  const open = (more: Partial<BullmqSettings> = {}) =>
    bullmqQueue(redis.server, { space: 'faults', retryAfter: 5, lookEvery: 30, ...more });

  const runAll = async (run: (n: number) => Promise<void>, count: number, more: Partial<BullmqSettings> = {}) => {
    const queue = await open(more);
    const done: string[] = [];
    try {
      const options = { signal: new AbortController().signal, onDone: (id: string) => done.push(id) };
      return { ...(await queue.runAll(tellTask(run), unitsTo(count), options)), done };
    } finally {
      await queue.close();
    }
  };

  test('that is flushed in the middle loses nothing: every result comes once', async () => {
    const { results, parked, done } = await runAll(async (n) => {
      if (n === 5 || n === 20) await redis.command('FLUSHALL');
    }, 40);
    expect(results).toEqual(allTold(40));
    expect(parked).toEqual([]);
    expect(new Set(done).size).toBe(40);
    expect(done).toHaveLength(40);
  });

  test('that forgets a failed attempt does not give a unit more than its three', async () => {
    let attempts = 0;
    const { results, parked } = await runAll(async (n) => {
      if (n !== 1) return;
      attempts += 1;
      await redis.command('FLUSHALL');
      throw new Error('poison');
    }, 4);
    expect(attempts).toBe(3);
    expect(parked).toEqual([{ id: 'report 1', attempts: 3, reason: 'poison' }]);
    expect(results).toEqual(['told 0', 'told 2', 'told 3']);
  });

  test('that is killed and comes back empty while the run is patient loses nothing', async () => {
    let killed = false;
    const { results, done } = await runAll(async (n) => {
      if (n !== 6 || killed) return;
      killed = true;
      await redis.kill();
      await redis.start();
    }, 30);
    expect(results).toEqual(allTold(30));
    expect(done).toHaveLength(30);
  });

  test('that is killed for good ends the run by name after patience, with what was under way finished', async () => {
    const finished: number[] = [];
    const running = runAll(
      async (n) => {
        if (n === 3) await redis.kill();
        finished.push(n);
      },
      30,
      { concurrency: 1, patience: 200 },
    );
    const error = await running.catch((thrown: unknown) => thrown);
    await redis.start();
    expect(error).toBeInstanceOf(QueueError);
    expect((error as QueueError).message).toMatch(
      new RegExp(`^redis://127\\.0\\.0\\.1:${redis.server.port}/0 \\(GOUJI_REDIS_URL\\): .*the next start continues`),
    );
    expect(finished.toSorted()).toEqual([0, 1, 2, 3]);
  });

  test('that freezes ends the run after patience, and one that only dozes does not', async () => {
    const doze = await runAll(async (n) => {
      if (n === 3) redis.freeze();
      if (n === 3) setTimeout(redis.thaw, 100);
    }, 30);
    expect(doze.results).toEqual(allTold(30));
    const frozen = runAll(async (n) => void (n === 3 && redis.freeze()), 30, { patience: 200 });
    const error = await frozen.catch((thrown: unknown) => thrown);
    redis.thaw();
    expect(error).toBeInstanceOf(QueueError);
    expect((error as QueueError).message).toContain('timed out');
  });

  test('that becomes read-only ends the run at once, with its own word for it', async () => {
    const running = runAll(async (n) => {
      if (n === 3) await redis.command('REPLICAOF', '127.0.0.1', '1');
    }, 30);
    const error = await running.catch((thrown: unknown) => thrown);
    await redis.command('REPLICAOF', 'NO', 'ONE');
    expect(error).toBeInstanceOf(QueueError);
    expect((error as QueueError).message).toContain('READONLY');
  });

  test('that has no memory for the work ends the run before anything is done', async () => {
    await redis.command('CONFIG', 'SET', 'maxmemory', '1');
    const error = await runAll(() => Promise.reject(new Error('must not run')), 3).catch((thrown: unknown) => thrown);
    await redis.command('CONFIG', 'SET', 'maxmemory', '0');
    expect(error).toBeInstanceOf(QueueError);
    expect((error as QueueError).message).toContain('OOM');
  });

  test('keeps the work of two stores apart', async () => {
    const shared: Record<string, string[]> = { one: [], two: [] };
    const tellTo = (space: string) =>
      runAll(async (n) => void shared[space]?.push(`told ${n}`), 25, { space, concurrency: 2 });
    const both = await Promise.all([tellTo('one'), tellTo('two')]);
    expect(both.map(({ results }) => results)).toEqual([allTold(25), allTold(25)]);
    expect(shared.one?.toSorted()).toEqual(allTold(25).toSorted());
    expect(shared.two?.toSorted()).toEqual(allTold(25).toSorted());
  });

  test('holds no work after a stop, and shows what was parked until the next run', async () => {
    const count = (list: string) => redis.command(list === 'failed' ? 'ZCARD' : 'LLEN', `gouji-faults:tell:${list}`);
    await runAll(async (n) => {
      if (n === 1) throw new Error('poison');
    }, 3);
    expect(await count('failed')).toBe(1);
    const controller = new AbortController();
    const queue = await open({ concurrency: 1 });
    const task = tellTask(async () => controller.abort('SIGTERM'));
    const done = await queue.runAll(task, unitsTo(9), { signal: controller.signal, onDone: () => {} });
    await queue.close();
    expect(done.results).toEqual(['told 0']);
    expect([await count('wait'), await count('active'), await count('failed')]).toEqual([0, 0, 0]);
  });
});

describe('a Redis is looked at before the night', () => {
  beforeEach((context) => {
    context.skip(NO_REDIS !== null, NO_REDIS ?? '');
  });

  const logged: string[] = [];

  const visit = async (redis: TestRedis, server = redis.server): Promise<unknown> => {
    logged.length = 0;
    try {
      const queue = await bullmqQueue(server, { space: 'visit', log: createLog('debug', (line) => logged.push(line)) });
      await queue.close();
      return null;
    } catch (error) {
      return error;
    } finally {
      await redis.remove();
    }
  };

  test('and refused when it may drop work in silence', async () => {
    const error = await visit(await aRedis('--maxmemory-policy', 'allkeys-lru'));
    expect(error).toBeInstanceOf(ConfigurationError);
    expect((error as ConfigurationError).faults).toEqual([
      'its maxmemory-policy is allkeys-lru, which may drop work in silence; accepted: noeviction',
    ]);
  });

  test.each([
    ['no', 1],
    ['yes', 0],
  ] as const)('and mentioned when it keeps nothing on disk: appendonly %s', async (appendOnly, warnings) => {
    expect(await visit(await aRedis('--appendonly', appendOnly))).toBe(null);
    expect(logged.filter((line) => line.includes('append-only'))).toHaveLength(warnings);
  });

  test('and, when it cannot be reached or the password is wrong, named without the password', async () => {
    const redis = await aRedis('--requirepass', 'right');
    const refused = await visit(redis, { ...redis.server, password: 'wr0ng' });
    const away = await visit(redis, { ...redis.server, password: 'wr0ng' });
    for (const error of [refused, away]) {
      expect(error).toBeInstanceOf(QueueError);
      const { message } = error as QueueError;
      expect(message).toContain(`redis://127.0.0.1:${redis.server.port}/0`);
      expect(message).not.toContain('wr0ng');
    }
    expect((refused as QueueError).message).toContain('WRONGPASS');
    expect((away as QueueError).message).toContain('ECONNREFUSED');
  });
});

describe('what Redis says of itself', () => {
  const info = (version: string, policy = 'noeviction', aof = '0') =>
    `# Server\r\nredis_version:${version}\r\n# Memory\r\nmaxmemory_policy:${policy}\r\n# Persistence\r\naof_enabled:${aof}\r\n`;

  test.each([
    ['5.0.14', 1],
    ['6.0.16', 1],
    ['6.2.0', 0],
    ['7.0.15', 0],
    ['10.0.1', 0],
    ['strange', 1],
  ] as const)('version %s: %i faults', (version, faults) => {
    expect(redisFaults(readInfo(info(version)))).toHaveLength(faults);
  });

  test('all faults are told together', () => {
    expect(redisFaults(readInfo(info('5.0', 'volatile-ttl', '1')))).toHaveLength(2);
    expect(readInfo(info('7.2.4', 'noeviction', '1')).appendOnly).toBe(true);
  });
});

describe('the wait before another attempt', () => {
  test('grows fourfold, loses up to a half by chance, and has an upper end', () => {
    expect([1, 2, 3].map((failures) => retryDelay(failures, 500, 0))).toEqual([500, 2000, 8000]);
    expect(retryDelay(2, 500, 0.999999)).toBe(1000);
    expect(retryDelay(30, 500, 0)).toBe(60_000);
  });
});
