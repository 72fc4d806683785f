import { replayRun } from '../../jobs/replay-run.ts';
import { loadSteps } from '../../jobs/steps.ts';
import { quoteValue } from '../../platform/faults.ts';
import { type CommandContext, type Outcome, refused } from '../command.ts';
import { replayText } from '../format/replay-text.ts';
import { type StoreOptions, storeConfig, withStore } from './store-options.ts';

export type ReplayOptions = StoreOptions & { readonly to?: string };

/** `gouji replay <run>`: the files of a run made again, whether they are the same, and what the present rules would find. */
export const replay = async (id: string, options: ReplayOptions, context: CommandContext): Promise<Outcome> => {
  const config = storeConfig(options, context.environment);
  const steps = await loadSteps();
  try {
    return await withStore(config, async (store) => {
      const replayed = await replayRun(id, store, steps, options.to ?? null);
      if (!replayed) {
        const latest = (await store.runs.latest())?.id;
        return refused(`${quoteValue(id)} is no run; accepted: ${latest ? `the last one is ${latest}` : 'none yet'}`);
      }
      const isSame = [...replayed.files, ...replayed.reports].every(({ is }) => is === 'same');
      return { stdout: [replayText(replayed, config.lang)], stderr: '', code: isSame ? 0 : 1 };
    });
  } finally {
    await steps.close?.();
  }
};
