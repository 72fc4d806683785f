import { ImapFlow } from 'imapflow';
import type { ImapServer } from '../../platform/fetch-settings.ts';
import { LIMITS } from '../../platform/limits.ts';

/** A message that lies in the mailbox. */
export type MessageOutline = { readonly uid: number; readonly size: number };

/** An open mailbox. Every method rejects with an Error that names the trouble when the server fails. */
export type Mailbox = {
  /** Numbers of messages count only as long as this stays the same. */
  readonly validity: string;
  /** Messages with numbers above `uid`, ascending. */
  readonly after: (uid: number) => Promise<readonly MessageOutline[]>;
  /** The bytes of messages, one by one, in the order of their numbers; one that is gone is left out. */
  readonly read: (uids: readonly number[]) => AsyncIterable<{ readonly uid: number; readonly bytes: Uint8Array }>;
  /** Puts messages that are read where they shall lie; nothing when they shall stay. */
  readonly settle: (uids: readonly number[]) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** The server answers, but will not do what is needed. */
export class MailboxError extends Error {
  override readonly name = 'MailboxError';
}

const TIMEOUT = 60_000;

/** Opens the folder of a mailbox; read-only, unless messages shall be moved to the folder `done`. */
export const connectImap = async (server: ImapServer, done: string | null): Promise<Mailbox> => {
  const { host, port, secure, requireTls, user, password, folder } = server;
  const client = new ImapFlow({
    host,
    port,
    secure,
    ...(requireTls ? { doSTARTTLS: true } : {}),
    auth: { user, pass: password },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: TIMEOUT,
    greetingTimeout: TIMEOUT,
    socketTimeout: TIMEOUT,
    maxLiteralSize: LIMITS.messageBytes + 1024,
    maxResponseSize: LIMITS.messageBytes + 1024 * 1024,
    maxLineLength: 1024 * 1024,
  });
  // What goes wrong between two commands is told by the next one.
  client.on('error', () => {});
  await client.connect();
  // Answers that it is there where it is.
  if (done !== null) await client.mailboxCreate(done);
  const opened = await client.mailboxOpen(folder, { readOnly: done === null });
  const uid = { uid: true } as const;
  return {
    validity: String(opened.uidValidity),
    after: async (last) => {
      if (opened.exists === 0) return [];
      const found: MessageOutline[] = [];
      // "n:*" names the last message also when its number is below n.
      for await (const { uid: own, size } of client.fetch(`${last + 1}:*`, { uid: true, size: true }, uid))
        if (own > last) found.push({ uid: own, size: size ?? 0 });
      return found.sort((a, b) => a.uid - b.uid);
    },
    read: async function* (uids) {
      for await (const { uid: own, source } of client.fetch(uids.join(','), { uid: true, source: true }, uid))
        if (source) yield { uid: own, bytes: source };
    },
    settle: async (uids) => {
      if (done === null || uids.length === 0) return;
      if ((await client.messageMove(uids.join(','), done, uid)) === false)
        throw new MailboxError(`messages that are read cannot be moved to ${done}`);
    },
    close: async () => {
      await client.logout().catch(() => client.close());
    },
  };
};
