import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom } from '../../bench/generate/random.ts';
import { equals, ZERO } from '../../src/model/decimal.ts';
import { cleanFigures } from '../../src/workbench/clean-figures.ts';
import { corruptFigures, MISTAKES } from '../../src/workbench/corrupt-figures.ts';
import { neighboursIn } from '../../src/workbench/neighbours.ts';
import { theTemplates } from '../the-knowledge.ts';

const template = theTemplates().find(({ id }) => id === 'annual-report-2021')!;
const places = neighboursIn(template);

test('exactly the figures that are named wrong differ from the clean ones, and the same seed makes the same mistakes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 1, max: 6 }), (seed, count) => {
      const clean = cleanFigures(template, seededRandom(seed));
      const corrupt = () => corruptFigures(clean, places, count, MISTAKES, seededRandom(seed));
      const corrupted = corrupt();
      if (corrupted === null) return;
      const differing = [...clean].filter(([key, value]) => !equals(corrupted.figures.get(key) ?? ZERO, value));
      expect(differing.map(([key]) => key).sort()).toEqual(corrupted.wrong);
      expect(corrupted.wrong).toHaveLength(count);
      expect(corrupt()).toEqual(corrupted);
    }),
    { numRuns: 60, seed: 5 },
  );
});

test('every kind of mistake can be made on a report with applications', () => {
  const clean = cleanFigures(template, seededRandom(11), 'province');
  for (const mistake of MISTAKES) {
    const made = corruptFigures(clean, places, mistake.startsWith('shifted') ? 2 : 1, [mistake], seededRandom(3));
    expect(made, mistake).not.toBeNull();
  }
});
