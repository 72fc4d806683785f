import process from 'node:process';
import { openChildPool } from '../../../src/platform/children/child-pool.ts';

// Prints the number of its child, gives it a task that does not end, and waits to be killed.
const MB = 1024 * 1024;

const pool = openChildPool({
  entry: new URL('mock-child.ts', import.meta.url),
  knowledge: { greeting: '' },
  size: 1,
  limits: { taskTime: 60_000, longTaskTime: 60_000, heap: 128 * MB, memory: 400 * MB },
});
const outcome = await pool.run('pid', null);
if (outcome.is === 'done') process.stdout.write(String(outcome.value));
if (process.argv[2] !== 'nothing') await pool.run(process.argv[2] ?? 'spin', 60_000);
