import type { SourceMemory } from '../../src/sources/source-memory.ts';

const keysOf = (entries: ReadonlyMap<string, string>, prefix: string): readonly string[] =>
  [...entries.keys()].filter((key) => key.startsWith(prefix)).sort();

/** A memory that ends with the process. */
export const memoryOfProcess = (): SourceMemory => {
  const entries = new Map<string, string>();
  return {
    get: async (key) => entries.get(key) ?? null,
    put: async (key, value) => void entries.set(key, value),
    keys: async (prefix) => keysOf(entries, prefix),
  };
};
