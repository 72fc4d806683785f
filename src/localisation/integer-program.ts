import { isTight } from './arena.ts';
import { floorDivide } from './linear-system.ts';
import { allows, type System } from './system.ts';

/** `low ≤ Σ by · column ≤ high`; infinite where unbounded. */
export type ProgramRow = {
  readonly low: number;
  readonly high: number;
  readonly terms: readonly { readonly column: number; readonly by: number }[];
};

/** Minimise Σ cost · column within the bounds of the columns, `whole` ones in whole numbers, so that all rows hold. */
export type IntegerProgram = {
  readonly columns: readonly {
    readonly low: number;
    readonly high: number;
    readonly whole: boolean;
    readonly cost: number;
  }[];
  readonly rows: readonly ProgramRow[];
};

/** `stopped`: a limit was reached, nothing is known. Values are near whole numbers, not exact. */
export type ProgramAnswer =
  | { readonly is: 'optimal'; readonly values: readonly number[] }
  | { readonly is: 'infeasible' }
  | { readonly is: 'stopped' };

/**
 * Solves integer programs to the optimum, without a gap. Whoever makes one decides how long all programs of one report
 * may take; beyond that it answers `stopped`. Its answers are hints: every one is substituted exactly before it counts.
 */
export type Solver = (program: IntegerProgram) => ProgramAnswer;

/** One figure more costs more than all that figures of one set can differ by. */
const COUNT = 1000;

/** Above this, doubles and the tolerance of a solver no longer tell whole numbers apart. */
const LARGEST = 10n ** 9n;

const absolute = (n: bigint): bigint => (n < 0n ? -n : n);

const common = (a: bigint, b: bigint): bigint => (b === 0n ? absolute(a) : common(b, a % b));

/**
 * The column of the change of the cell at this place of the list, in steps of the cell. It is left free to be a
 * fraction: only the sets are wanted, exact arithmetic finds the amounts, and the proof is many times faster.
 */
export const changeColumn = (at: number): number => 2 * at;

/** The column that is 1 where the cell at this place changes, else 0. */
export const switchColumn = (at: number): number => 2 * at + 1;

/**
 * The smallest set of `cells` whose change satisfies the lines, fewest cells first, then least `costs` (whole numbers,
 * together below 1000). Null where the figures are too large to be solved in doubles.
 *
 * How far a cell may change is derived from the report: four times its largest figure, or what the figures of its
 * fullest line add up to. A fixed large bound gives silently wrong answers, because a switch that is off by the
 * solver's tolerance then lets whole cases through.
 */
export const repairProgram = (
  system: System,
  cells: readonly number[],
  costs: readonly number[],
  fewest: number,
): IntegerProgram | null => {
  const lines = linesOf(system, cells);
  const most = furthest(system, cells, lines);
  if (cells.some((cell) => most / system.cells[cell]!.step > LARGEST)) return null;
  const rows: ProgramRow[] = [];
  const columns = cells.flatMap((at, i) => {
    const { value, floor, step } = system.cells[at]!;
    const high = Number(most / step);
    const low = floor === null ? -high : -Number((value - floor) / step);
    rows.push({ low: Number.NEGATIVE_INFINITY, high: 0, terms: pair(i, 1, -high) });
    rows.push({ low: 0, high: Number.POSITIVE_INFINITY, terms: pair(i, 1, -low) });
    return [
      { low, high, whole: false, cost: 0 },
      { low: 0, high: 1, whole: true, cost: COUNT + costs[i]! },
    ];
  });
  const column = new Map(cells.map((cell, at) => [cell, changeColumn(at)]));
  const switches = new Map(cells.map((cell, at) => [cell, switchColumn(at)]));
  for (const line of lines) rows.push(rowOf(system, line, column), ...impliedRows(system, line, switches));
  const count = cells.map((_, at) => ({ column: switchColumn(at), by: 1 }));
  rows.push({ low: fewest, high: Number.POSITIVE_INFINITY, terms: count });
  return { columns, rows };
};

const pair = (at: number, change: number, isChanged: number): ProgramRow['terms'] => [
  { column: changeColumn(at), by: change },
  { column: switchColumn(at), by: isChanged },
];

/** Lines on which the cells act; "must differ" is no line of a program and is seen to when answers are substituted. */
const linesOf = (system: System, cells: readonly number[]): readonly number[] => {
  const lines = new Set(cells.flatMap((cell) => system.cells[cell]!.effects.map((effect) => effect.line)));
  return [...lines].filter((line) => !system.lines[line]!.differs).sort((a, b) => a - b);
};

const furthest = (system: System, cells: readonly number[], lines: readonly number[]): bigint => {
  const largest = cells.reduce((most, cell) => {
    const value = absolute(system.cells[cell]!.value);
    return value > most ? value : most;
  }, 0n);
  const fullest = lines.reduce((most, line) => {
    const sum = system.lines[line]!.terms.reduce((s, t) => s + absolute(t.by * system.cells[t.cell]!.value), 0n);
    return sum > most ? sum : most;
  }, 4n * largest);
  return fullest + 100n * 10n ** BigInt(system.scale);
};

/** Exact: bounds are rounded inwards after the common divisor is taken out. */
const rowOf = (system: System, at: number, column: ReadonlyMap<number, number>): ProgramRow => {
  const { terms, low, high, residual } = system.lines[at]!;
  const inSteps = terms.flatMap(({ cell, by }) => {
    const own = column.get(cell);
    return own === undefined ? [] : [{ column: own, by: by * system.cells[cell]!.step }];
  });
  const divisor = inSteps.reduce((d, term) => common(d, term.by), 0n);
  return {
    low: low === null ? Number.NEGATIVE_INFINITY : Number(-floorDivide(residual - low, divisor)),
    high: high === null ? Number.POSITIVE_INFINITY : Number(floorDivide(high - residual, divisor)),
    terms: inSteps.map((term) => ({ column: term.column, by: Number(term.by / divisor) })),
  };
};

/**
 * What the other rows imply and a solver does not see by itself: of a violated line some figure changes, and of an
 * exact line that holds never one alone. Without these the proof takes many times as long.
 */
const impliedRows = (system: System, at: number, switches: ReadonlyMap<number, number>): readonly ProgramRow[] => {
  const line = system.lines[at]!;
  const all = line.terms.flatMap(({ cell }) => switches.get(cell) ?? []);
  if (!allows(line, line.residual)) {
    return [{ low: 1, high: Number.POSITIVE_INFINITY, terms: all.map((column) => ({ column, by: 1 })) }];
  }
  if (!isTight(line)) return [];
  return all.map((alone) => ({
    low: 0,
    high: Number.POSITIVE_INFINITY,
    terms: all.map((column) => ({ column, by: column === alone ? -1 : 1 })),
  }));
};
