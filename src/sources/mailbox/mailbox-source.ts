import * as z from 'zod';
import type { AuditFailure } from '../../model/audit-result.ts';
import { LIMITS } from '../../platform/limits.ts';
import { sha256 } from '../../platform/sha256.ts';
import type { RosterOffice } from '../roster.ts';
import type { Source, TakeContext } from '../source.ts';
import type { SourceMemory } from '../source-memory.ts';
import { type Mailbox, MailboxError, type MessageOutline } from './imap-mailbox.ts';
import { type MailedFile, readMessage } from './read-message.ts';

export type MailboxParts = {
  /** The folder, as messages to people name it. */
  readonly name: string;
  readonly offices: readonly RosterOffice[];
  readonly memory: SourceMemory;
  readonly now: () => Date;
  readonly connect: () => Promise<Mailbox>;
};

const place = z.object({ validity: z.string(), uid: z.number() });

const attachment = z.object({
  source: z.string(),
  sha256: z.string(),
  office: z.string().nullable(),
  received: z.string(),
  number: z.number(),
});

type KnownAttachment = z.infer<typeof attachment>;

const parseAs = <T>(shape: z.ZodType<T>, text: string | null): T | null => {
  try {
    return text === null ? null : (shape.safeParse(JSON.parse(text)).data ?? null);
  } catch {
    return null;
  }
};

/** How long an attachment stands among the reports, in days: until the next year's, or shorter for a stranger's. */
const DAYS_OF_OFFICE = 400;
const DAYS_OF_STRANGER = 30;

const DAY = 86_400_000;

/** Messages fetched with one command: so many, and together so many bytes. */
const BATCH = 50;

/** Groups messages into batches that are small enough to be fetched by one command. */
const batchesOf = (messages: readonly MessageOutline[]): readonly (readonly MessageOutline[])[] => {
  const batches: MessageOutline[][] = [];
  let bytes = 0;
  for (const message of messages) {
    const last = batches.at(-1);
    if (!last || last.length >= BATCH || bytes + message.size > LIMITS.messageBytes) {
      batches.push([message]);
      bytes = message.size;
    } else {
      last.push(message);
      bytes += message.size;
    }
  }
  return batches;
};

/** What a night has found in the mailbox, for the log and for the summary. */
type Tally = { judged: number; repeated: number; empty: number; readonly skipped: Map<string, number> };

type Work = {
  readonly parts: MailboxParts;
  readonly context: TakeContext;
  readonly officeByMail: ReadonlyMap<string, string>;
  readonly failures: AuditFailure[];
  readonly tally: Tally;
};

/** Offices by their address; an address of two offices tells nothing. */
const mailsOf = (offices: readonly RosterOffice[]): ReadonlyMap<string, string> => {
  const byMail = Map.groupBy(
    offices.filter(({ mail }) => mail !== null),
    ({ mail }) => (mail ?? '').toLowerCase(),
  );
  return new Map(
    [...byMail].flatMap(([mail, [first, second]]) => (first && !second ? [[mail, first.id] as const] : [])),
  );
};

/** A corrected file of the same name replaces the earlier one of its office; a stranger's stands for itself. */
const sourceOf = (office: string | null, name: string, hash: string): string =>
  `mailbox:${office ?? `${hash.slice(0, 12)}`}/${name}`;

const keyOf = (office: string | null, hash: string): string => `attachment ${office ?? '?'} ${hash}`;

const keepFile = async (
  { name, bytes }: MailedFile,
  office: string | null,
  number: number,
  work: Work,
): Promise<void> => {
  const { parts, context, tally } = work;
  const hash = sha256(bytes);
  if ((await parts.memory.get(keyOf(office, hash))) !== null) {
    tally.repeated += 1;
    return;
  }
  const source = sourceOf(office, name, hash);
  await context.keep.report({ source, sha256: hash, bytes, declaredType: null }, office);
  const known: KnownAttachment = { source, sha256: hash, office, received: parts.now().toISOString(), number };
  await parts.memory.put(keyOf(office, hash), JSON.stringify(known));
  tally.judged += 1;
};

const readOne = async (uid: number, bytes: Uint8Array, work: Work): Promise<void> => {
  const { tally, failures, officeByMail, parts } = work;
  const message = await readMessage(bytes);
  const source = `mailbox:${parts.name}/${uid}`;
  if ('broken' in message) {
    failures.push({ source, code: 'broken-mail', message: `message ${uid} cannot be read: ${message.broken}` });
    return;
  }
  if ('skip' in message) {
    tally.skipped.set(message.skip, (tally.skipped.get(message.skip) ?? 0) + 1);
    return;
  }
  if (message.files.length === 0) tally.empty += 1;
  const office = officeByMail.get(message.from ?? '') ?? null;
  for (const file of message.files) await keepFile(file, office, uid, work);
  for (const name of message.unread)
    failures.push({ source, code: 'unreadable', message: `${name} of message ${uid} cannot be unpacked` });
};

const refuseLarge = ({ uid, size }: MessageOutline, { failures, parts }: Work): void => {
  const message = `message ${uid} has ${size} bytes; at most ${LIMITS.messageBytes} are read`;
  failures.push({ source: `mailbox:${parts.name}/${uid}`, code: 'too-large', message });
};

