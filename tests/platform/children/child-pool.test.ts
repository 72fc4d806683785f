import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { type ChildPool, openChildPool, type PoolSettings } from '../../../src/platform/children/child-pool.ts';

const MB = 1024 * 1024;

const pools: ChildPool[] = [];

const aPool = (more: Partial<PoolSettings> = {}, taskTime = 20_000): ChildPool => {
  const pool = openChildPool({
    entry: new URL('mock-child.ts', import.meta.url),
    knowledge: { greeting: '你好' },
    size: 2,
    limits: { taskTime, longTaskTime: 30_000, heap: 128 * MB, memory: 400 * MB },
    ...more,
  });
  pools.push(pool);
  return pool;
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // A zombie still has a number.
  return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'latin1'));
};

const pidOf = async (pool: ChildPool): Promise<number> => {
  const outcome = await pool.run('pid', null);
  return outcome.is === 'done' ? (outcome.value as number) : 0;
};

const untilGone = async (pid: number): Promise<void> => {
  for (let look = 0; look < 200 && isAlive(pid); look += 1) await sleep(50);
};

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

describe('a pool of children', () => {
  it('does tasks with what was sent once, and gives bytes back as bytes', async () => {
    const pool = aPool();
    expect(await pool.run('greet', '甲')).toEqual({ is: 'done', value: '你好, 甲' });
    const echoed = await pool.run('echo', new Uint8Array([0, 255, 10]));
    expect(echoed.is === 'done' && [...(echoed.value as Uint8Array)]).toEqual([0, 255, 10]);
  });

  it('does as many tasks at once as it has children, and the others after them', async () => {
    const pool = aPool();
    const pids = await Promise.all(Array.from({ length: 8 }, () => pidOf(pool)));
    expect(new Set(pids).size).toBe(2);
    expect(pool.counts()).toMatchObject({ started: 2, done: 8 });
  });

  it('gives its children nothing of the environment that could be a secret', async () => {
    process.env.GOUJI_SMTP_URL = 'smtp://user:password@mail.invalid';
    const outcome = await aPool().run('secrets', null);
    delete process.env.GOUJI_SMTP_URL;
    const names = outcome.is === 'done' ? Object.keys(outcome.value as object) : [];
    expect(names).toContain('PATH');
    expect(names.filter((name) => /GOUJI|HOME|TOKEN|KEY/.test(name))).toEqual([]);
  });

  it('replaces a child that has done its number of tasks', async () => {
    const pool = aPool({ size: 1, tasksPerChild: 2 });
    const pids = [await pidOf(pool), await pidOf(pool), await pidOf(pool)];
    expect(pids[1]).toBe(pids[0]);
    expect(pids[2]).not.toBe(pids[0]);
  });

  it('replaces a child that has grown, before it fails another task', async () => {
    const pool = aPool({ size: 1 });
    const first = await pidOf(pool);
    expect(await pool.run('keep', 250 * MB)).toMatchObject({ is: 'done' });
    expect(await pidOf(pool)).not.toBe(first);
  });
});

describe('a task that harms its child fails alone', () => {
  it.each([
    ['spins', 'spin', null, 'timed-out', 1000],
    ['sleeps', 'sleep', 60_000, 'timed-out', 1000],
    ['fills the heap', 'allocate', null, 'too-large', 20_000],
    ['fills the memory', 'allocateBytes', null, 'too-large', 20_000],
    ['exits', 'exit', 3, 'crashed', 20_000],
    ['aborts', 'kill', 'SIGABRT', 'crashed', 20_000],
    ['is ended by the system', 'kill', 'SIGKILL', 'too-large', 20_000],
    ['throws where nobody catches', 'throwLater', null, 'crashed', 20_000],
  ])('when it %s', async (_, name, payload, code, taskTime) => {
    const pool = aPool({}, taskTime);
    const [bad, good] = await Promise.all([pool.run(name, payload), pool.run('greet', '乙')]);
    expect(bad).toMatchObject({ is: 'failed', code });
    expect(good).toMatchObject({ is: 'done' });
    expect(await pool.run('greet', '丙')).toMatchObject({ is: 'done' });
  });

  it.each(['throw', 'overflow', 'no such task'])('and its child goes on when it only throws (%s)', async (name) => {
    const pool = aPool({ size: 1 });
    const before = await pidOf(pool);
    expect(await pool.run(name, null)).toMatchObject({ is: 'threw' });
    expect(await pidOf(pool)).toBe(before);
  });

  it('when it writes without end, and what it writes is not kept', async () => {
    const pool = aPool({ size: 1 }, 1500);
    const before = process.memoryUsage().rss;
    expect(await pool.run('shout', null)).toMatchObject({ is: 'failed' });
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * MB);
  });

  it('for the last one too: a fresh child tells whether the task or those before it are to blame', async () => {
    const pool = aPool({ size: 1 });
    await pidOf(pool);
    expect(await pool.run('exit', 1)).toMatchObject({ is: 'failed', code: 'crashed' });
    expect(pool.counts()).toMatchObject({ started: 2, crashed: 2 });
  });

  it('unless it asked for longer', async () => {
    const pool = aPool({ size: 1 }, 500);
    expect(await pool.run('sleepLonger', 1500)).toMatchObject({ is: 'done' });
  });
});

describe('the end of a pool', () => {
  it('leaves no child, and fails what was under way or waiting', async () => {
    const pool = aPool({ size: 1 });
    const pid = await pidOf(pool);
    const underWay = pool.run('spin', null);
    const waiting = pool.run('greet', '丁');
    await sleep(100);
    await pool.close();
    expect(await underWay).toMatchObject({ is: 'failed', code: 'cancelled' });
    expect(await waiting).toMatchObject({ is: 'failed', code: 'cancelled' });
    expect(isAlive(pid)).toBe(false);
    expect(await pool.run('greet', '戊')).toMatchObject({ is: 'failed', code: 'cancelled' });
  });

  it('of one task: it can be given up while it waits and while it is under way', async () => {
    const pool = aPool({ size: 1 });
    const controller = new AbortController();
    const underWay = pool.run('spin', null, controller.signal);
    const waiting = pool.run('greet', '己', controller.signal);
    await sleep(300);
    controller.abort();
    expect(await underWay).toMatchObject({ is: 'failed', code: 'cancelled' });
    expect(await waiting).toMatchObject({ is: 'failed', code: 'cancelled' });
    expect(await pool.run('greet', '庚')).toMatchObject({ is: 'done' });
  });

  it.each(['sleep', 'spin'])('comes with the end of the parent, whatever the child does (%s)', async (task) => {
    const parent = spawn(process.execPath, [join(import.meta.dirname, 'mock-parent.ts'), task], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const pid = await new Promise<number>((resolve) => {
      parent.stdout.once('data', (data: Buffer) => resolve(Number(data.toString())));
    });
    await sleep(200);
    expect(isAlive(pid)).toBe(true);
    parent.kill('SIGKILL');
    await untilGone(pid);
    expect(isAlive(pid)).toBe(false);
  });

  it('is not needed for the program to end', async () => {
    const parent = spawn(process.execPath, [join(import.meta.dirname, 'mock-parent.ts'), 'nothing'], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const code = await new Promise((resolve) => parent.once('exit', resolve));
    expect(code).toBe(0);
  });
});
