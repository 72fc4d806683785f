import type { RunSummary } from '../../jobs/night.ts';
import { runNight } from '../../jobs/run-night.ts';
import { ConfigurationError } from '../../platform/faults.ts';
import { type CommandContext, type Outcome, refused } from '../command.ts';
import { runSummary } from '../format/run-summary.ts';
import { configOf, type RunOptions, viewOf } from './run-options.ts';

/** Trouble of the world (not of the configuration) that a later start may not meet: another run, the store, a Redis, a disk or folder. */
const isTrouble = (error: unknown): error is Error =>
  error instanceof Error &&
  !(error instanceof ConfigurationError) &&
  (['RunLockHeld', 'StoreError', 'QueueError'].includes(error.name) ||
    [error, error.cause].some((each) => /^E[A-Z]+$/.test((each as NodeJS.ErrnoException | undefined)?.code ?? '')));

const codeOf = (summary: RunSummary): number => {
  if (summary.exitCode !== 0) return summary.exitCode;
  if (summary.faults.length > 0) return 2;
  return summary.rows.some(({ status }) => status === 'failed') ? 3 : 0;
};

/** `gouji run`: one night, its progress on standard error, its summary on standard output. */
export const run = async (
  options: RunOptions & { readonly date?: string },
  context: CommandContext,
): Promise<Outcome> => {
  const config = await configOf(options, context.environment);
  try {
    const summary = await runNight(config, {
      signal: context.listenForStop(),
      progress: context.progress,
      ...(options.date === undefined ? {} : { date: options.date }),
    });
    return { stdout: [runSummary(summary, viewOf(config))], stderr: '', code: codeOf(summary) };
  } catch (error) {
    if (isTrouble(error)) return refused(error.message, 1);
    throw error;
  }
};
