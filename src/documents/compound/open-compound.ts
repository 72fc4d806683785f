import { u8, u16, u32 } from './little-endian.ts';

/**
 * An OLE compound file ([MS-CFB]), the container of .doc, .xls and .wps files. `stream` gives the bytes of a stream of
 * the root storage (names compare without case), null when there is none; a stream whose chain of sectors is damaged is
 * cut short. Nothing is larger than the file itself, and no chain is followed for longer than it has sectors.
 */
export type CompoundFile = {
  readonly stream: (name: string) => Uint8Array | null;
};

/** [MS-CFB] 2.1: the numbers from here on are marks and no sectors. */
const LAST_SECTOR = 0xfffffffa;

/** [MS-CFB] 2.2: streams smaller than this live in the mini stream. */
const MINI_CUTOFF = 4096;

const MINI_SECTOR = 64;

const ENTRY = 128;

const STREAM = 2;
const ROOT = 5;

type Entry = {
  readonly name: string;
  readonly type: number;
  readonly left: number;
  readonly right: number;
  readonly child: number;
  readonly start: number;
  readonly size: number;
};

/** The numbers of a chain, starting at `start`; at most `most` of them. */
const chain = (start: number, next: (at: number) => number, most: number): readonly number[] => {
  const numbers: number[] = [];
  for (let at = start; at <= LAST_SECTOR && numbers.length < most; at = next(at)) numbers.push(at);
  return numbers;
};

/** The pieces that the numbers stand for, in one array of at most `size` bytes; ends at the first that is missing. */
const gather = (numbers: readonly number[], piece: (number: number) => Uint8Array, size: number): Uint8Array => {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (const number of numbers) {
    const part = piece(number);
    if (part.length === 0 || length >= size) break;
    pieces.push(part);
    length += part.length;
  }
  const joined = new Uint8Array(Math.min(length, size));
  let at = 0;
  for (const part of pieces) {
    joined.set(part.subarray(0, joined.length - at), at);
    at += part.length;
  }
  return joined;
};

const readEntry = (directory: Uint8Array, at: number): Entry => {
  const length = Math.min(64, u16(directory, at + 64));
  return {
    name: new TextDecoder('utf-16le').decode(directory.subarray(at, at + Math.max(0, length - 2))),
    type: u8(directory, at + 66),
    left: u32(directory, at + 68),
    right: u32(directory, at + 72),
    child: u32(directory, at + 76),
    start: u32(directory, at + 116),
    // the upper half of the size is rubbish in files of version 3 ([MS-CFB] 2.6.1) and no file is that large
    size: u32(directory, at + 120),
  };
};

/** The entries of the root storage: those of its tree of siblings, and not of the storages below. */
const rootStreams = (entries: readonly Entry[]): readonly Entry[] => {
  const found: Entry[] = [];
  const seen = new Set<number>();
  const open = [entries[0]?.child ?? LAST_SECTOR + 1];
  while (open.length > 0) {
    const at = open.pop()!;
    const entry = entries[at];
    if (!entry || seen.has(at)) continue;
    seen.add(at);
    if (entry.type === STREAM) found.push(entry);
    open.push(entry.left, entry.right);
  }
  return found;
};

/** The sectors that hold the allocation table: 109 are named in the header, the rest in a chain of their own. */
const tableSectors = (bytes: Uint8Array, sector: (n: number) => Uint8Array, count: number): readonly number[] => {
  const numbers: number[] = [];
  for (let i = 0; i < 109; i += 1) numbers.push(u32(bytes, 76 + i * 4));
  const more = chain(u32(bytes, 68), (at) => u32(sector(at), sector(0).length - 4), count);
  for (const at of more) {
    const listed = sector(at);
    for (let i = 0; i + 8 <= listed.length; i += 4) numbers.push(u32(listed, i));
  }
  return numbers.slice(0, count).filter((number) => number <= LAST_SECTOR);
};

/** Opens a compound file; null when the bytes do not begin like one or have no root directory. */
export const openCompound = (bytes: Uint8Array): CompoundFile | null => {
  if (u32(bytes, 0) !== 0xe011cfd0 || u32(bytes, 4) !== 0xe11ab1a1) return null;
  const size = u16(bytes, 26) === 4 ? 4096 : 512;
  const count = Math.ceil(bytes.length / size);
  const sector = (number: number): Uint8Array => bytes.subarray((number + 1) * size, (number + 2) * size);
  const table = tableSectors(bytes, sector, count);
  const perSector = size / 4;
  const next = (at: number): number => {
    const holder = table[Math.floor(at / perSector)];
    return holder === undefined ? LAST_SECTOR + 1 : u32(sector(holder), (at % perSector) * 4);
  };
  const read = (start: number, length: number): Uint8Array => gather(chain(start, next, count), sector, length);

  const directory = read(u32(bytes, 48), bytes.length);
  const entries: Entry[] = [];
  for (let at = 0; at + ENTRY <= directory.length; at += ENTRY) entries.push(readEntry(directory, at));
  const root = entries[0];
  if (root?.type !== ROOT) return null;

  const miniTable = read(u32(bytes, 60), bytes.length);
  const miniStream = read(root.start, Math.min(root.size, bytes.length));
  const miniNext = (at: number): number => (at * 4 < miniTable.length ? u32(miniTable, at * 4) : LAST_SECTOR + 1);
  const miniSector = (number: number): Uint8Array =>
    miniStream.subarray(number * MINI_SECTOR, (number + 1) * MINI_SECTOR);
  const readSmall = (start: number, length: number): Uint8Array =>
    gather(chain(start, miniNext, Math.ceil(length / MINI_SECTOR)), miniSector, length);

  const streams = rootStreams(entries);
  return {
    stream: (name) => {
      const entry = streams.find((found) => found.name.toLowerCase() === name.toLowerCase());
      if (!entry) return null;
      return entry.size < MINI_CUTOFF
        ? readSmall(entry.start, entry.size)
        : read(entry.start, Math.min(entry.size, bytes.length));
    },
  };
};
