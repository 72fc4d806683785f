import { PassThrough, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import type { Slots } from './slots.ts';
import { BodyRefused } from './web-fault.ts';

/** Bytes beyond which a body may not be more than `RATIO` times as large as what was sent. */
const SMALL = 1024 * 1024;

const RATIO = 100;

// Small pieces: not much more is inflated than is looked at.
const OPTIONS = { chunkSize: 16 * 1024 };

const inflaterOf = (encoding: string): Transform | 'deflate' => {
  switch (encoding.trim().toLowerCase()) {
    case '':
    case 'identity':
      return new PassThrough();
    case 'gzip':
    case 'x-gzip':
      return createGunzip(OPTIONS);
    case 'br':
      return createBrotliDecompress(OPTIONS);
    case 'deflate':
      return 'deflate';
    default:
      throw new BodyRefused('bad-encoding', `the answer comes as ${encoding.slice(0, 40)}, which was not asked for`);
  }
};

/** What to read, and at most how many bytes of it, inflated; `onBytes` hears of every piece as it was sent. */
export type BodyToRead = {
  readonly body: AsyncIterable<Uint8Array>;
  readonly encoding: string;
  readonly limit: number;
  /** Bodies beyond `LARGE` wait for one of these, so that many large ones at once do not fill the memory. */
  readonly largeOnes: Slots;
  readonly onBytes: (count: number) => void;
};

const LARGE = 2 * 1024 * 1024;

const size = (bytes: number): string => `${Math.round(bytes / 1024)} KiB`;

/**
 * The bytes of a body, inflated. It stops while inflating: throws a BodyRefused for a body beyond the limit, or one
 * that swells more than a hundredfold, and passes on the errors of the stream and of the compression.
 */
export const readBody = async ({ body, encoding, limit, largeOnes, onBytes }: BodyToRead): Promise<Uint8Array> => {
  let sent = 0;
  let total = 0;
  let holds = false;
  const chunks: Uint8Array[] = [];
  // Some servers mean the bare form by "deflate": its first byte tells.
  const pieces = body[Symbol.asyncIterator]();
  const first = await pieces.next();
  const named = inflaterOf(encoding);
  const zlibForm = !first.done && ((first.value[0] ?? 0) & 0x0f) === 8;
  const inflater = named !== 'deflate' ? named : zlibForm ? createInflate(OPTIONS) : createInflateRaw(OPTIONS);
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for (let piece = first; !piece.done; piece = await pieces.next()) {
      sent += piece.value.length;
      onBytes(piece.value.length);
      yield piece.value;
    }
  };
  const collect = async (source: AsyncIterable<Uint8Array>): Promise<void> => {
    for await (const chunk of source) {
      total += chunk.length;
      if (total > limit) throw new BodyRefused('too-large', `it is larger than ${size(limit)}`);
      if (total > SMALL && total > sent * RATIO)
        throw new BodyRefused('bomb', `${size(sent)} swell to more than ${size(total)} when inflated`);
      if (total > LARGE && !holds) {
        await largeOnes.take();
        holds = true;
      }
      chunks.push(chunk);
    }
  };
  try {
    await pipeline(counted(), inflater, collect);
  } finally {
    if (holds) largeOnes.free();
    // Ends the connection of a body that was not read to its end.
    await pieces.return?.().catch(() => {});
  }
  return Buffer.concat(chunks, total);
};
