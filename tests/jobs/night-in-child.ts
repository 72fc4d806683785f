import process from 'node:process';
import { runNight } from '../../src/jobs/run-night.ts';
import { parseConfig } from '../../src/platform/config.ts';
import { nightDeps, testSteps } from './a-night.ts';

// A night in a process of its own, configured by the environment, so that it can be killed or raced. With GOUJI_TEST_SLOW
// each audit takes that many milliseconds. Prints its summary, or the name of what it threw.

const slow = Number(process.env.GOUJI_TEST_SLOW ?? 0);

const steps = testSteps();

const controller = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => controller.abort(name));

try {
  const summary = await runNight(
    parseConfig(process.env),
    nightDeps({
      signal: controller.signal,
      steps: {
        ...steps,
        audit: (snapshot, office, context) => {
          process.stderr.write(`auditing ${snapshot.source}\n`);
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, slow);
          return steps.audit(snapshot, office, context);
        },
      },
    }),
  );
  process.stdout.write(JSON.stringify(summary));
  process.exitCode = summary.exitCode;
} catch (error) {
  process.stdout.write(JSON.stringify({ threw: (error as Error).name, message: (error as Error).message }));
  process.exitCode = 2;
}
