import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

// `npm run check`: every step, in this order, a line each. It goes on after a failure, so that one run tells everything.
// The last line counts what passed and failed: each step is one, and the tests are counted beside their step.

const root = fileURLToPath(new URL('..', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'gouji-check-'));
const testReport = join(scratch, 'tests.json');

/** `run` is the package whose command it is, its arguments follow; `gouji` and `scripts/…` run on this Node. */
type Step = { readonly name: string; readonly run: readonly [string, ...string[]] };

const STEPS: readonly Step[] = [
  { name: 'format', run: ['@biomejs/biome', 'format', '.'] },
  { name: 'lint', run: ['@biomejs/biome', 'lint', '--error-on-warnings', '.'] },
  { name: 'types', run: ['typescript', '--project', '.'] },
  { name: 'import direction', run: ['dependency-cruiser', '--config', '.dependency-cruiser.mjs', 'src', 'bin'] },
  { name: 'dead code', run: ['knip'] },
  { name: 'regular expressions', run: ['scripts/regexes.ts'] },
  { name: 'rule catalogue: lint', run: ['gouji', 'rules', 'lint'] },
  { name: 'rule catalogue: cases', run: ['gouji', 'rules', 'test'] },
  { name: 'tests', run: ['vitest', 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${testReport}`] },
  { name: 'generated docs', run: ['scripts/docs.ts', '--check'] },
];

const MAIN_COMMAND: Readonly<Record<string, string>> = {
  '@biomejs/biome': 'biome',
  typescript: 'tsc',
  'dependency-cruiser': 'depcruise',
};

/** The JavaScript file behind a package's command, so that it runs on this Node whatever the PATH says. */
const commandFile = (of: string): string => {
  if (of === 'gouji') return join(root, 'bin/gouji.js');
  if (of.endsWith('.ts')) return join(root, of);
  const folder = join(root, 'node_modules', of);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    bin: string | Readonly<Record<string, string>>;
  };
  const file = typeof bin === 'string' ? bin : bin[MAIN_COMMAND[of] ?? of];
  if (file === undefined) throw new Error(`package ${of} has no command ${MAIN_COMMAND[of] ?? of}`);
  return join(folder, file);
};

/** Runs a step to its end; its output is shown only when it failed. */
const passes = (step: Step): boolean => {
  const [command, ...args] = step.run;
  const result = spawnSync(process.execPath, [commandFile(command), ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NO_COLOR: '1',
      FORCE_COLOR: undefined,
      PATH: `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`,
    },
  });
  const passed = result.status === 0;
  if (!passed)
    process.stdout.write(`${result.stdout}${result.stderr}${result.error ? `${result.error.message}\n` : ''}`);
  return passed;
};

const testCounts = (): { readonly passed: number; readonly failed: number } => {
  try {
    const report = JSON.parse(readFileSync(testReport, 'utf8')) as { numPassedTests: number; numFailedTests: number };
    return { passed: report.numPassedTests, failed: report.numFailedTests };
  } catch {
    // No report: the run itself broke, and its step counts as the failure.
    return { passed: 0, failed: 0 };
  }
};

const failures: string[] = [];
for (const step of STEPS) {
  const start = performance.now();
  const passed = passes(step);
  if (!passed) failures.push(step.name);
  const seconds = ((performance.now() - start) / 1000).toFixed(1).padStart(6);
  console.log(`${passed ? 'ok    ' : 'FAILED'} ${seconds} s  ${step.name}`);
}
const tests = testCounts();
rmSync(scratch, { recursive: true, force: true });

if (failures.length > 0) console.log(`\nfailed: ${failures.join(', ')}`);
console.log(
  `\n${STEPS.length - failures.length} of ${STEPS.length} steps, ${tests.passed} of ${tests.passed + tests.failed} tests`,
);
console.log(`${STEPS.length - failures.length + tests.passed} passed, ${failures.length + tests.failed} failed`);
process.exitCode = failures.length > 0 ? 1 : 0;
