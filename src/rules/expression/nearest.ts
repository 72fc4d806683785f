/** Parts of a code that are written alike count; a part that only begins alike counts half. */
const likeness = (asked: readonly string[], known: readonly string[]): number => {
  const own = new Set(known);
  return asked.reduce((sum, part) => {
    if (own.has(part)) return sum + 2;
    return sum + (known.some((other) => part.length > 2 && other.startsWith(part.slice(0, 3))) ? 1 : 0);
  }, 0);
};

/** Up to three known codes that share most with what was asked for, for messages; none when nothing is alike. */
export const nearest = (asked: string, known: readonly string[]): readonly string[] => {
  const parts = asked.split(/[._-]/);
  return known
    .map((code) => ({ code, like: likeness(parts, code.split(/[._-]/)) }))
    .filter(({ like }) => like > 0)
    .sort((a, b) => b.like - a.like || (a.code < b.code ? -1 : 1))
    .slice(0, 3)
    .map(({ code }) => code);
};
