import type { Random } from './random.ts';

const drawOne = (weights: readonly number[], random: Random): number => {
  let left = random.below(weights.reduce((sum, weight) => sum + weight, 0));
  for (const [at, weight] of weights.entries()) {
    if (left < weight) return at;
    left -= weight;
  }
  return weights.length - 1;
};

/**
 * Splits `total` among as many parts as there are weights; the parts add up to the total exactly. Large totals follow
 * the weights roughly, small ones fall where they fall. At least one weight is above zero; a weight of zero gets none.
 */
export const allocate = (total: number, weights: readonly number[], random: Random): readonly number[] => {
  const rough = weights.map((weight) => weight * random.between(40, 160));
  const whole = rough.reduce((sum, weight) => sum + weight, 0);
  const drawn = Math.min(total, 40);
  const parts = rough.map((weight) => Math.floor(((total - drawn) * weight) / whole));
  const left = total - parts.reduce((sum, part) => sum + part, 0);
  for (let i = 0; i < left; i += 1) parts[drawOne(rough, random)]! += 1;
  return parts;
};
