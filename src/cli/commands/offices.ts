import { loadDeadlines } from '../../jobs/load-deadlines.ts';
import { gatherOfficeFacts, officeStates } from '../../jobs/office-states.ts';
import { localDate, systemClock } from '../../platform/clock.ts';
import { readRoster } from '../../sources/roster.ts';
import { type CommandContext, type Outcome, printed } from '../command.ts';
import { officesCsv, officesJson, officesTable } from '../format/office-list.ts';
import type { OFFICE_FORMATS } from './offices-options.ts';
import { type StoreOptions, storeConfig, withStore } from './store-options.ts';

export type OfficesOptions = StoreOptions & {
  readonly format: (typeof OFFICE_FORMATS)[number];
  /** The year that reports cover; the year before today's by default. */
  readonly year?: number;
  readonly date?: string;
};

const FORMATS = { table: officesTable, json: officesJson, csv: officesCsv } as const;

/** `gouji offices`: who has reported for a year, who is late, what is open, and how the mail stands. */
export const offices = async (options: OfficesOptions, context: CommandContext): Promise<Outcome> => {
  const config = storeConfig(options, context.environment);
  const roster = await readRoster(config.offices);
  const deadlines = await loadDeadlines(config.deadlines);
  const date = options.date ?? localDate(systemClock.now(), config.timezone);
  const year = options.year ?? Number(date.slice(0, 4)) - 1;
  return withStore(config, async (store) => {
    const facts = await gatherOfficeFacts(roster, store);
    const states = officeStates(facts, { year, date, deadlines, reports: config.reports });
    return printed(...FORMATS[options.format](states, config.lang));
  });
};
