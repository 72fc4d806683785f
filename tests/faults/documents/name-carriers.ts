import { gzipSync } from 'fflate';
import { crc32 } from '../../../src/documents/zip/crc32.ts';

type Named = { readonly name: Uint8Array; readonly bytes: Uint8Array };

/** The fields of a header, little-endian, each of two bytes or four. */
const header = (...fields: readonly (readonly [value: number, size: 2 | 4])[]): Buffer =>
  Buffer.concat(
    fields.map(([value, size]) => {
      const field = Buffer.alloc(size);
      if (size === 2) field.writeUInt16LE(value);
      else field.writeUInt32LE(value);
      return field;
    }),
  );

/** What both headers of a member say (APPNOTE 4.3.7): stored, with a name of UTF-8. */
const common = ({ name, bytes }: Named): Buffer =>
  header(
    [20, 2],
    [0x800, 2],
    [0, 2],
    [0, 4],
    [crc32(bytes), 4],
    [bytes.length, 4],
    [bytes.length, 4],
    [name.length, 2],
    [0, 2],
  );

/** A zip archive with these very names: a packer would refuse or mend some of them. */
export const zipOfNames = (members: readonly Named[]): Uint8Array => {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const member of members) {
    const file = Buffer.concat([header([0x04034b50, 4]), common(member), member.name, member.bytes]);
    files.push(file);
    directory.push(
      Buffer.concat([
        header([0x02014b50, 4], [20, 2]),
        common(member),
        header([0, 2], [0, 2], [0, 2], [0, 4], [at, 4]),
        member.name,
      ]),
    );
    at += file.length;
  }
  const listed = Buffer.concat(directory);
  const count = members.length;
  const end = header([0x06054b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [listed.length, 4], [at, 4], [0, 2]);
  return new Uint8Array(Buffer.concat([...files, listed, end]));
};

/** A gzip file that says that it was packed from this name (RFC 1952, 2.3). */
export const gzipOfName = ({ name, bytes }: Named): Uint8Array => {
  const packed = Buffer.from(gzipSync(bytes, { mtime: 0 }));
  packed[3] = 8;
  // the name ends with its first nought
  const kept = name.includes(0) ? name.subarray(0, name.indexOf(0)) : name;
  return new Uint8Array(Buffer.concat([packed.subarray(0, 10), kept, Buffer.alloc(1), packed.subarray(10)]));
};

const escaped = (name: Uint8Array): string =>
  [...name].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');

const attachment = ({ name, bytes }: Named): readonly string[] => [
  '--b',
  'Content-Type: application/octet-stream',
  // RFC 2231, 4: any byte may be in a name
  `Content-Disposition: attachment; filename*=utf-8''${escaped(name)}`,
  'Content-Transfer-Encoding: base64',
  '',
  Buffer.from(bytes).toString('base64'),
];

/** A mail with these attachments. */
export const mailOfNames = (members: readonly Named[]): Uint8Array =>
  new TextEncoder().encode(
    [
      'From: a@example.invalid',
      'To: b@example.invalid',
      'Subject: reports',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary="b"',
      '',
      ...members.flatMap(attachment),
      '--b--',
      '',
    ].join('\r\n'),
  );
