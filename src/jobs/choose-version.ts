import type { AuditResult } from '../model/audit-result.ts';
import { equals } from '../model/decimal.ts';
import { factKey } from '../model/fact.ts';

/** One file that says it is an office's report for a year, and what was read of it. */
export type Version<T> = { readonly of: T; readonly source: string; readonly result: AuditResult };

/** The file that counts as the report, the others that are the same report, and those that are another one. */
export type Chosen<T> = { readonly report: T; readonly versions: readonly T[]; readonly strangers: readonly T[] };

/** On a tie the file in which cells are cells comes first: what was typeset or recognised had to be put together again. */
const ORDER = [
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/msword',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.ms-excel',
  'text/html',
  'application/rtf',
  'application/pdf',
  'application/ofd',
  'text/markdown',
  'text/plain',
];

const rankOf = (mediaType: string): number => {
  const rank = ORDER.indexOf(mediaType);
  return rank < 0 ? ORDER.length : rank;
};

const statedIn = ({ facts }: AuditResult) =>
  new Map(
    facts.flatMap(({ indicator, group, reading }) =>
      reading.is === 'stated' ? [[factKey(indicator, group), reading.value] as const] : [],
    ),
  );

/** More of the form read; then the order of formats; then the name, so that no order of work decides. */
const better = <T>(a: Version<T>, b: Version<T>): number =>
  statedIn(b.result).size - statedIn(a.result).size ||
  rankOf(a.result.mediaType) - rankOf(b.result.mediaType) ||
  (a.source < b.source ? -1 : 1);

/** Two files are one report unless they state most of what both state otherwise: then one is not what it says. */
const isSameReport = (a: AuditResult, b: AuditResult): boolean => {
  const [own, other] = [statedIn(a), statedIn(b)];
  const shared = [...own].filter(([key]) => other.has(key));
  const same = shared.filter(([key, value]) => equals(value, other.get(key)!));
  return a.template === b.template && same.length * 2 >= shared.length;
};

/** Chooses among the files of one office and year which is the report: the one of which more was read. Pure. */
export const chooseVersion = <T>(files: readonly Version<T>[]): Chosen<T> => {
  const [first, ...rest] = [...files].sort(better);
  if (!first) throw new Error('there is no file to choose from');
  const same = rest.filter(({ result }) => isSameReport(first.result, result));
  const strangers = rest.filter((one) => !same.includes(one));
  return { report: first.of, versions: same.map(({ of }) => of), strangers: strangers.map(({ of }) => of) };
};
