import { storePlace } from '../../jobs/store-place.ts';
import { type Config, type ConfigFlags, type Environment, parseConfig } from '../../platform/config.ts';
import { ConfigurationError } from '../../platform/faults.ts';
import { openStore } from '../../store/open-store.ts';
import type { Store } from '../../store/store.ts';
import { type Outcome, refused } from '../command.ts';

/** What the commands that look into the store take from the command line. */
export type StoreOptions = Pick<ConfigFlags, 'offices' | 'reports' | 'data' | 'lang'>;

export const storeConfig = ({ offices, reports, data, lang }: StoreOptions, environment: Environment): Config =>
  parseConfig(environment, { offices, reports, data, lang });

/** Trouble of the world (not of the configuration) that a later start may not meet. */
const isTrouble = (error: unknown): error is Error =>
  error instanceof Error &&
  !(error instanceof ConfigurationError) &&
  (['StoreError', 'StepCrashed'].includes(error.name) ||
    [error, error.cause].some((each) => /^E[A-Z]+$/.test((each as NodeJS.ErrnoException | undefined)?.code ?? '')));

/** Opens the store for as long as `work` takes; trouble with it is told without a stack, with code 1. */
export const withStore = async (config: Config, work: (store: Store) => Promise<Outcome>): Promise<Outcome> => {
  try {
    const store = await openStore(storePlace(config), { check: false });
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  } catch (error) {
    if (isTrouble(error)) return refused(error.message, 1);
    throw error;
  }
};
