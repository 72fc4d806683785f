import {
  ACCEPTED_COLUMNS,
  CELL_CHECKS,
  type Column,
  columnOf,
  REQUIRED_COLUMNS,
  ROSTER_COLUMNS,
} from './roster-columns.ts';

/** A fault of the roster: one-based line, column (null for the whole line), the value, and what would be accepted. */
export type RosterFault = {
  readonly line: number;
  readonly column: string | null;
  readonly value: string;
  readonly accepted: string;
};

/** One line of the roster, `width` the number of its cells. */
export type Row = { readonly line: number; readonly cells: Readonly<Record<Column, string>>; readonly width: number };

/** A table as it was read: lines are those of the file, cells are trimmed. */
export type TableLine = { readonly line: number; readonly cells: readonly string[] };

/** What is wrong with the header; empty when each of its cells is a known column, once, and none is missing. */
export const headerFaults = ({ cells: header, line }: TableLine): readonly RosterFault[] => {
  const columns = header.map(columnOf);
  if (columns.every((column) => column === null))
    return [{ line, column: null, value: header.join(','), accepted: `a header with ${ACCEPTED_COLUMNS}` }];
  const unknown = header.flatMap((value, place) => {
    const column = columns[place] ?? null;
    if (column !== null && columns.indexOf(column) === place) return [];
    return [{ line, column: null, value, accepted: `${ACCEPTED_COLUMNS}, each once` }];
  });
  const missing = REQUIRED_COLUMNS.filter((column) => !columns.includes(column)).map((column) => ({
    line,
    column,
    value: '',
    accepted: `a header with ${ACCEPTED_COLUMNS}`,
  }));
  return [...unknown, ...missing];
};

/** Lines below a faultless header, by column. */
export const toRows = (header: TableLine, body: readonly TableLine[]): readonly Row[] => {
  const places = header.cells.map(columnOf);
  const place = Object.fromEntries(ROSTER_COLUMNS.map((column) => [column, places.indexOf(column)])) as Record<
    Column,
    number
  >;
  return body.map(({ line, cells }) => ({
    line,
    cells: Object.fromEntries(ROSTER_COLUMNS.map((column) => [column, cells[place[column]] ?? ''])) as Record<
      Column,
      string
    >,
    width: cells.length,
  }));
};

const rowFaults = ({ line, cells }: Row): readonly RosterFault[] =>
  ROSTER_COLUMNS.flatMap((column) => {
    const accepted = CELL_CHECKS[column]?.(cells[column]) ?? null;
    return accepted === null ? [] : [{ line, column, value: cells[column], accepted }];
  });

const widthFaults = (rows: readonly Row[], width: number): readonly RosterFault[] =>
  rows
    .filter((row) => row.width !== width)
    .map(({ line, width: own }) => ({
      line,
      column: null,
      value: `${own} cells`,
      accepted: `${width} cells, as in the header (a cell with a comma stands in quotation marks)`,
    }));

const repeatedIds = (rows: readonly Row[]): readonly RosterFault[] => {
  const lines = new Map<string, number>();
  return rows.flatMap(({ line, cells: { id } }) => {
    // Compared without case: the ids are folder names, and some systems take "A" and "a" for one.
    const before = lines.get(id.toLowerCase());
    if (before === undefined) lines.set(id.toLowerCase(), line);
    return before === undefined || id === ''
      ? []
      : [{ line, column: 'id', value: id, accepted: `an id of its own; line ${before} has it already` }];
  });
};

const profileFaults = (rows: readonly Row[], profiles: readonly string[]): readonly RosterFault[] =>
  rows.flatMap(({ line, cells: { profile } }) =>
    profile === '' || profiles.includes(profile)
      ? []
      : [{ line, column: 'profile', value: profile, accepted: `${profiles.join(', ')}, or nothing` }],
  );

/** The chain of parents above `id` that nobody has followed yet, and the office at which it stops. */
const chainOf = (id: string, parentOf: ReadonlyMap<string, string>, settled: Set<string>) => {
  const chain = new Set<string>();
  let at = id;
  while (at !== '' && !settled.has(at) && !chain.has(at)) {
    chain.add(at);
    at = parentOf.get(at) ?? '';
  }
  for (const one of chain) settled.add(one);
  return { chain: [...chain], stop: at, closes: chain.has(at) };
};

const CIRCLE_SHOWN = 8;

const circleOf = (chain: readonly string[], stop: string): string => {
  const circle = chain.slice(chain.indexOf(stop));
  const shown = circle.length > CIRCLE_SHOWN ? [...circle.slice(0, CIRCLE_SHOWN), '…'] : circle;
  return [...shown, stop].join(' → ');
};

/** Follows parents upwards; names each circle once, at the office where it was met. */
const parentFaults = (rows: readonly Row[]): readonly RosterFault[] => {
  const parentOf = new Map(rows.map(({ cells }) => [cells.id, cells.parent]));
  const settled = new Set<string>();
  return rows.flatMap(({ line, cells: { id, parent } }): readonly RosterFault[] => {
    if (parent !== '' && !parentOf.has(parent))
      return [
        {
          line,
          column: 'parent',
          value: parent,
          accepted: 'the id or the name of another office of this file, or nothing',
        },
      ];
    const { chain, stop, closes } = chainOf(id, parentOf, settled);
    if (!closes) return [];
    return [
      { line, column: 'parent', value: parent, accepted: `a parent outside the circle ${circleOf(chain, stop)}` },
    ];
  });
};

/** Parents given by name become ids, where exactly one office has the name and none has it as its id. */
export const withParentIds = (rows: readonly Row[]): readonly Row[] => {
  const ids = new Set(rows.map(({ cells }) => cells.id));
  if (rows.every(({ cells: { parent } }) => parent === '' || ids.has(parent))) return rows;
  const byName = Map.groupBy(rows, ({ cells }) => cells.name);
  return rows.map((row) => {
    const { parent } = row.cells;
    if (parent === '' || ids.has(parent)) return row;
    const [only, second] = byName.get(parent) ?? [];
    return only && !second ? { ...row, cells: { ...row.cells, parent: only.cells.id } } : row;
  });
};

const byLine = (a: RosterFault, b: RosterFault): number => a.line - b.line;

/** Every fault of the rows, by line; `profiles` null when these are not known. */
export const faultsOf = (
  rows: readonly Row[],
  width: number,
  profiles: readonly string[] | null,
): readonly RosterFault[] =>
  [
    ...widthFaults(rows, width),
    ...rows.flatMap(rowFaults),
    ...repeatedIds(rows),
    ...parentFaults(rows),
    ...(profiles === null ? [] : profileFaults(rows, profiles)),
  ].sort(byLine);
