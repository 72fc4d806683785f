import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { OFFICE_LEVELS, type Office, type OfficeLevel } from '../model/report.ts';
import { checkAddress } from '../platform/check-address.ts';
import { ConfigurationError, quoteValue } from '../platform/faults.ts';
import { LIMITS } from '../platform/limits.ts';
import { readPlainFile } from '../platform/read-folder.ts';
import { decodeText } from './decode-text.ts';

export const ROSTER_COLUMNS = ['id', 'name', 'level', 'parent', 'profile', 'report_page', 'mail', 'aliases'] as const;

type Column = (typeof ROSTER_COLUMNS)[number];

const REQUIRED: readonly Column[] = ['id', 'name', 'level'];

/** A fault of the roster: one-based line, column (null for the whole line), the value, and what would be accepted. */
export type RosterFault = {
  readonly line: number;
  readonly column: string | null;
  readonly value: string;
  readonly accepted: string;
};

export type ParsedRoster = { readonly offices: readonly Office[] } | { readonly faults: readonly RosterFault[] };

type Row = { readonly line: number; readonly cells: Readonly<Record<Column, string>>; readonly width: number };

/** Names that become folders, file names and parts of addresses: no surprises on any system. */
const SAFE_ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;
// Device names on Windows, whatever their extension.
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

/** The matching form of an office's name: compatibility forms and white space folded. */
const nameKey = (name: string): string => name.normalize('NFKC').replace(/\s+/g, '');

const readRecords = (text: string): readonly { record: string[]; info: { lines: number } }[] =>
  parse(text, { info: true, relax_column_count: true, skip_empty_lines: true, trim: true }) as unknown as {
    record: string[];
    info: { lines: number };
  }[];

const headerFaults = (header: readonly string[], line: number): readonly RosterFault[] => {
  const known: readonly string[] = ROSTER_COLUMNS;
  const accepted = `the columns ${ROSTER_COLUMNS.join(',')}`;
  const unknown = header
    .filter((name, place) => !known.includes(name) || header.indexOf(name) !== place)
    .map((value) => ({ line, column: null, value, accepted: `${accepted}, each once` }));
  const missing = REQUIRED.filter((name) => !header.includes(name)).map((name) => ({
    line,
    column: name,
    value: '',
    accepted: `a header with ${accepted}`,
  }));
  return [...unknown, ...missing];
};

const readRow = (header: readonly string[], record: readonly string[], line: number): Row => {
  const cell = (name: Column): string => record[header.indexOf(name)] ?? '';
  const cells = Object.fromEntries(ROSTER_COLUMNS.map((name) => [name, cell(name)])) as Record<Column, string>;
  return { line, cells, width: record.length };
};

const isPage = (text: string): boolean => URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);

