import { arenaOf, type Solution, type Work } from './arena.ts';
import { type Candidate, candidateOf } from './candidate.ts';
import { repairsOfSize } from './smallest-repairs.ts';
import { byText, type System } from './system.ts';
import { moveBetween, type Unknown } from './unknown.ts';

const MOST_LINES = 3;

/**
 * Repairs that move a quantity between two groups (columns) in two or three rows at once, such as a result that was
 * entered for another kind of applicant, in its own row and in the total row. They change four or six cells, more than
 * the exhaustive search looks at, and follow from one mistake. Not exhaustive beyond moves.
 */
export const parallelMoves = (system: System, violated: readonly number[], work: Work): readonly Candidate[] => {
  const cells = cellsByGroup(system);
  const arenas = pairs(groupsAt(system, violated))
    .filter((pair) => violated.every((line) => feels(system, line, pair)))
    .map(([to, from]) => arenaOf(system.lines, movesBetween(system, cells.get(to)!, cells.get(from)!), violated))
    .filter((arena) => violated.every((line) => arena.touching[line]!.length > 0));
  const enough = arenas.map((arena) => setsOf(repairsOfSize(arena, 1, work)));
  for (let size = 2; size <= MOST_LINES; size += 1) {
    const found = arenas.flatMap((arena, i) =>
      (repairsOfSize(arena, size, work) ?? [])
        .filter(({ deltas }) => !enough[i]!.some((set) => set.every((u) => deltas.some((d) => d.unknown === u))))
        .map((solution) => candidateOf(arena, solution)),
    );
    if (found.length > 0) return found;
  }
  return [];
};

/** Whether a move between two groups can act on a line at all: what it takes and gives there does not cancel out. */
const feels = (system: System, line: number, [to, from]: readonly [string, string]): boolean => {
  const net = new Map<string, bigint>();
  for (const { cell, by } of system.lines[line]!.terms) {
    const { group, indicator } = system.cells[cell]!.figure;
    if (group === to) net.set(indicator, (net.get(indicator) ?? 0n) + by);
    else if (group === from) net.set(indicator, (net.get(indicator) ?? 0n) - by);
  }
  return [...net.values()].some((by) => by !== 0n);
};

/** Moves that can be a repair alone: with them, any further move would be for nothing. */
const setsOf = (solutions: readonly Solution[] | null): readonly (readonly number[])[] =>
  (solutions ?? []).map(({ deltas }) => deltas.map((d) => d.unknown));

type ByIndicator = ReadonlyMap<string, number>;

const cellsByGroup = (system: System): ReadonlyMap<string, ByIndicator> => {
  const groups = new Map<string, Map<string, number>>();
  system.cells.forEach(({ figure }, cell) => {
    if (figure.group === null) return;
    const column = groups.get(figure.group) ?? new Map<string, number>();
    groups.set(figure.group, column.set(figure.indicator, cell));
  });
  return groups;
};

/** The groups of the figures in the violated lines, sorted. */
const groupsAt = (system: System, violated: readonly number[]): readonly string[] => {
  const groups = violated.flatMap((line) =>
    system.lines[line]!.terms.flatMap(({ cell }) => system.cells[cell]!.figure.group ?? []),
  );
  return [...new Set(groups)].sort(byText);
};

const pairs = (names: readonly string[]): readonly (readonly [string, string])[] =>
  names.flatMap((a, i) => names.slice(i + 1).map((b) => [a, b] as const));

const movesBetween = (system: System, to: ByIndicator, from: ByIndicator): readonly Unknown[] =>
  [...to]
    .sort(([a], [b]) => byText(a, b))
    .flatMap(([indicator, cell]) => {
      const other = from.get(indicator);
      return (other === undefined ? null : moveBetween(system, cell, other)) ?? [];
    });
