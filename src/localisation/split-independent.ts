import { type Candidate, nameOf } from './candidate.ts';
import type { System } from './system.ts';

/** Violated lines with the repairs of just these lines. */
export type Share = { readonly violated: readonly number[]; readonly candidates: readonly Candidate[] };

/**
 * Takes apart mistakes that have nothing to do with each other although one table joins them. The violated lines fall
 * into parts such that in every repair the edits of different parts share no line; where the repairs are exactly the
 * combinations of the parts' repairs, each part is returned for itself, otherwise the whole as one.
 */
export const splitIndependent = (
  system: System,
  violated: readonly number[],
  candidates: readonly Candidate[],
): readonly Share[] => {
  const whole = [{ violated, candidates }];
  const roots = uniteLines(system, candidates);
  const parts = new Map<number, number[]>();
  for (const line of violated) parts.set(roots(line), [...(parts.get(roots(line)) ?? []), line]);
  if (parts.size < 2) return whole;
  const shares = [...parts].map(([root, lines]) => ({
    violated: lines,
    candidates: within(system, candidates, roots, root),
  }));
  const combinations = shares.reduce((product, share) => product * share.candidates.length, 1);
  return combinations === candidates.length ? shares : whole;
};

/** Joins all lines that one edit touches, over all candidates; answers with the representative of a line. */
const uniteLines = (system: System, candidates: readonly Candidate[]): ((line: number) => number) => {
  const parent = system.lines.map((_, i) => i);
  const root = (line: number): number => {
    let at = line;
    while (parent[at] !== at) at = parent[at]!;
    return at;
  };
  for (const cell of new Set(candidates.flatMap((c) => c.edits.map((e) => e.cell)))) {
    const lines = system.cells[cell]!.effects.map((e) => e.line);
    for (const line of lines.slice(1)) parent[root(line)] = root(lines[0]!);
  }
  return root;
};

const within = (
  system: System,
  candidates: readonly Candidate[],
  roots: (line: number) => number,
  root: number,
): readonly Candidate[] => {
  const parts = candidates.map(({ edits, determined }) => ({
    edits: edits.filter(({ cell }) => roots(system.cells[cell]!.effects[0]!.line) === root),
    determined,
  }));
  return [...new Map(parts.map((part) => [nameOf(part), part])).values()];
};
