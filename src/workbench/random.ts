/**
 * A source of numbers that look random and are the same for the same seed on every machine (splitmix32). Whole
 * numbers only.
 */
export type Random = {
  /** A whole number from 0 to `end` - 1; `end` is at least 1 and below 2³². */
  readonly below: (end: number) => number;
  /** A whole number from `from` to `to`, both included. */
  readonly between: (from: number, to: number) => number;
  /** True `times` out of a hundred. */
  readonly chance: (times: number) => boolean;
  /** One of the given things; the list is not empty. */
  readonly pick: <T>(from: readonly T[]) => T;
  /** A source of its own, so that drawing more here does not change what is drawn there. */
  readonly branch: (name: string) => Random;
};

const mix = (state: number): number => {
  let x = state;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return (x ^ (x >>> 15)) >>> 0;
};

/** The seed of a named branch: FNV-1a over the name, started from the parent's seed. */
const seedOfBranch = (seed: number, name: string): number => {
  let hash = mix(seed + 0x9e3779b9) ^ 0x811c9dc5;
  for (const character of name) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193);
  return hash >>> 0;
};

/** Numbers from a seed; the same seed gives the same numbers. */
export const seededRandom = (seed: number): Random => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0;
    return mix(state);
  };
  const below = (end: number): number => Math.floor((next() / 0x1_0000_0000) * end);
  return {
    below,
    between: (from, to) => from + below(to - from + 1),
    chance: (times) => below(100) < times,
    pick: (from) => from[below(from.length)]!,
    branch: (name) => seededRandom(seedOfBranch(seed, name)),
  };
};
