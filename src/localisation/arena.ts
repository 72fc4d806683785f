import { allows, type Line } from './system.ts';
import { mayChange, type Unknown } from './unknown.ts';

/** Work left before giving up; counted, never timed, so that the answer does not depend on the machine. */
export type Work = { left: number };

/** Lines and the unknowns that act on them. `touching`: the unknowns of each line. `violated`: the lines to be satisfied. */
export type Arena = {
  readonly lines: readonly Line[];
  readonly unknowns: readonly Unknown[];
  readonly touching: readonly (readonly number[])[];
  readonly violated: readonly number[];
};

export const arenaOf = (lines: readonly Line[], unknowns: readonly Unknown[], violated: readonly number[]): Arena => {
  const touching: number[][] = lines.map(() => []);
  unknowns.forEach((unknown, i) => {
    for (const effect of unknown.effects) touching[effect.line]!.push(i);
  });
  return { lines, unknowns, touching, violated };
};

/** An equality without tolerance: a single change on it either mends or breaks it. */
export const isTight = (line: Line): boolean => line.low !== null && line.low === line.high;

/** The lines with `others` held at the residual they have, broken as they are: for looking at one group alone. */
export const frozen = (lines: readonly Line[], others: ReadonlySet<number>): readonly Line[] =>
  lines.map((line, i) => (others.has(i) ? { ...line, low: line.residual, high: line.residual } : line));

/** Amounts for some unknowns. `determined`: these unknowns allow no other amounts. */
export type Solution = {
  readonly deltas: readonly { readonly unknown: number; readonly delta: bigint }[];
  readonly determined: boolean;
};

/** By substitution: every violated line holds, every line that held holds, every unknown may change so. */
export const isRepair = (arena: Arena, deltas: Solution['deltas']): boolean => {
  const residuals = new Map<number, bigint>();
  for (const { unknown, delta } of deltas) {
    if (!mayChange(arena.unknowns[unknown]!, delta)) return false;
    for (const { line, by } of arena.unknowns[unknown]!.effects) {
      residuals.set(line, (residuals.get(line) ?? arena.lines[line]!.residual) + by * delta);
    }
  }
  if (!arena.violated.every((line) => residuals.has(line))) return false;
  for (const [at, residual] of residuals) {
    const line = arena.lines[at]!;
    // A "must differ" that is violated already is not asked to be mended.
    if (!allows(line, residual) && !(line.differs && line.residual === 0n)) return false;
  }
  return true;
};
