import type yauzl from 'yauzl';
import { ReadingFault } from '../reading-fault.ts';
import { crc32 } from './crc32.ts';
import type { ZipEntry } from './zip-entry.ts';
import { megabytes, type ZipLimits } from './zip-limits.ts';

type Allowance = { readonly bytes: number; readonly because: string };

/** How far a member may inflate, and what stops it there: the tightest of the limits. */
const allowanceFor = (entry: ZipEntry, limits: ZipLimits, left: number): Allowance => {
  const allowances: readonly Allowance[] = [
    { bytes: limits.memberBytes, because: `inflates beyond ${megabytes(limits.memberBytes)}` },
    {
      bytes: Math.max(limits.ratioFrom, limits.ratio * entry.packedSize),
      because: `inflates to more than ${limits.ratio} times its packed size of ${entry.packedSize} bytes`,
    },
    { bytes: left, because: `takes what is read of the archive beyond ${megabytes(limits.totalBytes)}` },
  ];
  return allowances.reduce((tightest, next) => (next.bytes < tightest.bytes ? next : tightest));
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

type MemberStream = Awaited<ReturnType<yauzl.ZipFile['openReadStreamPromise']>>;

const drain = (stream: MemberStream, allowance: Allowance, name: string): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    let length = 0;
    stream.on('data', (chunk: Uint8Array) => {
      length += chunk.length;
      if (length > allowance.bytes) {
        stream.pause();
        stream.destroy();
        reject(new ReadingFault('too-large', `the member ${name} ${allowance.because}`));
        return;
      }
      chunks.push(chunk);
    });
    stream.on('error', reject);
    stream.on('end', () => resolve(join(chunks, length)));
  });

const inflate = async (
  file: yauzl.ZipFile,
  raw: yauzl.Entry,
  entry: ZipEntry,
  allowance: Allowance,
): Promise<Uint8Array> => {
  try {
    return await drain(await file.openReadStreamPromise(raw), allowance, entry.name);
  } catch (error) {
    if (error instanceof ReadingFault) throw error;
    const reason = (error as Error).message;
    throw new ReadingFault('unreadable', `the member ${entry.name} is damaged: ${reason}`, { cause: error });
  }
};

/**
 * Inflates one member and counts on the way; `left` bytes may still be read of the archive. Throws a `ReadingFault`
 * for an encrypted member, a symbolic link, one beyond a limit, and one whose size or checksum is not the declared.
 */
export const readMember = async (
  file: yauzl.ZipFile,
  raw: yauzl.Entry,
  entry: ZipEntry,
  limits: ZipLimits,
  left: number,
): Promise<Uint8Array> => {
  if (entry.refusal === 'encrypted') throw new ReadingFault('encrypted', `the member ${entry.name} is encrypted`);
  if (entry.refusal) throw new ReadingFault('unsupported', `the member ${entry.name} is a ${entry.refusal}`);
  const allowance = allowanceFor(entry, limits, left);
  // a member that says itself how far it inflates need not be inflated to be refused
  if (entry.size > allowance.bytes) {
    throw new ReadingFault('too-large', `the member ${entry.name} ${allowance.because}`);
  }
  const bytes = await inflate(file, raw, entry, allowance);
  if (crc32(bytes) !== raw.crc32) {
    throw new ReadingFault('unreadable', `the member ${entry.name} is damaged: its checksum does not fit`);
  }
  return bytes;
};
