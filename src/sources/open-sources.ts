import type { Config } from '../platform/config.ts';
import { folderSource } from './folder-source.ts';
import type { RosterOffice } from './roster.ts';
import type { Source, SourceListing } from './source.ts';
import type { SourceMemory } from './source-memory.ts';

/** Several sources as one: each entry is taken by the source that listed it. */
export const joinSources = (sources: readonly Source[]): Source => {
  const owners = new Map<object, Source>();
  return {
    list: async () => {
      const listings = await Promise.all(
        sources.map(async (source): Promise<SourceListing> => {
          const listing = await source.list();
          for (const entry of listing.entries) owners.set(entry, source);
          return listing;
        }),
      );
      return {
        entries: listings.flatMap(({ entries }) => entries),
        failures: listings.flatMap(({ failures }) => failures),
      };
    },
    take: async (entry, context) => (await owners.get(entry)?.take(entry, context)) ?? [],
    close: async () => {
      await Promise.all(sources.map((source) => source.close()));
    },
  };
};

type Parts = {
  readonly offices: readonly RosterOffice[];
  readonly memory: SourceMemory;
  readonly now: () => Date;
  readonly chance: () => number;
};

/**
 * The sources of a configuration: the folder always, the report pages of the roster and the mailbox when they are
 * switched on.
 */
export const openSources = async (config: Config, parts: Parts): Promise<Source> => {
  const folder = folderSource(config.source);
  if (!config.fetch && config.imap === null) return folder;
  const sources = [folder];
  // The libraries for the network are loaded only by those who use it.
  if (config.fetch) {
    const { openWebsites } = await import('./web/open-websites.ts');
    sources.push(openWebsites(config, parts));
  }
  if (config.imap !== null) {
    const { openMailbox } = await import('./mailbox/open-mailbox.ts');
    sources.push(openMailbox(config, parts));
  }
  return joinSources(sources);
};