/** The new messages that one night reads: as many, and as many bytes, as the limits allow. */
const tonightOf = (messages: readonly MessageOutline[], work: Work): readonly MessageOutline[] => {
  let bytes = 0;
  const most = messages.findIndex(({ size }, place) => {
    bytes += Math.min(size, LIMITS.messageBytes);
    return place >= LIMITS.messages || bytes > LIMITS.mailboxBytes;
  });
  if (most < 0) return messages;
  const { name } = work.parts;
  const left = messages.length - most;
  const message = `${left} of ${messages.length} new messages of ${name} are left for the next night`;
  work.failures.push({ source: `mailbox:${name}`, code: 'mailbox-budget', message });
  return messages.slice(0, most);
};

const readNew = async (mailbox: Mailbox, work: Work): Promise<void> => {
  const { parts, context } = work;
  const placeKey = `mailbox ${parts.name}`;
  const before = parseAs(place, await parts.memory.get(placeKey));
  // Another validity means that the numbers were given anew: everything is read again, and nothing judged twice.
  const last = before?.validity === mailbox.validity ? before.uid : 0;
  const tonight = tonightOf(await mailbox.after(last), work);
  for (const batch of batchesOf(tonight)) {
    if (context.signal.aborted) return;
    const fit = batch.filter(({ size }) => size <= LIMITS.messageBytes);
    for (const one of batch) if (!fit.includes(one)) refuseLarge(one, work);
    const uids = fit.map(({ uid }) => uid);
    if (uids.length > 0) for await (const { uid, bytes } of mailbox.read(uids)) await readOne(uid, bytes, work);
    const uid = batch.at(-1)?.uid ?? last;
    await parts.memory.put(placeKey, JSON.stringify({ validity: mailbox.validity, uid }));
    await mailbox.settle(uids);
  }
};

const isOlder = (a: KnownAttachment, b: KnownAttachment): number =>
  a.received < b.received ? -1 : a.received > b.received ? 1 : a.number - b.number;

/** Offers what earlier nights received: of files that replace one another the last, and none that is too old. */
const offerKnown = async ({ parts, context }: Work): Promise<void> => {
  const now = parts.now().getTime();
  const keys = await parts.memory.keys('attachment ');
  const known = (await Promise.all(keys.map(async (key) => parseAs(attachment, await parts.memory.get(key))))).filter(
    (one) => one !== null,
  );
  const latest = new Map(known.sort(isOlder).map((one) => [one.source, one]));
  for (const { source, sha256: hash, office, received } of latest.values()) {
    const days = office === null ? DAYS_OF_STRANGER : DAYS_OF_OFFICE;
    if (now - Date.parse(received) < days * DAY) await context.keep.known({ source, sha256: hash, folder: office });
  }
};

const noteTally = ({ tally, context, parts }: Work): void => {
  const { judged, repeated, empty, skipped } = tally;
  const because = Object.fromEntries([...skipped].map(([reason, count]) => [reason.replaceAll(' ', '-'), count]));
  context.note('mailbox read', { mailbox: parts.name, judged, repeated, empty, ...because });
};

/**
 * A mailbox into which offices send their reports: one entry. Each attachment is judged once, known by its hash and
 * its office; the office is the one whose address sent it, else the one that the report names. Messages of programs
 * are passed over, nothing is ever answered or deleted. A server that fails is a failure of its own, and what earlier
 * nights received stands.
 */
export const mailboxSource = (parts: MailboxParts): Source => {
  const source = `mailbox:${parts.name}`;
  return {
    list: async () => ({ entries: [{ source, folder: null, lane: 'mailbox', size: 0 }], failures: [] }),
    take: async (_entry, context) => {
      const tally = { judged: 0, repeated: 0, empty: 0, skipped: new Map<string, number>() };
      const work = { parts, context, officeByMail: mailsOf(parts.offices), failures: [], tally } satisfies Work;
      const failures: AuditFailure[] = work.failures;
      let mailbox: Mailbox | null = null;
      try {
        mailbox = await parts.connect();
        await readNew(mailbox, work);
      } catch (error) {
        if (!isOfServer(error)) throw error;
        failures.push({
          source,
          code: 'mailbox-failed',
          message: `the mailbox ${parts.name} fails: ${describe(error)}`,
        });
      } finally {
        await mailbox?.close();
      }
      noteTally(work);
      await offerKnown(work);
      return failures;
    },
    close: async () => {},
  };
};

type ServerError = Error & {
  readonly code?: unknown;
  readonly responseText?: unknown;
  readonly authenticationFailed?: boolean;
};

const NETWORK =
  /^(?:E(?:CONN|HOST|NET|TIMEDOUT|NOTFOUND|AI_AGAIN|PIPE|PROTO)|NoConnection|UNABLE_|DEPTH_|SELF_|CERT_|ERR_TLS|ERR_SSL|CONNECT_|UPGRADE_|GREETING_|LineToo|LiteralToo|ResponseToo|ETHROTTLE)/;

/** Trouble with the server, as the mail library tells it; a full disk or a fault of this program is not. */
const isOfServer = (error: unknown): error is ServerError => {
  if (!(error instanceof Error)) return false;
  const { code, responseText, authenticationFailed } = error as ServerError;
  return (
    error instanceof MailboxError ||
    authenticationFailed === true ||
    responseText !== undefined ||
    (typeof code === 'string' && NETWORK.test(code)) ||
    error.message === 'Command failed'
  );
};

const describe = ({ message, code, responseText, authenticationFailed }: ServerError): string => {
  if (authenticationFailed) return 'it refuses the user name or the password';
  return [typeof responseText === 'string' ? responseText : message, typeof code === 'string' ? `(${code})` : '']
    .filter((part) => part !== '')
    .join(' ')
    .slice(0, 300);
};
