import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../bench/generate/random.ts';
import { FAULT_ROWS } from './rows.ts';

// The short form of every fault. `npm run reliability` runs the long one and writes docs/reliability.md.

const TWO_MINUTES = 120_000;

describe.each(FAULT_ROWS)('when $fault', ({ row, promise, lacks, measure }) => {
  test(`then: ${promise}`, { timeout: 3 * TWO_MINUTES }, async (context) => {
    const missing = await lacks();
    if (missing !== null) return context.skip(missing);
    const figures = await measure('short', seededRandom(row));
    expect(figures.filter(({ isMet }) => !isMet)).toEqual([]);
  });
});
