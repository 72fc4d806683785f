import { Gunzip } from 'fflate';
import { ReadingFault } from '../reading-fault.ts';
import { ARCHIVE_LIMITS, megabytes } from '../zip/zip-limits.ts';
import type { Budget, Opened } from './member.ts';

/** Deflate grows at most 1,032 times: after each push at most a megabyte more has come out. */
const CHUNK = 1024;

const FLAG_EXTRA = 4;
const FLAG_NAME = 8;

/** The name that was packed, RFC 1952 2.3; null where none is kept. */
const packedName = (bytes: Uint8Array): string | null => {
  const flags = bytes[3] ?? 0;
  if ((flags & FLAG_NAME) === 0) return null;
  const from = 10 + (flags & FLAG_EXTRA ? 2 + (bytes[10] ?? 0) + 256 * (bytes[11] ?? 0) : 0);
  const to = bytes.indexOf(0, from);
  return to <= from || to > from + 300 ? null : new TextDecoder().decode(bytes.subarray(from, to));
};

const join = (chunks: readonly Uint8Array[], length: number): Uint8Array => {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
};

/** Inflates and counts on the way. Throws a ReadingFault beyond `most` bytes, and for damage. */
export const inflateGzip = (bytes: Uint8Array, most: number): Uint8Array => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const stream = new Gunzip((chunk) => {
    length += chunk.length;
    if (length > most) throw new ReadingFault('too-large', `the gzip file inflates beyond ${megabytes(most)}`);
    chunks.push(chunk);
  });
  try {
    for (let at = 0; at < bytes.length; at += CHUNK) {
      stream.push(bytes.subarray(at, at + CHUNK), at + CHUNK >= bytes.length);
    }
  } catch (error) {
    if (error instanceof ReadingFault) throw error;
    const message = `the gzip file is damaged: ${(error as Error).message}`;
    throw new ReadingFault('unreadable', message, { cause: error });
  }
  return join(chunks, length);
};

/** The one file in a gzip file. Throws a ReadingFault when it is damaged or inflates beyond what is allowed. */
export const openGzip = (bytes: Uint8Array, budget: Budget): Opened => {
  const { ratio, ratioFrom, memberBytes } = ARCHIVE_LIMITS;
  const most = Math.min(budget.bytes, memberBytes, Math.max(ratioFrom, ratio * bytes.length));
  const member = { name: packedName(bytes) ?? 'content', bytes: inflateGzip(bytes, most) };
  return { members: [member], leftOut: [], refused: [] };
};
