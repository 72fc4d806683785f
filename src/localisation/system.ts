import { type Decimal, print } from '../model/decimal.ts';
import type { Constraint, Figure, Problem } from './problem.ts';

/** By how much a line's residual moves when a figure grows by one unit. */
export type Effect = { readonly line: number; readonly by: bigint };

/**
 * A constraint in whole numbers: its residual must lie between `low` and `high` (null: unbounded), or, where `differs`,
 * be anything but zero.
 */
export type Line = {
  readonly id: string;
  readonly terms: readonly { readonly cell: number; readonly by: bigint }[];
  readonly residual: bigint;
  readonly low: bigint | null;
  readonly high: bigint | null;
  readonly differs: boolean;
};

/** A figure in whole numbers; its values are multiples of `step`, none below `floor`. */
export type Cell = {
  readonly figure: Figure;
  readonly value: bigint;
  readonly step: bigint;
  readonly floor: bigint | null;
  readonly effects: readonly Effect[];
};

/** Figures and constraints in one exact scale, sorted by name so that nothing depends on the order of input. */
export type System = { readonly cells: readonly Cell[]; readonly lines: readonly Line[]; readonly scale: number };

/** Code-unit order: the same on every machine. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Whether a line holds with this residual. */
export const allows = (line: Line, residual: bigint): boolean =>
  line.differs
    ? residual !== 0n
    : (line.low === null || residual >= line.low) && (line.high === null || residual <= line.high);

/** The decimals a figure is given with: none for counts, those stated for amounts, all for a blank amount. */
export const stepScale = (figure: Figure, scale: number): number =>
  figure.kind !== 'amount' ? 0 : (figure.value?.scale ?? scale);

const units = (value: Decimal, scale: number): bigint =>
  value.scale === scale ? value.units : value.units * 10n ** BigInt(scale - value.scale);

const bounds = (op: Constraint['form']['op'], t: bigint): Pick<Line, 'low' | 'high' | 'differs'> => {
  const free = { low: null, high: null, differs: false };
  if (op === '==') return { low: -t, high: t, differs: false };
  if (op === '<=') return { ...free, high: t };
  if (op === '>=') return { ...free, low: -t };
  // Strict comparisons know no tolerance: the next whole number inside.
  if (op === '<') return { ...free, high: -1n };
  if (op === '>') return { ...free, low: 1n };
  return { ...free, differs: true };
};

const largest = (scales: Iterable<number>): number => {
  let most = 0;
  for (const s of scales) if (s > most) most = s;
  return most;
};

/** In code-unit order of their keys. */
const sortedFigures = (figures: readonly Figure[]): readonly Figure[] => {
  const byKey = new Map<string, Figure>();
  for (const figure of figures) {
    if (byKey.has(figure.key)) {
      throw new Error(`Two figures have the key ${figure.key}; each figure of a report is given once.`);
    }
    byKey.set(figure.key, figure);
  }
  return [...byKey.keys()].sort().map((key) => byKey.get(key)!);
};

/** By name; comparisons of one name by what they say. */
const sortedConstraints = (constraints: readonly Constraint[]): readonly Constraint[] => {
  const text = ({ form }: Constraint): string =>
    [form.op, print(form.constant), ...form.terms.map((t) => `${t.key}*${print(t.coefficient)}`).sort()].join(' ');
  return [...constraints].sort((a, b) => byText(a.id, b.id) || byText(text(a), text(b)));
};

/** Sorted by cell; a cell named twice is counted once, with both coefficients. */
const merged = (terms: { readonly cell: number; readonly by: bigint }[]): Line['terms'] => {
  terms.sort((a, b) => a.cell - b.cell);
  if (terms.every((term, i) => term.by !== 0n && term.cell !== terms[i + 1]?.cell)) return terms;
  const sums = new Map<number, bigint>();
  for (const { cell, by } of terms) sums.set(cell, (sums.get(cell) ?? 0n) + by);
  return [...sums].filter(([, by]) => by !== 0n).map(([cell, by]) => ({ cell, by }));
};

/** The problem in exact whole numbers. Two figures of one key are an error of the caller. */
export const exactSystem = (problem: Pick<Problem, 'figures' | 'constraints'>): System => {
  const figures = sortedFigures(problem.figures);
  const at = new Map(figures.map((f, i) => [f.key, i]));
  const known = sortedConstraints(problem.constraints).filter((c) => c.form.terms.every((t) => at.has(t.key)));
  const coefficientScale = largest(known.flatMap((c) => c.form.terms.map((t) => t.coefficient.scale)));
  const offsetScale = largest(known.flatMap((c) => [c.form.constant.scale, c.form.tolerance?.scale ?? 0]));
  const scale = Math.max(largest(figures.map((f) => f.value?.scale ?? 0)), offsetScale - coefficientScale);

  const values = figures.map((f) => (f.value ? units(f.value, scale) : 0n));
  const effects: Effect[][] = figures.map(() => []);
  const lines = known.map((c, line): Line => {
    const terms = merged(
      c.form.terms.map((t) => ({ cell: at.get(t.key)!, by: units(t.coefficient, coefficientScale) })),
    );
    let residual = units(c.form.constant, scale + coefficientScale);
    for (const t of terms) {
      residual += t.by * values[t.cell]!;
      effects[t.cell]!.push({ line, by: t.by });
    }
    const tolerance = c.form.tolerance ? units(c.form.tolerance, scale + coefficientScale) : 0n;
    return { id: c.id, terms, residual, ...bounds(c.form.op, tolerance) };
  });
  const steps = Array.from({ length: scale + 1 }, (_, exponent) => 10n ** BigInt(exponent));
  const cells = figures.map((figure, i): Cell => {
    const step = steps[scale - stepScale(figure, scale)]!;
    const floor = figure.kind === 'signed-count' ? null : 0n;
    return { figure, value: values[i]!, step, floor, effects: effects[i]! };
  });
  return { cells, lines, scale };
};
