import { type ChildProcess, spawn } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { bullmqQueue } from '../../../src/jobs/queue/bullmq-queue.ts';
import { LOCKS } from '../../../src/jobs/queue/shared-queue.ts';
import type { TestRedis } from '../../jobs/a-redis.ts';
import { allOf, atMost, type FaultRow, type Figure, told, zero } from '../fault-row.ts';
import { tellingTask, unitsTo } from './telling.ts';
import { lacksRedis, withRedis } from './with-a-redis.ts';

const WORKER = fileURLToPath(new URL('./worker-of-units.ts', import.meta.url));

type Sick = { readonly kills: number; readonly hangs: number };

const isIn = ({ kills, hangs }: Sick, n: number): boolean => n === kills || n === hangs;

const WORKERS = 3;

/** Keeps so many workers up, as a supervisor does: one that dies is started again. One that hangs is not noticed. */
const keepUp = (redis: TestRedis, count: number, { kills, hangs }: Sick, lock: number) => {
  const children = new Set<ChildProcess>();
  let [deaths, isOver] = [0, false];
  const start = (): void => {
    const words = [redis.server.port, kills, hangs, lock].map(String);
    const child = spawn(process.execPath, [WORKER, ...words], { stdio: 'ignore' });
    children.add(child);
    child.on('exit', () => {
      children.delete(child);
      if (isOver) return;
      deaths += 1;
      start();
    });
  };
  for (let worker = 0; worker < count; worker += 1) start();
  return {
    deaths: () => deaths,
    end: () => {
      isOver = true;
      for (const child of children) child.kill('SIGKILL');
    },
  };
};

type Round = {
  /** Milliseconds from the first unit done to the last healthy one. */
  readonly healthy: number;
  readonly done: number;
  readonly parked: readonly { readonly id: string; readonly attempts: number }[];
  readonly deaths: number;
};

const runRound = async (units: number, lock: number, sick: Sick): Promise<Round> =>
  withRedis(async (redis) => {
    const queue = await bullmqQueue(redis.server, {
      space: 'fault',
      retryAfter: 5,
      chance: () => 0,
      locks: { lockDuration: lock, stalledInterval: lock / 3 },
    });
    const up = keepUp(redis, WORKERS, sick, lock);
    try {
      const began = performance.now();
      let last = began;
      const task = tellingTask(async (n) => {
        // The process that asks is spared: there the unit only throws.
        if (isIn(sick, n)) throw new Error('this unit is poison');
        // Slow here, so that the others get most of it, the sick units included.
        await new Promise((resolve) => setTimeout(resolve, 200));
      }, 'seal');
      const onDone = (): void => {
        last = performance.now();
      };
      const { results, parked } = await queue.runAll(task, unitsTo(units), {
        signal: new AbortController().signal,
        onDone,
      });
      return { healthy: last - began, done: results.length, parked, deaths: up.deaths() };
    } finally {
      up.end();
      await queue.close();
    }
  });

// The short form has a shorter lock, for three of them have to run out.
const SIZES = {
  short: { rounds: 1, units: 60, lock: 3_000 },
  long: { rounds: 10, units: 400, lock: LOCKS.lockDuration },
} as const;

const measure = async (scale: 'short' | 'long'): Promise<readonly Figure[]> => {
  const { rounds, units, lock } = SIZES[scale];
  const calm = await runRound(units, lock, { kills: -1, hangs: -1 });
  const sick: Round[] = [];
  for (let round = 0; round < rounds; round += 1) sick.push(await runRound(units, lock, { kills: 7, hangs: 11 }));
  const delays = sick.map(({ healthy }) => Math.max(0, healthy - calm.healthy) / 1000);
  const parked = sick.flatMap((round) => round.parked);
  return [
    told('rounds', rounds),
    told('seconds that a lock lasts', lock / 1000),
    told(
      'workers that died',
      sick.reduce((sum, { deaths }) => sum + deaths, 0),
    ),
    zero(
      'units without an end',
      sick.reduce((sum, round) => sum + units - round.done - round.parked.length, 0),
    ),
    zero('healthy units given up', parked.filter(({ id }) => id !== 'unit 7' && id !== 'unit 11').length),
    atMost('delay of the others', Number(Math.max(...delays).toFixed(1)), lock / 1000, 's'),
    allOf('poison parked by name', parked.filter(({ id }) => id === 'unit 7' || id === 'unit 11').length, 2 * rounds),
    atMost('attempts at what was parked', Math.max(...parked.map(({ attempts }) => attempts)), 3),
  ];
};

/** Units that kill their worker, and units that hang it. */
export const lostWorkers: FaultRow = {
  row: 12,
  fault: 'workers die and hang in a unit',
  promise: 'the others are delayed at most one lock time; the unit is parked after three attempts and named',
  lacks: lacksRedis,
  measure,
};
