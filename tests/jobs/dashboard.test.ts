import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bullmqQueue } from '../../src/jobs/queue/bullmq-queue.ts';
import { type Dashboard, openDashboard } from '../../src/jobs/queue/dashboard.ts';
import { SILENT_LOG } from '../../src/platform/log.ts';
import { tellingTask, unitsTo } from '../faults/redis/telling.ts';
import { aRedis, NO_REDIS, type TestRedis } from './a-redis.ts';

let redis: TestRedis;
let dashboard: Dashboard;

beforeAll(async () => {
  if (NO_REDIS !== null) return;
  redis = await aRedis();
  const place = { host: '127.0.0.1', port: 0, server: redis.server };
  dashboard = await openDashboard({
    ...place,
    space: 'shown',
    password: 'pass:word',
    tasks: ['tell'],
    log: SILENT_LOG,
  });
});

afterAll(async () => {
  await dashboard?.close();
  await redis?.remove();
});

beforeEach((context) => context.skip(NO_REDIS !== null, NO_REDIS ?? ''));

const ask = (path: string, password: string | null, method = 'GET') =>
  fetch(`http://127.0.0.1:${dashboard.port}${path}`, {
    method,
    headers: password === null ? {} : { authorization: `Basic ${Buffer.from(`any:${password}`).toString('base64')}` },
  });

describe('the dashboard', () => {
  test.each([null, 'word', 'pass:wor', ''])('answers nobody whose password is %s', async (password) => {
    for (const path of ['/', '/api/queues', '/static/js/none.js']) {
      const answer = await ask(path, password);
      expect([answer.status, await answer.text()]).toEqual([401, '']);
    }
  });

  test('lets no page from elsewhere act in it', async () => {
    const answer = await ask('/', 'pass:word');
    expect(answer.status).toBe(200);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'; script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(await answer.text()).not.toMatch(/<script(?![^>]*(?:src=|type="application\/json"))/);
  });

  test('names what was parked, and changes nothing', async () => {
    const queue = await bullmqQueue(redis.server, { space: 'shown', retryAfter: 1 });
    const task = tellingTask(async (n) => {
      if (n === 1) throw new Error('poison');
    });
    await queue.runAll(task, unitsTo(3), { signal: new AbortController().signal, onDone: () => {} });
    await queue.close();
    const shown = await (await ask('/api/queues?activeQueue=tell&status=failed&page=1', 'pass:word')).text();
    expect(shown).toContain('unit 1');
    expect(shown).toContain('poison');
    for (const [method, path] of [
      ['PUT', '/api/queues/tell/clean/failed'],
      ['PUT', '/api/queues/tell/retry/failed'],
      ['POST', '/api/queues/tell/add'],
    ] as const)
      expect((await ask(path, 'pass:word', method)).status).toBe(405);
    expect(await redis.command('ZCARD', 'gouji-shown:tell:failed')).toBe(1);
  });
});
