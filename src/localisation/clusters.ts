import { allows, byText, type Line, type System } from './system.ts';

/**
 * Violated lines that hang together, and the cells that could matter to them. `groups` are the parts of `violated`
 * that share a figure directly: no single figure touches two groups, so a repair needs at least one figure for each.
 */
export type Cluster = {
  readonly violated: readonly number[];
  readonly cells: readonly number[];
  readonly groups: readonly (readonly number[])[];
};

/** Only a comparison that some value can satisfy is looked at; "must differ" has no nearest value. */
const isViolated = (line: Line): boolean => !line.differs && !allows(line, line.residual);

const isIdentity = (line: Line): boolean => line.low !== null && line.high !== null;

/** Identities before inequalities, then by name: an identity says more about what is wrong. */
export const orderLines = (lines: readonly Line[], indexes: Iterable<number>): readonly number[] =>
  [...indexes].sort(
    (a, b) => Number(isIdentity(lines[b]!)) - Number(isIdentity(lines[a]!)) || byText(lines[a]!.id, lines[b]!.id),
  );

/** All lines reached from `start` through shared cells, passing only through lines that `passes` lets through. */
const reach = (system: System, start: number, passes: (line: number) => boolean) => {
  const lines = new Set([start]);
  const cells = new Set<number>();
  for (const line of lines) {
    for (const { cell } of system.lines[line]!.terms) {
      if (cells.has(cell)) continue;
      cells.add(cell);
      for (const effect of system.cells[cell]!.effects) if (passes(effect.line)) lines.add(effect.line);
    }
  }
  return { lines, cells };
};

/** One cluster for each connected part of the system that holds a violated line, in a fixed order. */
export const findClusters = (system: System): readonly Cluster[] => {
  const violated = system.lines.flatMap((line, i) => (isViolated(line) ? [i] : []));
  const broken = new Set(violated);
  const clusters: Cluster[] = [];
  const seen = new Set<number>();
  for (const start of orderLines(system.lines, violated)) {
    if (seen.has(start)) continue;
    const { lines, cells } = reach(system, start, () => true);
    const mine = orderLines(
      system.lines,
      [...lines].filter((line) => broken.has(line)),
    );
    for (const line of mine) seen.add(line);
    clusters.push({
      violated: mine,
      cells: [...cells].sort((a, b) => a - b),
      groups: groupsOf(system, mine, broken),
    });
  }
  return clusters;
};

const groupsOf = (system: System, violated: readonly number[], broken: ReadonlySet<number>) => {
  const groups: (readonly number[])[] = [];
  const seen = new Set<number>();
  for (const start of violated) {
    if (seen.has(start)) continue;
    const { lines } = reach(system, start, (line) => broken.has(line));
    for (const line of lines) seen.add(line);
    groups.push(orderLines(system.lines, lines));
  }
  return groups;
};
