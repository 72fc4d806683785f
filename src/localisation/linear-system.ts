/** Σ coefficients · x + (last entry) of whole numbers: the last entry is the right-hand side. */
export type Row = readonly bigint[];

/** A reduced system: each row has one pivot column that no other row uses; the other columns are free. */
export type Reduced = {
  readonly rows: readonly { readonly pivot: number; readonly row: Row }[];
  readonly free: readonly number[];
};

const isZero = (n: bigint): boolean => n === 0n;

/** `row` with `column` cleared by means of `by`, whose pivot is made positive so that an inequality keeps its sense. */
export const clearColumn = (row: Row, by: Row, column: number): Row => {
  const factor = row[column]!;
  if (factor === 0n) return row;
  const pivot = by[column]!;
  const [p, f] = pivot < 0n ? [-pivot, -factor] : [pivot, factor];
  return row.map((entry, i) => entry * p - by[i]! * f);
};

/** Gauss and Jordan without fractions over `columns` unknowns; null when the equations contradict each other. */
export const reduceEquations = (equations: readonly Row[], columns: number): Reduced | null => {
  let rest = equations;
  let rows: readonly { pivot: number; row: Row }[] = [];
  const free: number[] = [];
  for (let column = 0; column < columns; column += 1) {
    const by = rest.find((row) => row[column] !== 0n);
    if (!by) {
      free.push(column);
      continue;
    }
    rest = rest.filter((row) => row !== by).map((row) => clearColumn(row, by, column));
    rows = [
      ...rows.map(({ pivot, row }) => ({ pivot, row: clearColumn(row, by, column) })),
      { pivot: column, row: by },
    ];
  }
  return rest.every((row) => isZero(row[columns]!)) ? { rows, free } : null;
};

/**
 * What inequalities `Σ ≤ right-hand side` leave for one unknown, by eliminating the others (Fourier and Motzkin).
 * Whole-number ends, null where unbounded; null in place of the interval when nothing is left.
 */
export const projectInterval = (
  inequalities: readonly Row[],
  columns: number,
  onto: number,
): { readonly low: bigint | null; readonly high: bigint | null } | null => {
  let rows = inequalities;
  for (let column = 0; column < columns; column += 1) if (column !== onto) rows = eliminate(rows, column);
  let low: bigint | null = null;
  let high: bigint | null = null;
  for (const row of rows) {
    const [factor, bound] = [row[onto]!, row[columns]!];
    if (factor === 0n) {
      if (bound < 0n) return null;
    } else if (factor > 0n) {
      const end = floorDivide(bound, factor);
      if (high === null || end < high) high = end;
    } else {
      const end = -floorDivide(bound, -factor);
      if (low === null || end > low) low = end;
    }
  }
  return low !== null && high !== null && low > high ? null : { low, high };
};

/** Elimination can square the number of rows; beyond this many, the unknown counts as unbounded and answers are only tried. */
const MOST_ROWS = 2_000;

const eliminate = (rows: readonly Row[], column: number): readonly Row[] => {
  const above = rows.filter((row) => row[column]! > 0n);
  const below = rows.filter((row) => row[column]! < 0n);
  if (above.length * below.length > MOST_ROWS) return [];
  const combined = above.flatMap((a) =>
    below.map((b) => a.map((entry, i) => entry * -b[column]! + b[i]! * a[column]!)),
  );
  return [...rows.filter((row) => row[column] === 0n), ...combined];
};

/** Towards minus infinity; `b` is positive. */
export const floorDivide = (a: bigint, b: bigint): bigint => (a >= 0n ? a / b : -((-a + b - 1n) / b));
