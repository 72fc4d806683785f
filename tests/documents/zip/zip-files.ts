import { type Zippable, zipSync } from 'fflate';

/** A zip of texts or bytes by member name. */
export const zipOf = (members: Readonly<Record<string, string | Uint8Array>>): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries(members).map(([name, content]) => [
        name,
        typeof content === 'string' ? new TextEncoder().encode(content) : content,
      ]),
    ) as Zippable,
  );

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Where each record of the central directory begins. */
export const directoryRecords = (zip: Uint8Array): readonly number[] => {
  const view = viewOf(zip);
  const end = zip.length - 22;
  const records: number[] = [];
  let at = view.getUint32(end + 16, true);
  while (at < end) {
    records.push(at);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return records;
};

/** A copy of a zip in which a field of the directory record of its `index`-th member was overwritten. */
export const withField = (zip: Uint8Array, index: number, offset: number, size: 2 | 4, value: number): Uint8Array => {
  const copy = zip.slice();
  const at = directoryRecords(copy)[index]! + offset;
  if (size === 2) viewOf(copy).setUint16(at, value, true);
  else viewOf(copy).setUint32(at, value, true);
  return copy;
};