/** What is accepted instead, or null when the cell is as it should be; looks at this cell only. */
const CELL_CHECKS: Readonly<Partial<Record<Column, (value: string) => string | null>>> = {
  id: (value) =>
    SAFE_ID.test(value) && !RESERVED.test(value)
      ? null
      : '1 to 64 letters, digits, - or _ of ASCII, beginning with a letter or digit, no device name',
  name: (value) => (value === '' ? 'the name of the office' : null),
  level: (value) =>
    (OFFICE_LEVELS as readonly string[]).includes(value) ? null : `one of ${OFFICE_LEVELS.join(', ')}`,
  report_page: (value) => (value === '' || isPage(value) ? null : 'an http or https address, or nothing'),
  mail: (value) => {
    const result = value === '' ? null : checkAddress(value);
    return result !== null && 'fault' in result
      ? 'one ASCII mail address such as office@example.org, or nothing'
      : null;
  },
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

/** Follows parents upwards; names each office whose chain comes back to itself once, at the office where it was met. */
const parentFaults = (rows: readonly Row[]): readonly RosterFault[] => {
  const parentOf = new Map(rows.map(({ cells }) => [cells.id, cells.parent]));
  const settled = new Set<string>();
  return rows.flatMap(({ line, cells: { id, parent } }): readonly RosterFault[] => {
    if (parent !== '' && !parentOf.has(parent))
      return [{ line, column: 'parent', value: parent, accepted: 'the id of another office of this file, or nothing' }];
    const chain: string[] = [];
    for (let at = id; at !== '' && !settled.has(at) && !chain.includes(at); at = parentOf.get(at) ?? '') chain.push(at);
    const last = parentOf.get(chain.at(-1) ?? '') ?? '';
    const closes = chain.includes(last);
    for (const one of chain) settled.add(one);
    if (!closes) return [];
    const loop = [...chain.slice(chain.indexOf(last)), last].join(' → ');
    return [{ line, column: 'parent', value: parent, accepted: `a parent outside the circle ${loop}` }];
  });
};

const toOffice = ({ cells }: Row): Office => ({
  id: cells.id,
  name: cells.name,
  level: cells.level as OfficeLevel,
  parent: cells.parent || null,
  profile: cells.profile || 'default',
  reportPage: cells.report_page || null,
  mail: cells.mail || null,
  aliases: cells.aliases
    .split('|')
    .map((alias) => alias.trim())
    .filter((alias) => alias !== ''),
});

const byLine = (a: RosterFault, b: RosterFault): number => a.line - b.line;

const parseText = (text: string): ParsedRoster => {
  const [head, ...body] = readRecords(text);
  if (!head)
    return { faults: [{ line: 1, column: null, value: '', accepted: `a header: ${ROSTER_COLUMNS.join(',')}` }] };
  const wrongHeader = headerFaults(head.record, head.info.lines);
  if (wrongHeader.length > 0) return { faults: wrongHeader };
  const rows = body.map(({ record, info }) => readRow(head.record, record, info.lines));
  const faults = [
    ...widthFaults(rows, head.record.length),
    ...rows.flatMap(rowFaults),
    ...repeatedIds(rows),
    ...parentFaults(rows),
  ];
  return faults.length > 0 ? { faults: faults.sort(byLine) } : { offices: rows.map(toOffice) };
};

/** Reads a roster from the bytes of its CSV file, or gives all its faults at once, by line. Never throws for faulty bytes. */
export const parseRoster = (bytes: Uint8Array): ParsedRoster => {
  const text = decodeText(bytes);
  if (text === null || text.includes('\0'))
    return { faults: [{ line: 1, column: null, value: 'bytes', accepted: 'a text in UTF-8, UTF-16 or GBK' }] };
  try {
    return parseText(text);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? error.lines : 1;
    return { faults: [{ line, column: null, value: error.code, accepted: `well-formed CSV: ${error.message}` }] };
  }
};

const printFault = (path: string, { line, column, value, accepted }: RosterFault): string =>
  `${path}:${line} ${column === null ? '' : `${column} `}${quoteValue(value)}; accepted: ${accepted}`;

/**
 * The offices of a roster file, in its order. Throws one ConfigurationError that lists every fault of the file with
 * line, column, value and what is accepted, or says that the file cannot be read.
 */
export const readRoster = async (path: string): Promise<readonly Office[]> => {
  const bytes = await readPlainFile(path, LIMITS.rosterBytes).catch((cause: Error) => {
    throw new ConfigurationError(`the roster ${path} cannot be read:`, [cause.message], { cause });
  });
  const parsed = parseRoster(bytes);
  if ('offices' in parsed) return parsed.offices;
  throw new ConfigurationError(
    `the roster ${path} has ${parsed.faults.length} fault${parsed.faults.length === 1 ? '' : 's'}:`,
    parsed.faults.map((fault) => printFault(path, fault)),
  );
};

/**
 * Finds the office that a name stands for, among names and aliases, whatever the spaces and character widths; null
 * when no office has it, or more than one: a report is never given to a guess.
 */
export const officesByName = (offices: readonly Office[]): ((name: string) => Office | null) => {
  const owners = new Map<string, Office | null>();
  for (const office of offices) {
    for (const key of new Set([office.name, ...office.aliases].map(nameKey))) {
      owners.set(key, owners.has(key) ? null : office);
    }
  }
  return (name) => owners.get(nameKey(name)) ?? null;
};
