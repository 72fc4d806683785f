import { work } from '../../jobs/work.ts';
import { parseConfig } from '../../platform/config.ts';
import { type CommandContext, type Outcome, printed, refused } from '../command.ts';

/** `gouji worker`: helps with the nights of another machine until it is asked to stop. */
export const worker = async (options: { readonly data?: string }, context: CommandContext): Promise<Outcome> => {
  const config = parseConfig(context.environment, { data: options.data });
  try {
    await work(config, { signal: context.listenForStop() });
    return printed();
  } catch (error) {
    if (error instanceof Error && ['StoreError', 'QueueError'].includes(error.name)) return refused(error.message, 1);
    throw error;
  }
};
