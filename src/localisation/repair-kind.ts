import type { Candidate } from './candidate.ts';
import type { RepairKind } from './localisation.ts';
import type { ShareConstraint } from './problem.ts';
import type { Cell, Line, System } from './system.ts';
import { slipBetween } from './typing-slips.ts';

/** A total is alone on its side of an identity of three or more figures. */
const isTotalOf = (line: Line, at: number): boolean => {
  const own = line.terms.find((t) => t.cell === at);
  if (!own || line.terms.length < 3 || line.low === null || line.high === null) return false;
  return line.terms.every((t) => t === own || t.by > 0n !== own.by > 0n);
};

/** How a single figure may have gone wrong, the best supported reading first. */
export const changeKind = (
  system: System,
  at: number,
  delta: bigint,
  violated: readonly number[],
  mended: readonly ShareConstraint[],
): RepairKind => {
  const cell = system.cells[at]!;
  const isMended = mended.some((share) => share.numerator.some((t) => t.key === cell.figure.key));
  if (cell.figure.value === null) return 'fill-blank';
  if (isMended) return 'back-solved';
  if (isUnitConfusion(cell, delta)) return 'magnitude';
  const slip = slipOf(cell, delta);
  if (slip) return slip;
  return violated.some((line) => isTotalOf(system.lines[line]!, at)) ? 'sum-from-parts' : 'other';
};

/** The typing slip between a stated value and the value `delta` away, compared on the decimals it is stated with. */
export const slipOf = (cell: Cell, delta: bigint): ReturnType<typeof slipBetween> =>
  cell.value % cell.step === 0n ? slipBetween(cell.value / cell.step, (cell.value + delta) / cell.step) : null;

/** 元 in one 万元. */
const TEN_THOUSAND = 10_000n;

const isUnitConfusion = ({ figure, value }: Cell, delta: bigint): boolean =>
  figure.kind === 'amount' &&
  value !== 0n &&
  (value + delta === value * TEN_THOUSAND || value === (value + delta) * TEN_THOUSAND);

/** How a set of changes may have come about as one mistake; `kinds` are those of its single changes. */
export const repairKind = (system: System, candidate: Candidate, kinds: readonly RepairKind[]): RepairKind => {
  const { edits } = candidate;
  if (edits.length > 1 && isShift(system, candidate)) return 'shifted';
  if (edits.length > 1 && isMove(system, candidate)) return 'moved';
  const first = kinds[0]!;
  return kinds.every((kind) => kind === first) ? first : 'other';
};

/**
 * The same values in other cells; in a row of three or more that slid along, all but the one at the end that fell out
 * or was filled in.
 */
const isShift = (system: System, { edits }: Candidate): boolean => {
  const before = edits.map(({ cell }) => system.cells[cell]!.value);
  let strangers = 0;
  for (const { cell, delta } of edits) {
    const at = before.indexOf(system.cells[cell]!.value + delta);
    if (at < 0) strangers += 1;
    else before.splice(at, 1);
  }
  return strangers === 0 || (strangers === 1 && edits.length > 2 && isOneRow(system, edits));
};

/** One row or one column. */
const isOneRow = (system: System, edits: Candidate['edits']): boolean => {
  const figures = edits.map(({ cell }) => system.cells[cell]!.figure);
  const { indicator, group } = figures[0]!;
  return figures.every((f) => f.indicator === indicator) || (group !== null && figures.every((f) => f.group === group));
};

/** One quantity taken from some cells and added to as many others, each pair meeting in a row or column. */
const isMove = (system: System, { edits }: Candidate): boolean => {
  const amount = edits[0]!.delta < 0n ? -edits[0]!.delta : edits[0]!.delta;
  const taken = edits.filter((e) => e.delta === -amount);
  const given = edits.filter((e) => e.delta === amount);
  if (taken.length !== given.length || taken.length + given.length !== edits.length) return false;
  return taken.every((t) => given.some((g) => meet(system, t.cell, g.cell)));
};

const meet = (system: System, a: number, b: number): boolean => {
  const lines = new Set(system.cells[a]!.effects.map((e) => e.line));
  return system.cells[b]!.effects.some((e) => lines.has(e.line));
};
