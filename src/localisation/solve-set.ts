import { type Arena, isRepair, isTight, type Solution, type Work } from './arena.ts';
import { clearColumn, projectInterval, type Reduced, type Row, reduceEquations } from './linear-system.ts';
import { isOnGrid, type Unknown } from './unknown.ts';

/** Values kept for a set that leaves a choice; the constraints do not tell them apart. */
const MOST_CHOICES = 12;

type Task = {
  readonly arena: Arena;
  readonly set: readonly number[];
  readonly unknowns: readonly Unknown[];
  readonly inequalities: readonly Row[];
  readonly work: Work;
  readonly solutions: Solution[];
};

/**
 * The amounts by which the unknowns of `set`, and all of them, may change so that the violated lines hold and no other
 * breaks. Where the constraints leave a choice: the ends of what is possible, then typing slips, zero and values that
 * a percentage gives; nearest to the stated figures first. Every answer has been substituted.
 */
export const solveSet = (arena: Arena, set: readonly number[], work: Work): readonly Solution[] => {
  const touched = [...new Set(set.flatMap((u) => arena.unknowns[u]!.effects.map((e) => e.line)))];
  work.left -= touched.length;
  const centred = solveWith(arena, set, touched, work, true);
  // Within a tolerance the exact value is meant; only where there is none, any value that the tolerance lets through.
  const hasWindow = arena.violated.some((line) => isWindow(arena, line));
  return centred.length > 0 || !hasWindow ? centred : solveWith(arena, set, touched, work, false);
};

const isWindow = (arena: Arena, at: number): boolean => {
  const line = arena.lines[at]!;
  return line.low !== null && line.high !== null && line.low < line.high;
};

const solveWith = (
  arena: Arena,
  set: readonly number[],
  touched: readonly number[],
  work: Work,
  centred: boolean,
): readonly Solution[] => {
  const isEquation = (line: number): boolean =>
    isTight(arena.lines[line]!) || (centred && isWindow(arena, line) && arena.violated.includes(line));
  const equations = touched.filter(isEquation).map((line) => equationOf(arena, set, line));
  const unknowns = set.map((u) => arena.unknowns[u]!);
  const inequalities = [
    ...touched.filter((line) => !isEquation(line)).flatMap((line) => inequalitiesOf(arena, set, line)),
    ...unknowns.flatMap((unknown, i) => boundsOf(unknown, i, set.length)),
  ];
  const task: Task = { arena, set, unknowns, inequalities, work, solutions: [] };
  solve(task, equations, true);
  return task.solutions;
};

const coefficients = (arena: Arena, set: readonly number[], line: number): readonly bigint[] =>
  set.map((u) => arena.unknowns[u]!.effects.find((e) => e.line === line)?.by ?? 0n);

const equationOf = (arena: Arena, set: readonly number[], at: number): Row => {
  const line = arena.lines[at]!;
  // A line with a tolerance is aimed at its middle, which is 0.
  return [...coefficients(arena, set, at), (line.low! + line.high!) / 2n - line.residual];
};

const inequalitiesOf = (arena: Arena, set: readonly number[], at: number): readonly Row[] => {
  const line = arena.lines[at]!;
  const by = coefficients(arena, set, at);
  return [
    ...(line.high === null ? [] : [[...by, line.high - line.residual]]),
    ...(line.low === null ? [] : [[...by.map((b) => -b), line.residual - line.low]]),
  ];
};

const boundsOf = (unknown: Unknown, at: number, columns: number): readonly Row[] => {
  const only = (by: bigint): readonly bigint[] => Array.from({ length: columns }, (_, i) => (i === at ? by : 0n));
  return [
    ...(unknown.high === null ? [] : [[...only(1n), unknown.high]]),
    ...(unknown.low === null ? [] : [[...only(-1n), -unknown.low]]),
  ];
};

const solve = (task: Task, equations: readonly Row[], determined: boolean): void => {
  if (task.work.left <= 0 || task.solutions.length >= MOST_CHOICES) return;
  task.work.left -= 1;
  const columns = task.set.length;
  const reduced = reduceEquations(equations, columns);
  if (!reduced) return;
  const column = reduced.free[0];
  if (column === undefined) {
    accept(task, reduced, determined);
    return;
  }
  const inequalities = task.inequalities.map((row) =>
    reduced.rows.reduce((rest, { pivot, row: by }) => clearColumn(rest, by, pivot), row),
  );
  const interval = projectInterval(inequalities, columns, column);
  if (!interval) return;
  const values = choices(task, reduced, column, interval);
  const isForced =
    interval.low !== null && interval.high !== null && interval.high - interval.low < task.unknowns[column]!.step;
  for (const value of values) {
    const fixed = Array.from({ length: columns + 1 }, (_, i) => (i === column ? 1n : i === columns ? value : 0n));
    solve(task, [...equations, fixed], determined && isForced);
  }
};

const accept = (task: Task, reduced: Reduced, determined: boolean): void => {
  const right = task.set.length;
  const deltas: { unknown: number; delta: bigint }[] = [];
  for (const { pivot, row } of reduced.rows) {
    if (row[right]! % row[pivot]! !== 0n) return;
    deltas.push({ unknown: task.set[pivot]!, delta: row[right]! / row[pivot]! });
  }
  if (isRepair(task.arena, deltas)) task.solutions.push({ deltas, determined });
};

type Interval = { readonly low: bigint | null; readonly high: bigint | null };

/** Amounts to try for a free unknown within its interval, nearest to no change first. */
const choices = (task: Task, reduced: Reduced, column: number, interval: Interval): readonly bigint[] => {
  const unknown = task.unknowns[column]!;
  const values = [...ends(unknown, interval), ...unknown.likely()];
  if (reduced.free.length === 1) values.push(...implied(task, reduced, column));
  const fits = (value: bigint): boolean =>
    value !== 0n &&
    isOnGrid(unknown, value) &&
    (interval.low === null || value >= interval.low) &&
    (interval.high === null || value <= interval.high);
  const size = (n: bigint): bigint => (n < 0n ? -n : n);
  return [...new Set(values.filter(fits))].sort((a, b) => {
    const [x, y] = [size(a), size(b)];
    return x < y ? -1 : x > y ? 1 : a < b ? -1 : 1;
  });
};

/** A few amounts on the grid at each end, and the smallest changes where the interval holds them. */
const ends = (unknown: Unknown, { low, high }: Interval): readonly bigint[] => {
  const up = (from: bigint): readonly bigint[] => grid(unknown, from, 1n);
  const down = (from: bigint): readonly bigint[] => grid(unknown, from, -1n);
  return [...(low === null ? [] : up(low)), ...(high === null ? [] : down(high)), ...up(0n), ...down(0n)];
};

const GRID_STEPS = 4n;

const grid = (unknown: Unknown, from: bigint, way: 1n | -1n): readonly bigint[] => {
  const over = (((from - unknown.offset) % unknown.step) + unknown.step) % unknown.step;
  const first = over === 0n ? from : way > 0n ? from - over + unknown.step : from - over;
  return Array.from({ length: Number(GRID_STEPS) }, (_, i) => first + way * BigInt(i) * unknown.step);
};

/** The amounts of the one free unknown at which another takes a likely amount. */
const implied = (task: Task, reduced: Reduced, column: number): readonly bigint[] =>
  reduced.rows.flatMap(({ pivot, row }) => {
    const by = row[column]!;
    if (by === 0n) return [];
    return task.unknowns[pivot]!.likely().flatMap((likely) => {
      const rest = row[task.set.length]! - row[pivot]! * likely;
      return rest % by === 0n ? [rest / by] : [];
    });
  });
