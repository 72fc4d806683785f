import process from 'node:process';
import { work } from '../../src/jobs/work.ts';
import { parseConfig } from '../../src/platform/config.ts';
import { createLog } from '../../src/platform/log.ts';
import { testSteps } from './a-night.ts';

// A worker in a process of its own, configured by the environment. GOUJI_TEST_VERSION gives its steps another version;
// a report whose name holds GOUJI_TEST_DIES kills the process, one that holds GOUJI_TEST_HANGS stops it as it stands.

const { GOUJI_TEST_VERSION: version = '1', GOUJI_TEST_DIES: dies, GOUJI_TEST_HANGS: hangs } = process.env;

const steps = testSteps({ version });

const controller = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => controller.abort(name));

const log = createLog('debug', (line) => process.stderr.write(`${line}\n`));

try {
  await work(parseConfig(process.env), {
    signal: controller.signal,
    log,
    chance: () => 0,
    steps: {
      ...steps,
      audit: (snapshot, office, context) => {
        process.stderr.write(`auditing ${snapshot.source}\n`);
        if (dies && snapshot.source.includes(dies)) process.kill(process.pid, 'SIGKILL');
        if (hangs && snapshot.source.includes(hangs)) process.kill(process.pid, 'SIGSTOP');
        return steps.audit(snapshot, office, context);
      },
    },
  });
} catch (error) {
  process.stdout.write(JSON.stringify({ threw: (error as Error).name, message: (error as Error).message }));
  process.exitCode = 2;
}
