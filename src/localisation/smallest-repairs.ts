import type { Arena, Solution, Work } from './arena.ts';
import { searchSets } from './search-sets.ts';
import { solveSet } from './solve-set.ts';

/**
 * `found`: all repairs of the smallest size. `none`: none up to the size looked for. `stopped`: the work was used up.
 * `beyond`: there is certainly none of that size or less.
 */
export type Answer =
  | { readonly is: 'found'; readonly size: number; readonly solutions: readonly Solution[] }
  | { readonly is: 'none' | 'stopped'; readonly beyond: number };

/** All repairs of exactly `size` unknowns, given that there is none among fewer of them; null when the work was used up. */
export const repairsOfSize = (arena: Arena, size: number, work: Work): readonly Solution[] | null => {
  const solutions: Solution[] = [];
  searchSets(arena, size, work, (set) => solutions.push(...solveSet(arena, set, work)));
  return work.left > 0 ? solutions : null;
};

/** Looks from size `from` up to `to`, and stops at the first that has a repair. */
export const smallestRepairs = (arena: Arena, from: number, to: number, work: Work): Answer => {
  for (let size = from; size <= to; size += 1) {
    const solutions = repairsOfSize(arena, size, work);
    if (solutions === null) return { is: 'stopped', beyond: size - 1 };
    if (solutions.length > 0) return { is: 'found', size, solutions };
  }
  return { is: 'none', beyond: Math.max(to, from - 1) };
};
