import { inflateRawSync } from 'node:zlib';

export type Entry = { readonly name: string; readonly text: string; readonly time: number; readonly day: number };

/** The entries of a zip file by its directory, with their dates as stored in the local header. */
export const unzip = (zip: Uint8Array): readonly Entry[] => {
  const bytes = Buffer.from(zip);
  const end = bytes.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
  const entries: Entry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [size, nameLength] = [bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28)];
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const data = bytes.subarray(start, start + size);
    const stored = bytes.readUInt16LE(at + 10) === 0;
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      text: (stored ? data : inflateRawSync(data)).toString('utf8'),
      time: bytes.readUInt16LE(local + 10),
      day: bytes.readUInt16LE(local + 12),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
};

/** The text of one part; fails when the file has no such part. */
export const partOf = (zip: Uint8Array, name: string): string => {
  const entry = unzip(zip).find((candidate) => candidate.name === name);
  if (!entry) throw new Error(`the workbook has no part ${name}`);
  return entry.text;
};
