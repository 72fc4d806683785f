import { availableParallelism, loadavg } from 'node:os';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { readKnowledge } from '../src/cli/knowledge-files.ts';
import { aRedis, NO_REDIS } from '../tests/jobs/a-redis.ts';
import { aPostgres, NO_POSTGRES } from '../tests/store/a-postgres.ts';
import { folderOf } from './night/a-folder.ts';
import { measureNight, type NightUse, startWorker } from './night/measure-night.ts';

// node bench/night.ts [--offices 500,5000] [--redis url] [--workers 0]
// A night of generated offices and a second one over the same reports, by this process alone and through Redis; with
// workers also a third way, on a PostgreSQL, with so many `gouji worker` beside the run. Servers are started for it,
// the Redis unless one is named. Mails go into the folder. Linux only, for what is used is read from /proc.

const { values: options } = parseArgs({
  options: {
    offices: { type: 'string', default: '500,5000' },
    redis: { type: 'string' },
    workers: { type: 'string', default: '0' },
  },
});

type Driver = { readonly name: string; readonly env: Readonly<Record<string, string>>; readonly workers: number };

const drivers: Driver[] = [{ name: 'in process, SQLite', env: {}, workers: 0 }];
const closing: (() => Promise<void>)[] = [];

let redisUrl = options.redis ?? null;
if (redisUrl === null && NO_REDIS === null) {
  const redis = await aRedis('--appendonly', 'yes');
  redisUrl = redis.url;
  closing.push(redis.remove);
}
if (redisUrl === null) process.stdout.write(`no Redis: ${NO_REDIS}\n`);
else drivers.push({ name: 'BullMQ, SQLite', env: { GOUJI_REDIS_URL: redisUrl }, workers: 0 });

const workers = Number(options.workers);
const postgres = workers > 0 && NO_POSTGRES === null ? await aPostgres() : null;
if (postgres) closing.push(postgres.remove);
if (workers > 0 && NO_POSTGRES !== null) process.stdout.write(`no workers: ${NO_POSTGRES}\n`);

const PHASES = ['take', 'audit', 'score', 'deliver'] as const;

const pair = (use: { readonly wall: number; readonly cpu: number } | undefined): string =>
  use ? `${use.wall.toFixed(1)} / ${use.cpu.toFixed(1)}` : '–';

const row = (offices: number, driver: string, night: string, use: NightUse): string =>
  [
    '',
    String(offices),
    driver,
    night,
    ...PHASES.map((phase) => pair(use.phases.get(phase))),
    pair(use.all),
    `${Math.round(use.largest)} / ${Math.round(use.together)}`,
    '',
  ]
    .join(' | ')
    .trim();

const head = ['offices', 'driver', 'night', ...PHASES, 'all, with start', 'peak MiB: largest process / all'];

const { templates } = await readKnowledge({});

const measure = async (offices: number, { name, env, workers: helpers }: Driver): Promise<void> => {
  const folder = await folderOf(offices, templates);
  const all = { ...folder.env, ...env };
  const beside = [];
  try {
    for (let at = 0; at < helpers; at += 1) beside.push(await startWorker(all));
    for (const [date, night] of [
      ['2026-11-20', 'first'],
      ['2026-11-21', 'unchanged'],
    ] as const)
      process.stdout.write(`${row(offices, name, night, await measureNight(date, all, beside))}\n`);
  } finally {
    for (const worker of beside) worker.kill('SIGTERM');
    await folder.remove();
  }
};

process.stdout.write(
  `${availableParallelism()} cores, load ${loadavg()
    .map((load) => load.toFixed(1))
    .join(' ')} at the start; seconds of wall / CPU\n\n| ${head.join(' | ')} |\n|${head.map(() => '---').join('|')}|\n`,
);
try {
  for (const offices of options.offices.split(',').map(Number)) {
    for (const driver of drivers) await measure(offices, driver);
    if (postgres && redisUrl) {
      const env = { GOUJI_REDIS_URL: redisUrl, DATABASE_URL: await postgres.database() };
      await measure(offices, { name: `BullMQ, PostgreSQL, ${workers} workers`, env, workers });
    }
  }
} finally {
  for (const close of closing) await close();
}
