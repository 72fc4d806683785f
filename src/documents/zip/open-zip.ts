import yauzl from 'yauzl';
import { ReadingFault } from '../reading-fault.ts';
import { memberName } from './member-name.ts';
import { readMember } from './read-member.ts';
import type { ZipEntry } from './zip-entry.ts';
import type { ZipLimits } from './zip-limits.ts';

/** An archive whose directory passed the gate. `read` inflates one member, counting; it throws a `ReadingFault`. */
export type ZipArchive = {
  readonly entries: readonly ZipEntry[];
  readonly read: (entry: ZipEntry) => Promise<Uint8Array>;
};

const END_RECORD = 22;
const LONGEST_COMMENT = 0xffff;

/** Where the archive ends by its own end record; bytes behind that (of a bad download) are cut off. */
const withoutTail = (bytes: Uint8Array): Uint8Array => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const lowest = Math.max(0, bytes.length - END_RECORD - 2 * LONGEST_COMMENT);
  for (let at = bytes.length - END_RECORD; at >= lowest; at -= 1) {
    if (view.getUint32(at, true) !== 0x06054b50) continue;
    const end = at + END_RECORD + view.getUint16(at + 20, true);
    if (end <= bytes.length) return bytes.subarray(0, end);
  }
  return bytes;
};

/** Unix keeps the kind of a file in the upper half of the attributes (0xA000: symbolic link). */
const isSymbolicLink = (entry: yauzl.Entry): boolean =>
  entry.versionMadeBy >> 8 === 3 && ((entry.externalFileAttributes >>> 16) & 0xf000) === 0xa000;

const refusalOf = (entry: yauzl.Entry): ZipEntry['refusal'] => {
  if (entry.isEncrypted()) return 'encrypted';
  return isSymbolicLink(entry) ? 'symbolic link' : null;
};

const toEntry = (entry: yauzl.Entry, index: number): ZipEntry => {
  const name = memberName(entry.fileNameRaw);
  return {
    index,
    name,
    size: entry.uncompressedSize,
    packedSize: entry.compressedSize,
    isFolder: name.endsWith('/'),
    refusal: refusalOf(entry),
  };
};

const LOCAL_HEADER = 30;

/** Members that share bytes multiply what is read: a small archive could then list terabytes. */
const refuseOverlaps = (raw: readonly yauzl.Entry[]): void => {
  const ranges = raw
    .map((entry) => ({
      name: memberName(entry.fileNameRaw),
      from: entry.relativeOffsetOfLocalHeader,
      to: entry.relativeOffsetOfLocalHeader + LOCAL_HEADER + entry.fileNameLength + entry.compressedSize,
    }))
    .sort((a, b) => a.from - b.from);
  ranges.slice(1).forEach((range, i) => {
    const before = ranges[i]!;
    if (range.from >= before.to) return;
    throw new ReadingFault('unreadable', `the members ${before.name} and ${range.name} of the archive overlap`);
  });
};

const listMembers = async (file: yauzl.ZipFile, limits: ZipLimits): Promise<readonly yauzl.Entry[]> => {
  const raw: yauzl.Entry[] = [];
  for await (const entry of file.eachEntry()) {
    if (raw.length >= limits.members) {
      throw new ReadingFault(
        'too-large',
        `the archive lists ${file.entryCount} members; at most ${limits.members} are read`,
      );
    }
    raw.push(entry);
  }
  refuseOverlaps(raw);
  return raw;
};

const damaged = (error: unknown): ReadingFault =>
  error instanceof ReadingFault
    ? error
    : new ReadingFault('unreadable', `the zip archive is damaged: ${(error as Error).message}`, { cause: error });

const openFile = async (bytes: Uint8Array): Promise<yauzl.ZipFile> => {
  const whole = withoutTail(bytes);
  const buffer = Buffer.from(whole.buffer, whole.byteOffset, whole.byteLength);
  return yauzl.fromBufferPromise(buffer, { decodeStrings: false, validateEntrySizes: true });
};

/**
 * Opens a zip archive held in memory. Only the directory is read: it throws a `ReadingFault` when that is damaged,
 * lists too many members, or lists members that overlap. Nothing touches the file system.
 */
export const openZip = async (bytes: Uint8Array, limits: ZipLimits): Promise<ZipArchive> => {
  try {
    const file = await openFile(bytes);
    const raw = await listMembers(file, limits);
    let total = 0;
    return {
      entries: raw.map(toEntry),
      read: async (entry) => {
        const member = await readMember(file, raw[entry.index]!, entry, limits, limits.totalBytes - total);
        total += member.length;
        return member;
      },
    };
  } catch (error) {
    throw damaged(error);
  }
};

/**
 * The one member of a name, or null. Names of parts of a package are compared without regard to case (ECMA-376-2,
 * 6.2.2.3). A package that has the part twice is refused: two programs would read two different documents.
 */
export const findPart = (archive: ZipArchive, name: string): ZipEntry | null => {
  const wanted = name.replace(/^\/{1,9}/, '').toLowerCase();
  const found = archive.entries.filter((entry) => entry.name.replace(/^\/{1,9}/, '').toLowerCase() === wanted);
  if (found.length > 1) throw new ReadingFault('unreadable', `the package has ${found.length} parts named ${name}`);
  return found[0] ?? null;
};
