import { type Arena, isRepair, type Solution, type Work } from './arena.ts';
import { changeColumn, type ProgramRow, repairProgram, type Solver, switchColumn } from './integer-program.ts';
import { solveSet } from './solve-set.ts';
import type { System } from './system.ts';

/** Repairs beyond this many are not looked for. */
const MOST_SETS = 12;
/** Sets that the solver takes for repairs and exact arithmetic does not; more, and its answers are not trusted. */
const MOST_REJECTED = 8;
/** Work for the values of one set. */
const WORK_A_SET = 4000;

/**
 * Repairs of one size. `minimal`: there is no smaller one. `complete`: there is no further one of this size. Without
 * solutions nothing is known.
 */
export type ProgramRepairs = {
  readonly solutions: readonly Solution[];
  readonly minimal: boolean;
  readonly complete: boolean;
};

/**
 * The second stage: sets of figures from an integer program, each optimum cut off to find the next, until there is no
 * other of the same size. The program only proposes sets; their values come from exact arithmetic, as in the first
 * stage, and every one is substituted. `costs` weigh sets of equal size. `fewest`: there is no repair of fewer.
 */
export const solveProgram = (
  system: System,
  cells: readonly number[],
  arena: Arena,
  costs: readonly number[],
  fewest: number,
  solver: Solver,
): ProgramRepairs => {
  const program = repairProgram(system, cells, costs, fewest);
  if (!program) return { solutions: [], minimal: false, complete: false };
  const all = cells.map((_, at) => at);
  const solutions: Solution[] = [];
  let rows = program.rows;
  let sets = 0;
  let rejected = 0;
  const give = (complete: boolean): ProgramRepairs => ({
    solutions,
    minimal: sets > 0 && rejected === 0,
    complete: complete && rejected === 0,
  });
  for (;;) {
    const answer = solver({ columns: program.columns, rows });
    if (answer.is !== 'optimal') return give(answer.is === 'infeasible');
    const set = all.filter((at) => answer.values[switchColumn(at)]! > 0.5);
    const found = repairsOf(arena, set, answer.values);
    if (found.length > 0) {
      solutions.push(...found);
      sets += 1;
      if (sets === MOST_SETS) return give(false);
      rows = [...rows, ...(sets === 1 ? [atMost(all, set.length)] : []), atMost(set, set.length - 1)];
    } else {
      rejected += 1;
      if (rejected > MOST_REJECTED) return give(false);
      rows = [...rows, butNotExactly(all, set)];
    }
  }
};

/** No more than so many of these: one fewer than there are, and this set is not found again. */
const atMost = (set: readonly number[], most: number): ProgramRow => ({
  low: Number.NEGATIVE_INFINITY,
  high: most,
  terms: set.map((at) => ({ column: switchColumn(at), by: 1 })),
});

/** Not exactly this set, which is no repair; with a further figure it may be one. */
const butNotExactly = (all: readonly number[], set: readonly number[]): ProgramRow => {
  const chosen = new Set(set);
  return {
    low: Number.NEGATIVE_INFINITY,
    high: set.length - 1,
    terms: all.map((at) => ({ column: switchColumn(at), by: chosen.has(at) ? 1 : -1 })),
  };
};

const repairsOf = (arena: Arena, set: readonly number[], values: readonly number[]): readonly Solution[] => {
  const work: Work = { left: WORK_A_SET };
  const solved = solveSet(arena, set, work);
  if (solved.length > 0) return solved;
  const deltas = set.map((unknown) => ({
    unknown,
    delta: BigInt(Math.round(values[changeColumn(unknown)]!)) * arena.unknowns[unknown]!.step,
  }));
  return isRepair(arena, deltas) ? [{ deltas, determined: false }] : [];
};
