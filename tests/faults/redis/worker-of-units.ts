import process from 'node:process';
import { anyTask, openSharedWorker } from '../../../src/jobs/queue/shared-worker.ts';
import { SILENT_LOG } from '../../../src/platform/log.ts';
import { tellingTask } from './telling.ts';

// A worker in a process of its own, at the Redis whose port is its first word. Units named by the second word kill it
// with signal 9, those named by the third stop it as it stands. The fourth is how many milliseconds a lock lasts.

const [port, kills, hangs, lock] = process.argv.slice(2);
const among = (words: string | undefined, n: number): boolean => (words ?? '').split(',').includes(`${n}`);

const server = { host: '127.0.0.1', port: Number(port), tls: false, user: null, password: null, db: 0 };
const worker = await openSharedWorker(server, {
  space: 'fault',
  log: SILENT_LOG,
  concurrency: 1,
  lookEvery: 50,
  locks: { lockDuration: Number(lock), stalledInterval: Number(lock) / 3 },
});
const task = anyTask(
  tellingTask(async (n) => {
    if (among(kills, n)) process.kill(process.pid, 'SIGKILL');
    if (among(hangs, n)) process.kill(process.pid, 'SIGSTOP');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }),
);
process.stdout.write('ready\n');
await worker.help('seal', [task], new AbortController().signal);
await worker.close();
