import { officeHistory } from '../../jobs/office-history.ts';
import { quoteValue } from '../../platform/faults.ts';
import { officesByName, readRoster } from '../../sources/roster.ts';
import { type CommandContext, type Outcome, printed, refused } from '../command.ts';
import { historyJson, historyText } from '../format/office-history.ts';
import type { HISTORY_FORMATS } from './history-options.ts';
import { type StoreOptions, storeConfig, withStore } from './store-options.ts';

export type HistoryOptions = StoreOptions & { readonly format: (typeof HISTORY_FORMATS)[number] };

/** `gouji history <office>`: by year the versions of the report, what changed between them, its findings, and the mails. */
export const history = async (name: string, options: HistoryOptions, context: CommandContext): Promise<Outcome> => {
  const config = storeConfig(options, context.environment);
  const roster = await readRoster(config.offices);
  const office = roster.find(({ id }) => id === name) ?? officesByName(roster)(name);
  if (!office)
    return refused(
      `${quoteValue(name)} is no office of ${config.offices}; accepted: an id such as ${roster
        .slice(0, 5)
        .map(({ id }) => id)
        .join(', ')}, or a name as it stands there`,
    );
  return withStore(config, async (store) => {
    const past = await officeHistory(office.id, store);
    return printed(options.format === 'json' ? historyJson(office, past) : historyText(office, past, config.lang));
  });
};
