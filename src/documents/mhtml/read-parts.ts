import { decodeBase64, decodeQuotedPrintable } from './decode-transfer.ts';

/** A leaf of a MIME message. `type` is its lower-case media type, `contentType` the whole field as it stands. */
export type MimePart = { readonly type: string; readonly contentType: string; readonly body: () => Uint8Array };

type Header = ReadonlyMap<string, string>;

const CR = 0x0d;
const LF = 0x0a;
const DASH = 0x2d;

/** Longer headers are cut: they are no headers. */
const LONGEST_HEADER = 64 * 1024;

const MOST_PARTS = 2000;

/** Parts within parts; real archives have two. */
const DEEPEST = 8;

const latin1 = new TextDecoder('latin1');

/** Where the header ends and where the body begins: after the first empty line. */
const splitHeader = (bytes: Uint8Array): { readonly header: string; readonly body: Uint8Array } => {
  let lineStart = 0;
  for (let at = 0; at < bytes.length && at < LONGEST_HEADER; at += 1) {
    if (bytes[at] !== LF) continue;
    const end = bytes[at - 1] === CR ? at - 1 : at;
    if (end <= lineStart) return { header: latin1.decode(bytes.subarray(0, lineStart)), body: bytes.subarray(at + 1) };
    lineStart = at + 1;
  }
  return { header: latin1.decode(bytes.subarray(0, LONGEST_HEADER)), body: bytes.subarray(bytes.length) };
};

/** The fields of a header by lower-case name; a line that begins with a blank goes on the one before. */
const readHeader = (header: string): Header => {
  const fields = new Map<string, string>();
  for (const field of header.replace(/\r?\n[ \t]/g, ' ').split(/\r?\n/)) {
    const colon = field.indexOf(':');
    if (colon > 0 && !fields.has(field.slice(0, colon).trim().toLowerCase())) {
      fields.set(field.slice(0, colon).trim().toLowerCase(), field.slice(colon + 1).trim());
    }
  }
  return fields;
};

const boundaryOf = (contentType: string): string | null => {
  const found = /boundary\s{0,9}=\s{0,9}(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec(contentType);
  return found?.[1] ?? found?.[2] ?? null;
};

const startsWith = (bytes: Uint8Array, at: number, ascii: string): boolean => {
  for (let i = 0; i < ascii.length; i += 1) if (bytes[at + i] !== ascii.charCodeAt(i)) return false;
  return true;
};

/** The pieces between lines that begin with "--" and the boundary (RFC 2046, 5.1.1); what stands before is none. */
const splitAtBoundary = (bytes: Uint8Array, boundary: string): readonly Uint8Array[] => {
  const pieces: Uint8Array[] = [];
  const mark = `--${boundary}`;
  let from = -1;
  for (let at = 0; at >= 0 && at < bytes.length && pieces.length < MOST_PARTS; ) {
    const lineEnd = bytes.indexOf(LF, at);
    const next = lineEnd < 0 ? bytes.length : lineEnd + 1;
    if (bytes[at] === DASH && startsWith(bytes, at, mark)) {
      if (from >= 0) pieces.push(bytes.subarray(from, at));
      from = next;
      // "--" after the boundary ends the last piece
      if (startsWith(bytes, at + mark.length, '--')) return pieces;
    }
    at = next;
  }
  if (from >= 0 && from < bytes.length) pieces.push(bytes.subarray(from));
  return pieces;
};

const decodeBody = (encoding: string, body: Uint8Array): Uint8Array => {
  if (encoding === 'quoted-printable') return decodeQuotedPrintable(body);
  return encoding === 'base64' ? decodeBase64(body) : body;
};

type Open = { readonly bytes: Uint8Array; readonly depth: number };

/**
 * The leaves of a MIME message in order. At most 2,000, in parts nested at most 8 deep: what is deeper is left out. A
 * body is decoded when it is asked for.
 */
export const readParts = (message: Uint8Array): readonly MimePart[] => {
  const parts: MimePart[] = [];
  const open: Open[] = [{ bytes: message, depth: 0 }];
  while (open.length > 0 && parts.length < MOST_PARTS) {
    const { bytes, depth } = open.pop()!;
    const { header, body } = splitHeader(bytes);
    const fields = readHeader(header);
    const contentType = fields.get('content-type') ?? 'text/plain';
    const type = contentType.split(';')[0]!.trim().toLowerCase();
    const boundary = type.startsWith('multipart/') ? boundaryOf(contentType) : null;
    if (boundary === null) {
      const encoding = (fields.get('content-transfer-encoding') ?? '').toLowerCase();
      parts.push({ type, contentType, body: () => decodeBody(encoding, body) });
    } else if (depth < DEEPEST) {
      for (const piece of splitAtBoundary(body, boundary).toReversed()) open.push({ bytes: piece, depth: depth + 1 });
    }
  }
  return parts;
};
