import { ReadingFault } from '../reading-fault.ts';
import { openZip, type ZipArchive } from '../zip/open-zip.ts';
import type { ZipEntry } from '../zip/zip-entry.ts';
import { ARCHIVE_LIMITS } from '../zip/zip-limits.ts';
import { junkReason } from './junk-member.ts';
import type { Budget, LeftOut, Member, Opened } from './member.ts';

/** What a member that was refused may have been inflated to before: that is taken of the allowance as well. */
const wasted = ({ size, packedSize }: ZipEntry): number => {
  const { ratio, ratioFrom, memberBytes } = ARCHIVE_LIMITS;
  const most = Math.min(memberBytes, Math.max(ratioFrom, ratio * packedSize));
  return size > most ? 0 : most;
};

const readOne = async (archive: ZipArchive, entry: ZipEntry): Promise<Member | Opened['refused'][number]> => {
  try {
    return { name: entry.name, bytes: await archive.read(entry) };
  } catch (error) {
    if (!(error instanceof ReadingFault)) throw error;
    const code = error.code === 'timed-out' ? 'unreadable' : error.code;
    return { name: entry.name, why: error.message, code };
  }
};

/**
 * The files of a zip archive, each inflated with a count; one that is damaged, encrypted or too large is named and the
 * others are read. Throws a ReadingFault when the archive itself is damaged or lists too many.
 */
export const openZipMembers = async (bytes: Uint8Array, budget: Budget): Promise<Opened> => {
  const members = Math.min(ARCHIVE_LIMITS.members, budget.members);
  const archive = await openZip(bytes, { ...ARCHIVE_LIMITS, members, totalBytes: budget.bytes });
  const leftOut: LeftOut[] = [];
  const taken: Member[] = [];
  const refused: Opened['refused'][number][] = [];
  for (const entry of archive.entries.filter(({ isFolder }) => !isFolder)) {
    const why = junkReason(entry.name);
    if (why !== null) {
      leftOut.push({ name: entry.name, why });
      continue;
    }
    const read = await readOne(archive, entry);
    if ('bytes' in read) {
      taken.push(read);
      continue;
    }
    refused.push(read);
    budget.bytes -= wasted(entry);
    if (budget.bytes < 0) throw new ReadingFault('too-large', 'too many members of the archive are refused');
  }
  return { members: taken, leftOut, refused };
};
