/** How often a unit is tried before it is parked. */
export const ATTEMPTS = 3;

const LONGEST = 60_000;

/**
 * Milliseconds to wait after the given number of failed attempts, from 1: `base`, then four times as long each time,
 * of which `chance` (0 ≤ value < 1) takes away up to one half, so that what failed together does not return together.
 */
export const retryDelay = (failures: number, base: number, chance: number): number =>
  Math.round(Math.min(LONGEST, base * 4 ** (failures - 1)) * (1 - chance / 2));
