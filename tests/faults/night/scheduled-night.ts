import process from 'node:process';
import { runNight } from '../../../src/jobs/run-night.ts';
import { parseConfig } from '../../../src/platform/config.ts';

// One scheduled night in a process of its own, configured by the environment. Waits for a line on standard input, so
// that several can begin at the same moment. Prints what became of it.

await new Promise((resolve) => process.stdin.once('data', resolve));
process.stdin.destroy();
try {
  const { state } = await runNight(parseConfig(process.env), { trigger: 'schedule', date: '2026-11-20' });
  process.stdout.write(state);
} catch (error) {
  process.stdout.write((error as Error).name);
}
