import { createTransport, type Transporter } from 'nodemailer';
import type { SmtpServer } from '../../platform/config.ts';
import type { SendOutcome, Transport } from '../mail.ts';
import { oneLine } from '../plain-text.ts';

/** What the mail library puts on its errors; all of it optional. */
type SmtpError = Error & {
  readonly code?: string;
  readonly command?: string;
  readonly responseCode?: number;
  readonly rejectedErrors?: readonly SmtpError[];
};

/** Commands that are about this mail; at any other the server refuses us, and would refuse the next mail as well. */
const ABOUT_THE_MAIL = new Set(['RCPT TO', 'DATA']);

/** Too large for the server, by its announced limit (no answer at all) or by its answer to MAIL FROM. */
const isTooLarge = ({ code, command, responseCode }: SmtpError): boolean =>
  command === 'MAIL FROM' && (responseCode === 552 || (code === 'EMESSAGE' && responseCode === undefined));

const wordsOf = (error: SmtpError): string => oneLine(error.message, 300);

/**
 * 5xx about the recipient or the content is final. 4xx, a lost connection, a refused login or sender may pass: the
 * mail waits. Of several refused recipients (there is one) the first counts.
 */
const judgeError = (error: SmtpError): SendOutcome => {
  const refusal = error.rejectedErrors?.[0] ?? error;
  const aboutMail = ABOUT_THE_MAIL.has(refusal.command ?? '') && refusal.responseCode !== undefined;
  // 503 says that the conversation went wrong, 421 that the server closes: neither speaks of the mail.
  const final = aboutMail && refusal.responseCode !== 503 && (refusal.responseCode ?? 0) >= 500;
  if (final || isTooLarge(refusal)) return { is: 'failed', answer: wordsOf(refusal) };
  const fault = aboutMail && refusal.responseCode !== 421 ? 'mail' : 'server';
  return { is: 'deferred', fault, answer: wordsOf(refusal) };
};

type Sent = {
  readonly accepted: readonly unknown[];
  readonly rejected: readonly unknown[];
  readonly response: string;
} & {
  readonly rejectedErrors?: readonly SmtpError[];
};

const judgeAnswer = ({ accepted, rejected, response, rejectedErrors }: Sent): SendOutcome => {
  if (rejected.length === 0 && accepted.length > 0) return { is: 'accepted', answer: oneLine(response, 300) };
  const refusal = rejectedErrors?.[0] ?? Object.assign(new Error(response), { command: 'RCPT TO' });
  return judgeError(refusal);
};

export type SmtpTimeouts = { readonly connect: number; readonly silence: number };

const PATIENCE: SmtpTimeouts = { connect: 15_000, silence: 120_000 };

const openPool = (server: SmtpServer, patience: SmtpTimeouts): Transporter =>
  createTransport({
    pool: true,
    host: server.host,
    port: server.port,
    secure: server.secure,
    requireTLS: server.requireTls,
    ...(server.user === null ? {} : { auth: { user: server.user, pass: server.password ?? '' } }),
    maxConnections: 1,
    // The ledger retries, with the same Message-ID; a pool that sends again by itself makes copies that nobody counted.
    maxRequeues: 0,
    connectionTimeout: patience.connect,
    greetingTimeout: patience.connect,
    socketTimeout: patience.silence,
    disableFileAccess: true,
    disableUrlAccess: true,
  }) as Transporter;

/**
 * Sends mails to a server over one kept connection. One recipient a mail; the bytes go out as they are. Never throws
 * for what the server does, and never retries by itself.
 */
export const smtpTransport = (server: SmtpServer, patience: SmtpTimeouts = PATIENCE): Transport => {
  const pool = openPool(server, patience);
  return {
    via: 'smtp',
    send: async ({ from, to, bytes }) => {
      try {
        const sent = await pool.sendMail({ envelope: { from, to: [to] }, raw: Buffer.from(bytes) });
        return judgeAnswer(sent as unknown as Sent);
      } catch (error) {
        return judgeError(error as SmtpError);
      }
    },
    close: async () => pool.close(),
  };
};
