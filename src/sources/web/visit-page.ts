import type { SourceMemory } from '../source-memory.ts';
import { type PageRecord, parseRecord, readRecord } from './page-record.ts';
import type { WebClient } from './web-client.ts';
import { type WebFault, webFault } from './web-fault.ts';

/**
 * A page as it stands tonight: what is in it, and its bytes if they were fetched just now. `fault` tells that it could
 * not be had tonight, and that this is how it was seen last.
 */
export type Visit = {
  readonly record: PageRecord;
  readonly bytes: Uint8Array | null;
  readonly fault: WebFault | null;
};

export type VisitResult = Visit | { readonly record: null; readonly fault: WebFault };

export type VisitParts = {
  readonly client: WebClient;
  readonly memory: SourceMemory;
  readonly now: () => Date;
  /** Bytes of one page or file. */
  readonly limit: number;
};

export type VisitRequest = {
  readonly url: string;
  readonly run: string;
  readonly signal: AbortSignal;
  /** Fetches the bytes whatever is remembered. */
  readonly anew: boolean;
};

/** Answers that say the page is gone, or not for us: how it was before does not stand any more. */
const LASTING = new Set(['http-401', 'http-403', 'http-404', 'http-410', 'robots', 'address-refused', 'bad-address']);

const WRONG_WORDS = {
  'error-page': 'the host sends an error page as if it were the page',
  'empty-page': 'the page is empty for a reader without scripts',
} as const;

const MOST_REFRESHES = 2;

const keyOf = (url: string): string => `page ${url}`;

/**
 * Looks at an address once a run: from memory when this run has seen it already, by a conditional request when an
 * earlier one has, else by a full one. A page that cannot be had tonight is given as it was last seen, with the fault.
 */
export const visitPage = async (request: VisitRequest, parts: VisitParts): Promise<VisitResult> => {
  const { url, run, signal } = request;
  const { client, memory, now } = parts;
  const known = parseRecord(await memory.get(keyOf(url)));
  if (known?.run === run && !request.anew) return { record: known, bytes: null, fault: null };

  const remember = (record: PageRecord): Promise<void> => memory.put(keyOf(url), JSON.stringify(record));
  const failed = (fault: WebFault): VisitResult =>
    known && !LASTING.has(fault.code) ? { record: known, bytes: null, fault } : { record: null, fault };

  let target = url;
  for (let hop = 0; hop <= MOST_REFRESHES; hop += 1) {
    const validators = request.anew ? null : known;
    const result = await client.fetch({ url: target, known: validators, limit: parts.limit, signal });
    if ('fault' in result) return failed(result.fault);
    if (result.page.unchanged && known) {
      const record = { ...known, run };
      await remember(record);
      return { record, bytes: null, fault: null };
    }
    const read = readRecord(url, result.page, { run, now: now() });
    if ('wrong' in read) return failed(webFault({ code: read.wrong, message: WRONG_WORDS[read.wrong] }));
    if (read.record.refresh === null) {
      // The same bytes again keep the time at which they were first seen.
      const isSame = read.record.sha256 === known?.sha256 && !request.anew;
      const record = isSame ? { ...read.record, fetched: known.fetched, kept: known.kept } : read.record;
      await remember(record);
      return { record, bytes: result.page.bytes, fault: null };
    }
    target = read.record.refresh;
  }
  return failed(webFault({ code: 'redirect-loop', message: 'the page sends its reader on and on' }));
};

/**
 * Notes that the bytes of a record are kept, so that from now on "unchanged" is enough; and each version for good:
 * where it was asked for and where it was found, when, and what the host said of it.
 */
export const noteKept = async (url: string, record: PageRecord, memory: SourceMemory): Promise<void> => {
  const { sha256, finalUrl, fetched, run, etag, lastModified, contentType, size } = record;
  const version = { url, finalUrl, fetched, run, etag, lastModified, contentType, size };
  await memory.put(`version ${sha256} ${url}`, JSON.stringify(version));
  await memory.put(keyOf(url), JSON.stringify({ ...record, kept: true }));
};
