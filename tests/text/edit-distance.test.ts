import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance } from '../../src/text/edit-distance.ts';

/** By the definition: the last characters are equal, or one of them is dropped, added or replaced. */
const byDefinition = (a: string, b: string): number => {
  if (a === '' || b === '') return a.length + b.length;
  if (a.at(-1) === b.at(-1)) return byDefinition(a.slice(0, -1), b.slice(0, -1));
  return (
    1 +
    Math.min(
      byDefinition(a.slice(0, -1), b),
      byDefinition(a, b.slice(0, -1)),
      byDefinition(a.slice(0, -1), b.slice(0, -1)),
    )
  );
};

const label = fc.array(fc.constantFrom('公', '开', '数'), { maxLength: 6 }).map((characters) => characters.join(''));

describe('the distance of two labels', () => {
  it('is that of the definition up to the limit, and one more than the limit beyond it', () => {
    fc.assert(
      fc.property(label, label, fc.nat(6), (a, b, limit) => {
        expect(editDistance(a, b, limit)).toBe(Math.min(byDefinition(a, b), limit + 1));
      }),
    );
  });
});
