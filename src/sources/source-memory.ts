/**
 * What a source remembers from night to night, as texts by key. Losing it costs requests, never a report: it says
 * what was seen, the store holds the bytes. What `put` has confirmed survives a crash of the program.
 */
export type SourceMemory = {
  readonly get: (key: string) => Promise<string | null>;
  readonly put: (key: string, value: string) => Promise<void>;
  /** All keys that begin so, in code unit order. */
  readonly keys: (prefix: string) => Promise<readonly string[]>;
};
