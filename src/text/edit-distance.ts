/**
 * Levenshtein distance of two short texts, counted in UTF-16 units, given up (returns `limit + 1`) once it must exceed
 * `limit`. Only cells within `limit` of the diagonal can lie on a way that short, so no others are looked at.
 */
export const editDistance = (a: string, b: string, limit: number): number => {
  const tooFar = limit + 1;
  if (Math.abs(a.length - b.length) > limit) return tooFar;
  let previous = Array.from({ length: b.length + 1 }, (_, j) => Math.min(j, tooFar));
  for (let i = 1; i <= a.length; i += 1) {
    const current = new Array<number>(b.length + 1).fill(tooFar);
    if (i <= limit) current[0] = i;
    let best = current[0]!;
    for (let j = Math.max(1, i - limit); j <= Math.min(b.length, i + limit); j += 1) {
      const cost = a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1;
      current[j] = Math.min(previous[j]! + 1, current[j - 1]! + 1, previous[j - 1]! + cost);
      best = Math.min(best, current[j]!);
    }
    if (best > limit) return tooFar;
    previous = current;
  }
  return Math.min(previous[b.length]!, tooFar);
};
