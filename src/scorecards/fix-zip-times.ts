const END = 0x06054b50;
const ENTRY = 0x02014b50;

/** Date and time as zip files keep them: two 16-bit fields, even seconds, from 1980 on. */
const dosTime = (date: Date): readonly [number, number] => [
  (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1),
  ((Math.max(1980, date.getUTCFullYear()) - 1980) << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate(),
];

const findEnd = (view: DataView): number => {
  for (let at = view.byteLength - 22; at >= 0; at -= 1) if (view.getUint32(at, true) === END) return at;
  throw new Error('not a zip file: it has no end record');
};

/**
 * A copy of the zip file with every entry dated `date`, in its local header and in the directory. Contents and
 * checksums stay. Throws when the bytes are not a zip file.
 */
export const fixZipTimes = (zip: Uint8Array, date: Date): Uint8Array => {
  const bytes = Uint8Array.from(zip);
  const view = new DataView(bytes.buffer);
  const [time, day] = dosTime(date);
  const end = findEnd(view);
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (view.getUint32(at, true) !== ENTRY) throw new Error('not a zip file: its directory is broken');
    view.setUint16(at + 12, time, true);
    view.setUint16(at + 14, day, true);
    const local = view.getUint32(at + 42, true);
    view.setUint16(local + 10, time, true);
    view.setUint16(local + 12, day, true);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return bytes;
};
