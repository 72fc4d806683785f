import { Unzlib } from 'fflate';
import { ReadingFault } from '../reading-fault.ts';
import { ARCHIVE_LIMITS, megabytes } from '../zip/zip-limits.ts';

const { ratio: RATIO, ratioFrom: RATIO_FROM, memberBytes: MOST } = ARCHIVE_LIMITS;

/** Deflate grows at most so many times. */
const MOST_GROWTH = 1032;

/** Each push gives eight megabytes at most, and is counted before the next. */
const CHUNK = 8192;

/** Pushes that give nothing: the packed data are over, and what follows is the rest of the file. */
const IDLE = 2;

/** So many packed bytes tell whether a stream grows as print and fonts do; what does is not inflated to its end. */
const PROBE = 16 * 1024;

/** Streams beyond these are not looked at; a report has some hundred. */
const MOST_STREAMS = 20_000;

/** A dictionary stands before its stream; what matters of it is near. */
const DICTIONARY = 2048;

/** Filters within filters beyond these are not followed. */
const MOST_FILTERS = 4;

/** What was inflated of a file so far. */
type Spent = { pictures: number; others: number };

const tooLarge = (what: string): ReadingFault =>
  new ReadingFault('too-large', `a packed stream of the PDF ${what}; it is refused unread.`);

/** The entries before a stream, escapes of names (ISO 32000-1, 7.3.5) undone. */
const dictionaryBefore = (file: Buffer, at: number): string => {
  const text = file.toString('latin1', Math.max(0, at - DICTIONARY), at);
  return text
    .slice(text.lastIndexOf('obj') + 1)
    .replace(/#([0-9a-fA-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
};

/** RFC 1950, 2.2: method 8, and a check sum over both bytes. */
const isZlib = (file: Buffer, at: number): boolean =>
  at + 2 < file.length && (file[at]! & 0x0f) === 8 && (256 * file[at]! + file[at + 1]!) % 31 === 0;

/** Where the data after the word "stream" begin, when they are packed by Flate; else null. */
const packedDataAt = (file: Buffer, word: number): number | null => {
  let at = word + 'stream'.length;
  if (file[at] === 13) at += 1;
  if (file[at] === 10) at += 1;
  return isZlib(file, at) ? at : null;
};

/** Takes packed bytes; false when nothing more comes of them. */
type Inflater = (packed: Uint8Array) => boolean;

/** Inflates `levels` times, tells `count` what comes out at each level, and keeps nothing. */
const inflater = (levels: number, count: (bytes: number) => void): Inflater => {
  const inner = levels > 1 ? inflater(levels - 1, count) : null;
  let idle = 0;
  const stream = new Unzlib((chunk) => {
    if (chunk.length > 0) idle = 0;
    count(chunk.length);
    if (inner === null) return;
    for (let at = 0; at < chunk.length && inner(chunk.subarray(at, at + CHUNK)); ) at += CHUNK;
  });
  return (packed) => {
    if (idle >= IDLE) return false;
    idle += 1;
    stream.push(packed);
    return true;
  };
};

type Packed = { readonly from: number; readonly isPicture: boolean; readonly levels: number };

/** Refuses a stream that grows beyond its bound, or with the others beyond theirs. */
const check = (given: number, grown: number, isPicture: boolean, spent: Spent): void => {
  if (grown > MOST) throw tooLarge(`inflates beyond ${megabytes(MOST)}`);
  if (isPicture) return;
  if (grown > RATIO_FROM && grown > RATIO * given) throw tooLarge(`inflates to more than ${RATIO} times its size`);
  if (spent.others > MOST) throw tooLarge(`brings what all of them inflate to beyond ${megabytes(MOST)}`);
};

/** A white picture may grow as a bomb does, and there may be many: they are tried until it has taken long enough. */
const isSeenEnough = (given: number, grown: number, isPicture: boolean, spent: Spent): boolean =>
  (given >= PROBE && grown <= RATIO * given) || (isPicture && spent.pictures > MOST);

const measure = (file: Buffer, { from, isPicture, levels }: Packed, spent: Spent): void => {
  let [given, grown, isOpen] = [0, 0, true];
  const inflate = inflater(levels, (bytes) => {
    grown += bytes;
    spent[isPicture ? 'pictures' : 'others'] += bytes;
    check(given, grown, isPicture, spent);
  });
  while (isOpen && from + given < file.length && !isSeenEnough(given, grown, isPicture, spent)) {
    const chunk = file.subarray(from + given, from + given + CHUNK);
    given += chunk.length;
    isOpen = inflate(chunk);
  }
};

const measureOrLeave = (file: Buffer, packed: Packed, spent: Spent): void => {
  try {
    measure(file, packed, spent);
  } catch (error) {
    // what is damaged is for the reader to judge: it repairs much
    if (error instanceof ReadingFault) throw error;
  }
};

const packedAt = (file: Buffer, word: number): Packed | null => {
  const from = packedDataAt(file, word);
  if (from === null) return null;
  const dictionary = dictionaryBefore(file, word);
  const filters = dictionary.match(/\/Fl(?:ateDecode)?(?![A-Za-z])/g)?.length ?? 1;
  return { from, isPicture: /\/Subtype\s{0,9}\/Image/.test(dictionary), levels: Math.min(filters, MOST_FILTERS) };
};

/**
 * Throws a ReadingFault `too-large` for a PDF in which a Flate stream inflates beyond 200 MB or, unless it says that it
 * is a picture, beyond a megabyte at more than 100 times its packed size, or all of them beyond 200 MB. It costs little
 * and is no proof: a stream that begins as others do is not seen to its end, nor are those of an encrypted file or
 * behind other filters. There the bounds on time and memory of the reader hold.
 */
export const refuseFlateBomb = (bytes: Uint8Array): void => {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isSmall = MOST_GROWTH * file.length < MOST;
  const spent: Spent = { pictures: 0, others: 0 };
  let streams = 0;
  for (
    let word = file.indexOf('stream');
    word >= 0 && streams < MOST_STREAMS;
    word = file.indexOf('stream', word + 6)
  ) {
    const packed = packedAt(file, word);
    // what is packed once cannot grow beyond the bound in a small file
    if (packed === null || (isSmall && packed.levels === 1)) continue;
    streams += 1;
    measureOrLeave(file, packed, spent);
  }
};
