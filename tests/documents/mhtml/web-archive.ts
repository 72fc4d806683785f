/** A part of a web archive. `isWhole` says that its bytes are a message of their own, with its header. */
export type Part = {
  readonly type: string;
  readonly encoding: 'quoted-printable' | 'base64' | '8bit';
  readonly bytes: Uint8Array;
  readonly isWhole?: boolean;
};

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

const LONGEST_LINE = 75;

/** Quoted-printable as browsers write it: lines of at most 76 characters, parted by "=" at their end. */
const quoted = (bytes: Uint8Array): string => {
  let text = '';
  let line = 0;
  for (const byte of bytes) {
    const plain = byte >= 32 && byte < 127 && byte !== 61;
    const sign = plain ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    if (byte === 10 || line + sign.length > LONGEST_LINE) {
      text += byte === 10 ? '\r\n' : '=\r\n';
      line = 0;
      if (byte === 10) continue;
    }
    text += sign;
    line += sign.length;
  }
  return text;
};

const body = ({ encoding, bytes }: Part): Uint8Array => {
  if (encoding === 'quoted-printable') return ascii(quoted(bytes));
  if (encoding === 'base64') return ascii(Buffer.from(bytes).toString('base64').replace(/.{76}/g, '$&\r\n'));
  return bytes;
};

const partBytes = (part: Part): readonly Uint8Array[] => [
  ...(part.isWhole ? [] : [ascii(`Content-Type: ${part.type}\r\nContent-Transfer-Encoding: ${part.encoding}\r\n\r\n`)]),
  body(part),
];

/** The bytes of a web archive of these parts, as browsers save one. */
export const anArchive = (parts: readonly Part[], boundary = '----=_NextPart_000_0000'): Uint8Array =>
  Buffer.concat([
    ascii(
      `From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="${boundary}"\r\n\r\nA page.\r\n\r\n`,
    ),
    ...parts.flatMap((part) => [ascii(`--${boundary}\r\n`), ...partBytes(part), ascii('\r\n')]),
    ascii(`--${boundary}--\r\n`),
  ]);
