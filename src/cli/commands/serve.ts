import { serve as keepSchedule } from '../../jobs/serve.ts';
import type { ConfigFlags } from '../../platform/config.ts';
import { type CommandContext, type Outcome, printed } from '../command.ts';
import { runSummary } from '../format/run-summary.ts';
import { configOf, type RunOptions, viewOf } from './run-options.ts';

/** `gouji serve`: keeps the schedule until it is asked to stop; each night's summary is shown when it is done. */
export const serve = async (
  options: RunOptions & Pick<ConfigFlags, 'dashboard'>,
  context: CommandContext,
): Promise<Outcome> => {
  const config = await configOf(options, context.environment);
  await keepSchedule(config, {
    signal: context.listenForStop(),
    onNight: (summary) => context.show(runSummary(summary, viewOf(config))),
  });
  return printed();
};
