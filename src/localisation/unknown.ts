import type { Cell, Effect, System } from './system.ts';
import { slipsOf } from './typing-slips.ts';

/**
 * Something that may change by an amount δ: one cell, or a quantity moved between two cells. `low` and `high` bound δ;
 * δ is on the grid when `δ − offset` is a multiple of `step`. `likely` gives amounts worth trying where the constraints
 * leave a choice.
 */
export type Unknown = {
  readonly moves: readonly { readonly cell: number; readonly by: 1n | -1n }[];
  readonly effects: readonly Effect[];
  readonly low: bigint | null;
  readonly high: bigint | null;
  readonly step: bigint;
  readonly offset: bigint;
  readonly likely: () => readonly bigint[];
};

const modulo = (a: bigint, m: bigint): bigint => ((a % m) + m) % m;

export const isOnGrid = (unknown: Unknown, delta: bigint): boolean => (delta - unknown.offset) % unknown.step === 0n;

/** Whether an unknown may change by `delta`: a real change, on the grid, within its bounds. */
export const mayChange = (unknown: Unknown, delta: bigint): boolean =>
  delta !== 0n &&
  isOnGrid(unknown, delta) &&
  (unknown.low === null || delta >= unknown.low) &&
  (unknown.high === null || delta <= unknown.high);

/** Zero, the typing slips of the stated value, and what else is known to fit, as changes of the cell. */
const likelyChanges = (cell: Cell, further: readonly bigint[]): readonly bigint[] => {
  const slips = cell.figure.value === null ? [] : slipsOf(cell.value / cell.step).map((v) => v * cell.step);
  return [0n, ...slips, ...inOtherUnit(cell), ...further].map((v) => v - cell.value);
};

/** An amount in 元 where 万元 was meant, or the other way round. */
const inOtherUnit = ({ figure, value }: Cell): readonly bigint[] =>
  figure.kind === 'amount' ? [value * 10_000n, ...(value % 10_000n === 0n ? [value / 10_000n] : [])] : [];

/** The cell as an unknown. `backSolved` are values of it that a printed percentage gives. */
export const changeOf = (system: System, at: number, backSolved: (cell: number) => readonly bigint[]): Unknown => {
  const cell = system.cells[at]!;
  return {
    moves: [{ cell: at, by: 1n }],
    effects: cell.effects,
    low: cell.floor === null ? null : cell.floor - cell.value,
    high: null,
    step: cell.step,
    offset: modulo(-cell.value, cell.step),
    likely: () => likelyChanges(cell, backSolved(at)),
  };
};

const difference = (plus: readonly Effect[], minus: readonly Effect[]): readonly Effect[] => {
  const sum = new Map(plus.map((e) => [e.line, e.by]));
  for (const e of minus) sum.set(e.line, (sum.get(e.line) ?? 0n) - e.by);
  return [...sum].filter(([, by]) => by !== 0n).map(([line, by]) => ({ line, by }));
};

/** A quantity taken from one cell and given to another as one unknown; null where the cells are not of one grid. */
export const moveBetween = (system: System, to: number, from: number): Unknown | null => {
  const [a, b] = [system.cells[to]!, system.cells[from]!];
  if (a.step !== b.step || a.value % a.step !== 0n || b.value % b.step !== 0n) return null;
  return {
    moves: [
      { cell: to, by: 1n },
      { cell: from, by: -1n },
    ],
    effects: difference(a.effects, b.effects),
    low: a.floor === null ? null : a.floor - a.value,
    high: b.floor === null ? null : b.value - b.floor,
    step: a.step,
    offset: 0n,
    likely: () => [a.value, b.value].flatMap((v) => [v, -v]),
  };
};
