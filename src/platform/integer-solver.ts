import type { Highs } from 'highs';

type Row = {
  readonly low: number;
  readonly high: number;
  readonly terms: readonly { readonly column: number; readonly by: number }[];
};

type Program = {
  readonly columns: readonly {
    readonly low: number;
    readonly high: number;
    readonly whole: boolean;
    readonly cost: number;
  }[];
  readonly rows: readonly Row[];
};

type Answer =
  | { readonly is: 'optimal'; readonly values: readonly number[] }
  | { readonly is: 'infeasible' }
  | { readonly is: 'stopped' };

/** With the exact search before it and what is made of its answers, a report is done within about a second. */
const SECONDS_A_REPORT = 0.7;

const modelOf = ({ columns, rows }: Program, { variableType }: Highs['constants']) => {
  const starts = [0];
  for (const { terms } of rows) starts.push(starts.at(-1)! + terms.length);
  return {
    numCols: columns.length,
    numRows: rows.length,
    colCost: columns.map(({ cost }) => cost),
    colLower: columns.map(({ low }) => low),
    colUpper: columns.map(({ high }) => high),
    rowLower: rows.map(({ low }) => low),
    rowUpper: rows.map(({ high }) => high),
    integrality: Int32Array.from(columns, ({ whole }) => (whole ? variableType.integer : variableType.continuous)),
    matrix: {
      format: 'csr' as const,
      numRows: rows.length,
      numCols: columns.length,
      starts: Int32Array.from(starts),
      indices: Int32Array.from(rows.flatMap(({ terms }) => terms.map(({ column }) => column))),
      values: Float64Array.from(rows.flatMap(({ terms }) => terms.map(({ by }) => by))),
    },
  };
};

/** No gap: the first good answer is not good enough. One seed, so that a program has one answer; there are no threads. */
const OPTIONS = {
  output_flag: false,
  mip_rel_gap: 0,
  mip_feasibility_tolerance: 1e-9,
  random_seed: 0,
};

const solve = (highs: Highs, program: Program, seconds: number): Answer =>
  highs.withModel(modelOf(program, highs.constants), (model): Answer => {
    model.options.set({ ...OPTIONS, time_limit: seconds });
    model.run();
    const status: number = model.getModelStatus();
    const { optimal, infeasible, unboundedOrInfeasible } = highs.constants.modelStatus;
    if (status === optimal) return { is: 'optimal', values: [...model.getSolution().colValue] };
    // Every column is bounded, so of the two only infeasible is possible.
    return status === infeasible || status === unboundedOrInfeasible ? { is: 'infeasible' } : { is: 'stopped' };
  });

let loaded: Promise<Highs> | null = null;

/**
 * A solver of integer programs for one report, HiGHS in WebAssembly, loaded when first asked for. All its programs
 * together may take so many seconds (0.7 unless given), counted from the first; then, and when the solver runs out of memory,
 * it answers `stopped`.
 */
export const loadIntegerSolver = async (seconds = SECONDS_A_REPORT): Promise<(program: Program) => Answer> => {
  // The package declares its types as CommonJS and gives an ES module, so its default is one level nearer than declared.
  loaded ??= import('highs').then((module) => (module.default as unknown as typeof module.default.default)());
  const highs = await loaded;
  let end: number | null = null;
  return (program) => {
    end ??= performance.now() + 1000 * seconds;
    const left = (end - performance.now()) / 1000;
    if (left <= 0) return { is: 'stopped' };
    try {
      return solve(highs, program, left);
    } catch (error) {
      if (!(error instanceof Error && error.name === 'RuntimeError')) throw error;
      // Out of memory inside the solver: the next report gets a fresh one.
      loaded = null;
      end = 0;
      return { is: 'stopped' };
    }
  };
};
