import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import type { Office, OfficeLevel } from '../model/report.ts';
import { ConfigurationError, quoteValue } from '../platform/faults.ts';
import { LIMITS } from '../platform/limits.ts';
import { readPlainFile } from '../platform/read-folder.ts';
import { decodeText } from './decode-text.ts';
import {
  faultsOf,
  headerFaults,
  type RosterFault,
  type Row,
  type TableLine,
  toRows,
  withParentIds,
} from './roster/check-rows.ts';
import { isBook, readRosterBook } from './roster/read-roster-book.ts';
import { ACCEPTED_COLUMNS, levelOf, monthDayOf } from './roster/roster-columns.ts';

/** An office with what only fetching and the calendar need to know of it. */
export type RosterOffice = Office & {
  /** Which attachments of its report's page are the report, "*年度报告*.pdf"; null for what looks like one. */
  readonly attachment: string | null;
  /** The day of the year by which its report is due, "01-31"; null for the common one. */
  readonly deadline: string | null;
};

export type ParsedRoster = { readonly offices: readonly RosterOffice[] } | { readonly faults: readonly RosterFault[] };

/** The matching form of an office's name: compatibility forms and white space folded. */
const nameKey = (name: string): string => name.normalize('NFKC').replace(/\s+/g, '');

const splitAliases = (cell: string): readonly string[] =>
  cell
    .split(/[|、;;]/)
    .map((alias) => alias.trim())
    .filter((alias) => alias !== '');

const toOffice = ({ cells }: Row): RosterOffice => ({
  id: cells.id,
  name: cells.name,
  level: levelOf(cells.level) as OfficeLevel,
  parent: cells.parent || null,
  profile: cells.profile || 'default',
  reportPage: cells.report_page || null,
  mail: cells.mail || null,
  aliases: splitAliases(cells.aliases),
  attachment: cells.attachment || null,
  deadline: monthDayOf(cells.deadline),
});

const parseTable = (lines: readonly TableLine[], profiles: readonly string[] | null): ParsedRoster => {
  const [head, ...body] = lines;
  if (!head) return { faults: [{ line: 1, column: null, value: '', accepted: `a header with ${ACCEPTED_COLUMNS}` }] };
  const wrongHeader = headerFaults(head);
  if (wrongHeader.length > 0) return { faults: wrongHeader };
  const rows = withParentIds(toRows(head, body));
  const faults = faultsOf(rows, head.cells.length, profiles);
  return faults.length > 0 ? { faults } : { offices: rows.map(toOffice) };
};

const csvLines = (text: string): readonly TableLine[] => {
  const records = parse(text, { info: true, relax_column_count: true, skip_empty_lines: true, trim: true });
  return (records as unknown as readonly { record: string[]; info: { lines: number } }[])
    .map(({ record, info }) => ({ line: info.lines, cells: record }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
};

/**
 * Reads a roster from the bytes of its CSV file, or gives all its faults at once, by line; `profiles` are the names
 * that the column may hold, null when they are not known. Never throws for faulty bytes.
 */
export const parseRoster = (bytes: Uint8Array, profiles: readonly string[] | null = null): ParsedRoster => {
  const text = decodeText(bytes);
  if (text === null || text.includes('\0'))
    return { faults: [{ line: 1, column: null, value: 'bytes', accepted: 'a text in UTF-8, UTF-16 or GBK' }] };
  try {
    return parseTable(csvLines(text), profiles);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? error.lines : 1;
    return { faults: [{ line, column: null, value: error.code, accepted: `well-formed CSV: ${error.message}` }] };
  }
};

const NO_BOOK: RosterFault = {
  line: 1,
  column: null,
  value: 'bytes',
  accepted: 'an Excel book (.xlsx) of moderate size, or a CSV file',
};

/** Reads a roster from the bytes of an Excel book; else as `parseRoster`. Lines are the rows of the sheet. */
export const parseRosterBook = async (
  bytes: Uint8Array,
  profiles: readonly string[] | null = null,
): Promise<ParsedRoster> => {
  const lines = await readRosterBook(bytes);
  return lines === null ? { faults: [NO_BOOK] } : parseTable(lines, profiles);
};

const printFault = (path: string, { line, column, value, accepted }: RosterFault): string =>
  `${path}:${line} ${column === null ? '' : `${column} `}${quoteValue(value)}; accepted: ${accepted}`;

/**
 * The offices of a roster file, CSV or Excel, in its order. Throws one ConfigurationError that lists every fault of
 * the file with line, column, value and what is accepted, or says that the file cannot be read.
 */
export const readRoster = async (
  path: string,
  profiles: readonly string[] | null = null,
): Promise<readonly RosterOffice[]> => {
  const bytes = await readPlainFile(path, LIMITS.rosterBytes).catch((cause: Error) => {
    throw new ConfigurationError(`the roster ${path} cannot be read:`, [cause.message], { cause });
  });
  const parsed = isBook(bytes) ? await parseRosterBook(bytes, profiles) : parseRoster(bytes, profiles);
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
