import type { ReadingFailure } from '../../model/document.ts';
import { type ArchiveKind, detectBinary, type Format } from '../detect-format.ts';
import { ReadingFault } from '../reading-fault.ts';
import { ARCHIVE_LIMITS } from '../zip/zip-limits.ts';
import type { Budget, LeftOut, Member, Opened } from './member.ts';
import { memberLabel } from './member-label.ts';
import { openGzip } from './open-gzip.ts';
import { openMail } from './open-mail.ts';
import { openZipMembers } from './open-zip-members.ts';

/** Archives in archives are looked into this deep, the outermost counted. */
const DEEPEST = 3;

/** What is handed on of one archive: all members together. */
const MOST_BYTES = 200 * 1024 * 1024;

/**
 * What an archive holds, with those inside it. Names are "inner.zip!folder/report.docx", to be shown and never to be
 * used as a path; no two are the same. `failures` are members that should have been read, `leftOut` those that are no
 * reports by their nature.
 */
export type Expanded = {
  readonly members: readonly Member[];
  readonly failures: readonly { readonly name: string; readonly failure: ReadingFailure }[];
  readonly leftOut: readonly LeftOut[];
};

const OPENERS: Readonly<Record<ArchiveKind, (bytes: Uint8Array, budget: Budget) => Opened | Promise<Opened>>> = {
  zip: openZipMembers,
  mail: openMail,
  gzip: openGzip,
};

type Gathered = {
  readonly members: (Member & { readonly format: Format | null })[];
  readonly failures: { readonly name: string; readonly failure: ReadingFailure }[];
  readonly leftOut: LeftOut[];
};

const failed = (name: string, code: ReadingFailure['code'], message: string) => ({ name, failure: { code, message } });

/** Takes one member, or what is inside it. */
const take = async (name: string, bytes: Uint8Array, depth: number, budget: Budget, into: Gathered): Promise<void> => {
  budget.bytes -= bytes.length;
  budget.members -= 1;
  if (budget.bytes < 0 || budget.members < 0) {
    throw new ReadingFault('too-large', `the archive holds more than is read of one (at ${name})`);
  }
  if (bytes.length === 0) {
    into.leftOut.push({ name, why: 'empty' });
    return;
  }
  const format = detectBinary(bytes);
  if (format?.is !== 'archive') into.members.push({ name, bytes, format });
  else if (depth >= DEEPEST) {
    into.failures.push(failed(name, 'too-large', `archives are looked into ${DEEPEST} deep; this one lies deeper`));
  } else await openInto(format.of, `${name}!`, bytes, depth + 1, budget, into);
};

const openInto = async (
  kind: ArchiveKind,
  prefix: string,
  bytes: Uint8Array,
  depth: number,
  budget: Budget,
  into: Gathered,
): Promise<void> => {
  const labelled = (name: string): string => prefix + memberLabel(name);
  let opened: Opened;
  try {
    opened = await OPENERS[kind](bytes, budget);
  } catch (error) {
    if (!(error instanceof ReadingFault) || depth === 1) throw error;
    into.failures.push(failed(prefix.slice(0, -1), error.code, error.message));
    return;
  }
  into.leftOut.push(...opened.leftOut.map(({ name, why }) => ({ name: labelled(name), why })));
  into.failures.push(...opened.refused.map(({ name, why, code }) => failed(labelled(name), code, why)));
  for (const member of opened.members) await take(labelled(member.name), member.bytes, depth, budget, into);
};

/** Two members may have one name; the results of each must be told apart. */
const numbered = (): ((name: string) => string) => {
  const seen = new Map<string, number>();
  return (name) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  };
};

const isPicture = ({ format }: { readonly format: Format | null }): boolean =>
  format?.is === 'image' || (format?.is === 'other' && / picture$/.test(format.name));

/** Pictures beside documents are letterheads and photographs; an archive of nothing but pictures is a scanned report. */
const withoutPictures = ({ members, failures, leftOut }: Gathered): Expanded => {
  const name = numbered();
  const hasDocuments = members.some((member) => !isPicture(member));
  const isLeft = (member: Gathered['members'][number]): boolean => hasDocuments && isPicture(member);
  return {
    members: members.filter((one) => !isLeft(one)).map(({ name: own, bytes }) => ({ name: name(own), bytes })),
    failures: failures.map((one) => ({ ...one, name: name(one.name) })),
    leftOut: [
      ...leftOut,
      ...members.filter(isLeft).map((one) => ({ name: one.name, why: 'a picture beside documents' })),
    ],
  };
};

/**
 * Takes an archive apart, and those inside it: zip files, mail messages, gzip files. All is counted while inflating and
 * stays in memory. A failure when the archive itself cannot be opened or holds more than is read of one.
 */
export const expandArchive = async (bytes: Uint8Array, kind: ArchiveKind): Promise<Expanded | ReadingFailure> => {
  const budget: Budget = { bytes: MOST_BYTES, members: ARCHIVE_LIMITS.members };
  const gathered: Gathered = { members: [], failures: [], leftOut: [] };
  try {
    await openInto(kind, '', bytes, 1, budget, gathered);
  } catch (error) {
    if (error instanceof ReadingFault) return { code: error.code, message: error.message };
    throw error;
  }
  return withoutPictures(gathered);
};
