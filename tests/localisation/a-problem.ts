import type { Localisation, RankedRepair } from '../../src/localisation/localisation.ts';
import type { Constraint, Figure, Problem, ShareConstraint, Witness } from '../../src/localisation/problem.ts';
import { add, type Decimal, decimal, multiply, parseDecimal, print, ZERO } from '../../src/model/decimal.ts';
import type { CompareOperator } from '../../src/model/expression.ts';
import { factKey } from '../../src/model/fact.ts';
import { compares } from '../../src/rules/expression/evaluate.ts';

export const number = (text: string | number): Decimal => {
  const value = parseDecimal(String(text));
  if (!value) throw new Error(`${text} is not a number`);
  return value;
};

/** A figure without group, named by its key; null is a blank. */
export const figure = (key: string, value: string | number | null, kind: Figure['kind'] = 'count'): Figure => ({
  key,
  indicator: key,
  group: null,
  label: key,
  value: value === null ? null : number(value),
  kind,
});

const terms = (coefficients: Readonly<Record<string, number>>): Constraint['form']['terms'] =>
  Object.entries(coefficients).map(([key, coefficient]) => ({ key, coefficient: decimal(coefficient) }));

/** `Σ coefficient · figure + constant (op) 0`. */
export const constraint = (
  id: string,
  coefficients: Readonly<Record<string, number>>,
  op: CompareOperator = '==',
  constant = 0,
  tolerance: Decimal = ZERO,
): Constraint => ({ id, form: { terms: terms(coefficients), constant: decimal(constant), op, tolerance }, hard: true });

/** The parts make up the total. */
export const sum = (id: string, total: string, parts: readonly string[], tolerance: Decimal = ZERO): Constraint =>
  constraint(id, { ...Object.fromEntries(parts.map((part) => [part, 1])), [total]: -1 }, '==', 0, tolerance);

export const atMost = (id: string, part: string, whole: string): Constraint =>
  constraint(id, { [part]: 1, [whole]: -1 }, '<=');

export const share = (id: string, part: string, whole: string, stated: string): ShareConstraint => ({
  id,
  numerator: [{ key: part, coefficient: decimal(1) }],
  denominator: [{ key: whole, coefficient: decimal(1) }],
  stated: number(stated),
});

export const witness = (key: string, value: number, source: Witness['source'] = 'prose'): Witness => ({
  key,
  value: decimal(value),
  source,
});

export const problem = (
  figures: readonly Figure[],
  constraints: readonly Constraint[],
  further: Partial<Problem> = {},
): Problem => ({ figures, constraints, shares: [], witnesses: [], ...further });

/** "c 17→16" for each change; a blank is "–". */
export const printed = ({ changes }: RankedRepair): string =>
  changes.map((c) => `${c.key} ${c.from ? print(c.from) : '–'}→${print(c.to)}`).join(', ');

export const printedRepairs = ({ repairs }: Localisation): readonly string[] => repairs.map(printed);

/** The values of the figures after the changes of repairs; blanks are 0. */
export const valuesAfter = (given: Problem, repairs: readonly RankedRepair[] = []): ReadonlyMap<string, Decimal> =>
  new Map([
    ...given.figures.map((f) => [f.key, f.value ?? ZERO] as const),
    ...repairs.flatMap((repair) => repair.changes.map((c) => [c.key, c.to] as const)),
  ]);

/** Whether a constraint holds, by the comparison that the checker uses. */
export const holds = ({ form }: Constraint, values: ReadonlyMap<string, Decimal>): boolean => {
  const left = form.terms.reduce((s, t) => add(s, multiply(t.coefficient, values.get(t.key)!)), form.constant);
  return compares(form.op, left, ZERO, form.tolerance ?? ZERO);
};

/** Ids of the constraints that do not hold after the changes. */
export const violatedAfter = (given: Problem, repairs: readonly RankedRepair[] = []): readonly string[] => {
  const values = valuesAfter(given, repairs);
  return given.constraints.filter((c) => !holds(c, values)).map((c) => c.id);
};

export const GROUPS = ['np', 'biz', 'sci', 'ngo', 'law', 'oth', 'total'] as const;

const RESULTS = [
  ...['granted', 'partial'],
  ...['deny.secret', 'deny.law_forbid', 'deny.three_safety', 'deny.third_party'],
  ...['deny.internal', 'deny.process', 'deny.enforcement_file', 'deny.admin_query'],
  ...['unable.not_held', 'unable.need_create', 'unable.unclear'],
  ...['reject.petition', 'reject.repeat', 'reject.publication', 'reject.abusive', 'reject.reconfirm'],
  ...['other.no_correction', 'other.no_payment', 'other.misc'],
];

export const ROWS = ['new', 'carry_in', ...RESULTS, 'sum', 'carry_out'];

export const cellKey = (row: string, group: string): string => factKey(`t3.${row}`, group);

/** Table 3 of the form of 2021: 25 rows, 7 columns, 39 identities; cells not given are 0. */
export const tableThree = (cells: ReadonlyMap<string, number>): Problem => {
  const key = cellKey;
  const figures = ROWS.flatMap((row) =>
    GROUPS.map((group): Figure => {
      const value = decimal(cells.get(key(row, group)) ?? 0);
      return { key: key(row, group), indicator: `t3.${row}`, group, label: row, value, kind: 'count' };
    }),
  );
  const constraints = [
    ...ROWS.map((row) =>
      sum(
        `row ${row}`,
        key(row, 'total'),
        GROUPS.slice(0, -1).map((group) => key(row, group)),
      ),
    ),
    ...GROUPS.map((group) =>
      sum(
        `results ${group}`,
        key('sum', group),
        RESULTS.map((row) => key(row, group)),
      ),
    ),
    ...GROUPS.map((group) =>
      constraint(`balance ${group}`, {
        [key('new', group)]: 1,
        [key('carry_in', group)]: 1,
        [key('sum', group)]: -1,
        [key('carry_out', group)]: -1,
      }),
    ),
  ];
  return problem(figures, constraints);
};

/** A table 3 that ties: `numbers` fill the results, what is carried out and what is carried in, column by column. */
export const tyingTable = (numbers: readonly number[]): ReadonlyMap<string, number> => {
  const cells = new Map<string, number>();
  const at = (row: string, group: string): number => cells.get(cellKey(row, group)) ?? 0;
  let next = 0;
  for (const group of GROUPS.slice(0, -1)) {
    for (const row of [...RESULTS, 'carry_out', 'carry_in']) cells.set(cellKey(row, group), numbers[next++] ?? 0);
    cells.set(
      cellKey('sum', group),
      RESULTS.reduce((s, row) => s + at(row, group), 0),
    );
    cells.set(cellKey('carry_in', group), Math.min(at('carry_in', group), at('sum', group) + at('carry_out', group)));
    cells.set(cellKey('new', group), at('sum', group) + at('carry_out', group) - at('carry_in', group));
  }
  for (const row of ROWS) {
    cells.set(
      cellKey(row, 'total'),
      GROUPS.slice(0, -1).reduce((s, group) => s + at(row, group), 0),
    );
  }
  return cells;
};
