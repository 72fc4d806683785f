/** More names than this tell nothing further about what a file is. */
const MOST_NAMES = 500;

const END_RECORD = 0x06054b50;
const CENTRAL_ENTRY = 0x02014b50;

/** The end record (APPNOTE 4.3.16) stands in the last 64 KB, before a comment. */
const findEndRecord = (view: DataView): number | null => {
  for (let at = view.byteLength - 22; at >= 0 && at >= view.byteLength - 22 - 0xffff; at -= 1) {
    if (view.getUint32(at, true) === END_RECORD) return at;
  }
  return null;
};

const latin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

/**
 * The names of the first members as the central directory of a zip file lists them (APPNOTE 4.3.12), each byte one
 * character; empty where there is no such directory. It tells what kind of file this is and is believed in nothing else.
 */
export const zipNames = (bytes: Uint8Array): readonly string[] => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEndRecord(view);
  if (end === null) return [];
  const names: string[] = [];
  let at = view.getUint32(end + 16, true);
  while (names.length < MOST_NAMES && at + 46 <= bytes.length && view.getUint32(at, true) === CENTRAL_ENTRY) {
    const length = view.getUint16(at + 28, true);
    names.push(latin1(bytes.subarray(at + 46, Math.min(at + 46 + length, at + 46 + 300))));
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return names;
};
