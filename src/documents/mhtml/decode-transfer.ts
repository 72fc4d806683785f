const CR = 0x0d;
const LF = 0x0a;
const EQUALS = 0x3d;
const BLANK = 0x20;
const TAB = 0x09;

const hexDigit = (byte: number | undefined): number => {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = (byte | 0x20) - 0x61;
  return letter >= 0 && letter < 6 ? letter + 10 : -1;
};

/** Where a line break begun at `at` ends, blanks before it passed over; -1 when there is none (RFC 2045, 6.7). */
const afterSoftBreak = (bytes: Uint8Array, from: number): number => {
  let at = from;
  while (bytes[at] === BLANK || bytes[at] === TAB) at += 1;
  if (bytes[at] === CR) at += 1;
  if (bytes[at] === LF) return at + 1;
  return at === bytes.length || bytes[at - 1] === CR ? at : -1;
};

/** Bytes of quoted-printable: "=B9" is a byte, "=" at the end of a line joins it to the next. Other "=" stay. */
export const decodeQuotedPrintable = (bytes: Uint8Array): Uint8Array => {
  const decoded = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at]!;
    at += 1;
    if (byte === EQUALS) {
      const value = hexDigit(bytes[at]) * 16 + hexDigit(bytes[at + 1]);
      const next = hexDigit(bytes[at]) < 0 || hexDigit(bytes[at + 1]) < 0 ? afterSoftBreak(bytes, at) : -1;
      if (next >= 0) {
        at = next;
        continue;
      }
      if (hexDigit(bytes[at]) >= 0 && hexDigit(bytes[at + 1]) >= 0) {
        decoded[length] = value;
        length += 1;
        at += 2;
        continue;
      }
    }
    decoded[length] = byte;
    length += 1;
  }
  return decoded.subarray(0, length);
};

const base64Digit = (byte: number): number => {
  if (byte >= 0x41 && byte <= 0x5a) return byte - 0x41;
  if (byte >= 0x61 && byte <= 0x7a) return byte - 0x61 + 26;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30 + 52;
  if (byte === 0x2b) return 62;
  return byte === 0x2f ? 63 : -1;
};

/** Bytes of base64; whatever is no digit of it is passed over, "=" ends it. */
export const decodeBase64 = (bytes: Uint8Array): Uint8Array => {
  const decoded = new Uint8Array(Math.ceil((bytes.length * 3) / 4));
  let length = 0;
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    if (byte === EQUALS) break;
    const digit = base64Digit(byte);
    if (digit < 0) continue;
    held = ((held << 6) | digit) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    decoded[length] = (held >> bits) & 255;
    length += 1;
  }
  return decoded.subarray(0, length);
};
