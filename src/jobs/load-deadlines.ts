import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { SEVERITIES } from '../model/rule.ts';
import { ConfigurationError } from '../platform/faults.ts';
import { LIMITS } from '../platform/limits.ts';
import { addDays, daysBetween } from '../platform/local-date.ts';
import { readPlainFile } from '../platform/read-folder.ts';
import { readYaml, type YamlFault } from '../text/read-yaml.ts';
import type { DeadlineProfile } from './deadlines.ts';

const LONGEST = 366;

const isDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && addDays(text, 0) === text;

const DATE = 'expected a date such as 2026-10-01';

const date = z.string().refine(isDate, DATE);

/** "2026-10-01..2026-10-07" as each of its days. */
const days = z.string().transform((text, context): readonly string[] => {
  const [from = '', to = from] = text.split('..');
  const length = isDate(from) && isDate(to) ? daysBetween(from, to) + 1 : 0;
  if (length >= 1 && length <= LONGEST) return Array.from({ length }, (_, place) => addDays(from, place));
  context.addIssue({ code: 'custom', message: `${DATE}, or 2026-10-01..2026-10-07` });
  return z.NEVER;
});

const monthDay = z.string().refine((text) => isDate(`2024-${text}`), 'expected a day of the year such as 01-31');

const working = z.number().int().min(0).max(LONGEST);

const shape = z.strictObject({
  days: z.strictObject({
    fatal: working.nullable(),
    error: working.nullable(),
    warning: working.nullable(),
    info: working.nullable(),
  }),
  escalation: z.strictObject({ after: working, severities: z.array(z.enum(SEVERITIES)).min(1) }).nullable(),
  reports: z.strictObject({
    province: monthDay,
    league: monthDay,
    city: monthDay,
    banner: monthDay,
    county: monthDay,
    township: monthDay,
    department: monthDay,
  }),
  calendar: z.record(
    z.string().regex(/^\d{4}$/, 'expected a year'),
    z.strictObject({ holidays: z.array(days), workdays: z.array(date) }),
  ),
});

type Calendar = z.infer<typeof shape>['calendar'];

/** A day that is listed under another year is a slip that would silently move a deadline. */
const strayDays = (calendar: Calendar): readonly { readonly path: readonly string[]; readonly message: string }[] =>
  Object.entries(calendar).flatMap(([year, { holidays, workdays }]) =>
    [...holidays.flat(), ...workdays]
      .filter((day) => !day.startsWith(`${year}-`))
      .map((day) => ({ path: ['calendar', year], message: `${day} is not a day of ${year}` })),
  );

const profileOf = ({ days: allowed, escalation, reports, calendar }: z.infer<typeof shape>): DeadlineProfile => ({
  days: allowed,
  escalation,
  reports,
  holidays: Object.values(calendar).flatMap(({ holidays }) => holidays.flat()),
  workdays: Object.values(calendar).flatMap(({ workdays }) => workdays),
  years: Object.keys(calendar).map(Number),
});

/** Reads deadlines and calendar from YAML text, or gives all faults at once. */
export const parseDeadlines = (
  text: string,
): { readonly profile: DeadlineProfile } | { readonly faults: readonly YamlFault[] } => {
  const read = readYaml(text, shape);
  if ('faults' in read) return read;
  const stray = strayDays(read.value.calendar).map(({ path, message }) => ({
    line: read.lineOf(path),
    field: path.join('.'),
    message,
  }));
  return stray.length > 0 ? { faults: stray } : { profile: profileOf(read.value) };
};

const OWN = fileURLToPath(new URL('../../seeds/deadlines.yaml', import.meta.url));

/** The deadlines of a file, or the project's own. Throws one ConfigurationError that lists every fault with its line. */
export const loadDeadlines = async (path: string | null): Promise<DeadlineProfile> => {
  const file = path ?? OWN;
  const bytes = await readPlainFile(file, LIMITS.rosterBytes).catch((cause: Error) => {
    throw new ConfigurationError(`the deadlines ${file} cannot be read:`, [cause.message], { cause });
  });
  const parsed = parseDeadlines(new TextDecoder().decode(bytes));
  if ('profile' in parsed) return parsed.profile;
  throw new ConfigurationError(
    `the deadlines ${file} have faults:`,
    parsed.faults.map(({ line, field, message }) => `${file}:${line} ${field}: ${message}`),
  );
};
