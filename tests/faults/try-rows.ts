import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../bench/generate/random.ts';
import type { FaultRow } from './fault-row.ts';
import { FAULT_ROWS } from './rows.ts';

const SIX_MINUTES = 360_000;

/**
 * The short form of the faults with these numbers, as tests; `npm run reliability` runs the long one and writes
 * docs/reliability.md. Each file of tests takes some of them, so that they run side by side.
 */
export const tryRows = (isMeant: (row: number) => boolean): void => {
  const rows: readonly FaultRow[] = FAULT_ROWS.filter(({ row }) => isMeant(row));
  describe.each(rows)('when $fault', ({ row, promise, lacks, measure }) => {
    test(`then: ${promise}`, { timeout: SIX_MINUTES }, async (context) => {
      const missing = await lacks();
      if (missing !== null) return context.skip(missing);
      const figures = await measure('short', seededRandom(row));
      expect(figures.filter(({ isMet }) => !isMet)).toEqual([]);
    });
  });
};
