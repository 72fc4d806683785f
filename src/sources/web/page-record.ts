import * as z from 'zod';
import { sha256 } from '../../platform/sha256.ts';
import { decodePage } from './decode-page.ts';
import { documentLinksOf, isDocumentAddress } from './find-attachments.ts';
import { pageAsReport, reportLinksOf } from './find-report-link.ts';
import { isCover, judgePage } from './judge-page.ts';
import { readPage } from './read-page.ts';
import type { FetchedPage } from './web-client.ts';

/** Changes whenever the same bytes might be read another way: older records are then fetched anew. */
const READING = 1;

const reportLink = z.object({ url: z.string(), title: z.string(), year: z.number().nullable() });

const shape = z.object({
  reading: z.literal(READING),
  /** The run that looked at it last. */
  run: z.string(),
  /** The run and instant at which this version was first seen. */
  fetched: z.string(),
  finalUrl: z.string(),
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  contentType: z.string().nullable(),
  sha256: z.string(),
  /** Whether its bytes were handed to the store; those of a mere list of links are not. */
  kept: z.boolean(),
  size: z.number(),
  /** Links that look like reports, the page itself if it is one, and its document files. */
  reports: z.array(reportLink).readonly(),
  self: reportLink.nullable(),
  documents: z.array(z.object({ url: z.string(), text: z.string(), after: z.string() })).readonly(),
  cover: z.boolean(),
  /** Where a page with nothing else on it sends its reader. */
  refresh: z.string().nullable(),
});

/** What is remembered of an address: its last version, and what was found in it. */
export type PageRecord = z.infer<typeof shape>;

/** A remembered record; null when it is none, or of an older way of reading. */
export const parseRecord = (text: string | null): PageRecord | null => {
  if (text === null) return null;
  try {
    return shape.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
};

const isHtml = (bytes: Uint8Array): boolean => {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1024)).replace(/^(?:\u00ef\u00bb\u00bf)?\s+/, '');
  return /^(?:\u00ef\u00bb\u00bf)?<(?:!doctype html|html|head|body|script|meta|!--|div|title)/i.test(head);
};

type Content = Pick<PageRecord, 'reports' | 'self' | 'documents' | 'cover' | 'refresh'>;

const NOTHING: Content = { reports: [], self: null, documents: [], cover: false, refresh: null };

type Wrong = 'error-page' | 'empty-page';

/** Fewer characters behind the address of a document file are a message, not the document. */
const SHORTEST_DOCUMENT = 600;

const readHtml = (url: string, { bytes, headers, finalUrl }: FetchedPage): Content | Wrong => {
  const page = readPage(decodePage(bytes, headers.get('content-type') ?? null), finalUrl);
  if (page.refresh !== null && page.text.length < SHORTEST_DOCUMENT) return { ...NOTHING, refresh: page.refresh };
  const documents = documentLinksOf(page.links);
  if (isDocumentAddress(url) && page.text.length < SHORTEST_DOCUMENT) return 'error-page';
  const judged = judgePage(page);
  if (judged !== 'content' && documents.length === 0) return judged;
  const cover = isCover(page, documents.length);
  return { reports: reportLinksOf(page), self: pageAsReport(page, url), documents, cover, refresh: null };
};

/** Reads what came from an address, or says that it is an error page or an empty one that was sent as a success. Pure. */
export const readRecord = (
  url: string,
  page: FetchedPage,
  at: { readonly run: string; readonly now: Date },
): { readonly record: PageRecord } | { readonly wrong: Wrong } => {
  if (page.bytes.length === 0) return { wrong: 'empty-page' };
  const content = isHtml(page.bytes) ? readHtml(url, page) : NOTHING;
  if (typeof content === 'string') return { wrong: content };
  const header = (name: string): string | null => page.headers.get(name)?.slice(0, 500) ?? null;
  return {
    record: {
      reading: READING,
      run: at.run,
      fetched: at.now.toISOString(),
      finalUrl: page.finalUrl,
      etag: header('etag'),
      lastModified: header('last-modified'),
      contentType: header('content-type'),
      sha256: sha256(page.bytes),
      kept: false,
      size: page.bytes.length,
      ...content,
    },
  };
};
