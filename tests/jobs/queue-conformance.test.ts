import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { bullmqQueue } from '../../src/jobs/queue/bullmq-queue.ts';
import { inProcessQueue, type QueueSettings } from '../../src/jobs/queue/in-process-queue.ts';
import type { Done, Queue, Task, Unit } from '../../src/jobs/queue/queue.ts';
import { aRedis, NO_REDIS, type TestRedis } from './a-redis.ts';

let redis: TestRedis | null = null;

beforeAll(async () => {
  if (NO_REDIS === null) redis = await aRedis();
});

afterAll(() => redis?.remove());

const DRIVERS: Readonly<Record<string, (settings: QueueSettings) => Promise<Queue>>> = {
  'in this process': async (settings) => inProcessQueue(settings),
  'BullMQ on a real Redis': (settings) =>
    bullmqQueue(redis!.server, { space: 'conformance', lookEvery: 50, ...settings }),
};

/** The tests' work: a number in, a sentence about it out. */
const aTask = (run: (n: number) => Promise<string>, more: Partial<Task<{ n: number }, string>> = {}) => ({
  name: 'tell',
  payload: z.object({ n: z.number() }),
  run: ({ n }: { readonly n: number }) => run(n),
  stopsAll: () => false,
  seal: null,
  ...more,
});

const unitsTo = (count: number): readonly Unit<{ n: number }>[] =>
  Array.from({ length: count }, (_, n) => ({ id: `report ${n}`, payload: { n } }));

const tell = (n: number): string => `told ${n}`;

const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

const until = async (isTrue: () => boolean): Promise<void> => {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 2));
};

describe.each(Object.entries(DRIVERS))('a queue %s', (name, open) => {
  beforeEach((context) => {
    context.skip(name !== 'in this process' && NO_REDIS !== null, NO_REDIS ?? '');
  });

  type Call = {
    readonly signal?: AbortSignal;
    readonly onDone?: (id: string) => void;
    readonly settings?: QueueSettings;
  };

  const runAll = async (
    task: Task<{ n: number }, string>,
    units: readonly Unit<{ n: number }>[],
    { signal = new AbortController().signal, onDone = () => {}, settings = {} }: Call = {},
  ): Promise<Done<string>> => {
    const queue = await open({ concurrency: 3, retryAfter: 5, chance: () => 0, ...settings });
    try {
      return await queue.runAll(task, units, { signal, onDone });
    } finally {
      await queue.close();
    }
  };

  test('gives every result once and in the order of the units, in whatever order they finish', async () => {
    const finished: string[] = [];
    // Later units of a handful need fewer turns of the event loop than earlier ones.
    const task = aTask(async (n) => {
      await turns(((n * 7) % 5) * 4);
      return tell(n);
    });
    const { results, parked } = await runAll(task, unitsTo(40), { onDone: (id) => finished.push(id) });
    expect(results).toEqual(unitsTo(40).map(({ payload }) => tell(payload.n)));
    expect(parked).toEqual([]);
    expect(finished.toSorted()).toEqual(
      unitsTo(40)
        .map(({ id }) => id)
        .toSorted(),
    );
  });

  test('has as many units under way as it may, and never more', async () => {
    let [underWay, peak] = [0, 0];
    const task = aTask(async (n) => {
      underWay += 1;
      peak = Math.max(peak, underWay);
      await until(() => peak >= 3);
      await turns(2);
      underWay -= 1;
      return tell(n);
    });
    expect((await runAll(task, unitsTo(12))).results).toHaveLength(12);
    expect(peak).toBe(3);
  });

  test('tries a failing unit three times, then parks it by name with its last words, while the others finish', async () => {
    const attempts = new Map<number, number>();
    const task = aTask(async (n) => {
      const attempt = (attempts.get(n) ?? 0) + 1;
      attempts.set(n, attempt);
      if (n === 2) throw new Error(`no luck at ${attempt}`);
      if (n === 4 && attempt < 3) throw new Error('not yet');
      return tell(n);
    });
    const { results, parked } = await runAll(task, unitsTo(7));
    expect(parked).toEqual([{ id: 'report 2', attempts: 3, reason: 'no luck at 3' }]);
    expect(results).toEqual([0, 1, 3, 4, 5, 6].map(tell));
    expect([...attempts.values()].toSorted()).toEqual([1, 1, 1, 1, 1, 3, 3]);
  });

  test('parks a unit whose payload the task does not accept', async () => {
    const broken = [{ id: 'broken', payload: { n: 'seven' } as unknown as { n: number } }];
    const { results, parked } = await runAll(
      aTask(async (n) => tell(n)),
      [...unitsTo(1), ...broken],
    );
    expect(results).toEqual(['told 0']);
    expect(parked.map(({ id }) => id)).toEqual(['broken']);
  });

  test('stops at what would meet every unit, once those under way are finished', async () => {
    const disk = new Error('the disk is full');
    const begun: number[] = [];
    const finished: string[] = [];
    const task = aTask(
      async (n) => {
        begun.push(n);
        if (n === 2) throw disk;
        await until(() => begun.includes(2));
        await turns(5);
        return tell(n);
      },
      { stopsAll: (error) => error === disk },
    );
    await expect(runAll(task, unitsTo(30), { onDone: (id) => finished.push(id) })).rejects.toBe(disk);
    expect(finished.toSorted()).toEqual(['report 0', 'report 1']);
    expect(begun).toHaveLength(3);
  });

  test('hands back what is not begun when it is to stop, and the next call does that and no more', async () => {
    const controller = new AbortController();
    const begun: number[] = [];
    const task = aTask(async (n) => {
      begun.push(n);
      if (n === 2) controller.abort('SIGTERM');
      await until(() => controller.signal.aborted);
      await turns(3);
      return tell(n);
    });
    const first = await runAll(task, unitsTo(9), { signal: controller.signal });
    expect(first).toEqual({ results: [0, 1, 2].map(tell), parked: [] });
    const rest = await runAll(task, unitsTo(9).slice(3));
    expect(rest.results).toEqual([3, 4, 5, 6, 7, 8].map(tell));
    expect(begun.toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test('does not wait for a retry when it is to stop', async () => {
    const controller = new AbortController();
    const task = aTask(async () => {
      setImmediate(() => controller.abort('SIGTERM'));
      throw new Error('once more, later');
    });
    const settings = { retryAfter: 60_000 };
    expect(await runAll(task, unitsTo(1), { signal: controller.signal, settings })).toEqual({
      results: [],
      parked: [],
    });
  });

  test('gives up a unit that does not end in time when it is to stop; its late result counts for nothing', async () => {
    const controller = new AbortController();
    const finished: string[] = [];
    const late = Promise.withResolvers<void>();
    const task = aTask(async (n) => {
      if (n === 1) controller.abort('SIGTERM');
      await late.promise;
      return tell(n);
    });
    const done = await runAll(task, unitsTo(5), {
      signal: controller.signal,
      settings: { concurrency: 2, grace: 20 },
      onDone: (id) => finished.push(id),
    });
    late.resolve();
    await turns(5);
    expect(done).toEqual({ results: [], parked: [] });
    expect(finished).toEqual([]);
  });

  test('does nothing when it is to stop from the beginning, or has nothing to do', async () => {
    const never = aTask(async () => Promise.reject(new Error('must not run')));
    const nothing = { results: [], parked: [] };
    expect(await runAll(never, unitsTo(3), { signal: AbortSignal.abort('SIGINT') })).toEqual(nothing);
    expect(await runAll(never, [])).toEqual(nothing);
  });

  test('hands on what the caller itself throws about a result', async () => {
    const bug = new Error('a bug of the caller');
    const onDone = (): void => {
      throw bug;
    };
    await expect(
      runAll(
        aTask(async (n) => tell(n)),
        unitsTo(3),
        { onDone },
      ),
    ).rejects.toBe(bug);
  });
});
