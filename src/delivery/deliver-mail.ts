import type { MailAddress } from '../platform/check-address.ts';
import type { SendOutcome, Transport } from './mail.ts';

/** A mail of the outbox, as the ledger keeps it. `attempts` counts earlier ones. */
export type PendingMail = {
  readonly id: number;
  readonly sender: string;
  readonly recipient: string;
  readonly file: string;
  readonly planned: string;
  readonly attempts: number;
};

/** Where every step of a mail is written down, durably, before the next is taken. */
export type Ledger = {
  readonly intend: (id: number, via: Transport['via']) => Promise<void>;
  readonly accept: (id: number, answer: string, now: Date) => Promise<void>;
  readonly defer: (id: number, answer: string, notBefore: Date) => Promise<void>;
  readonly fail: (id: number, answer: string, now: Date) => Promise<void>;
};

const MINUTE = 60_000;
const BASE = 5 * MINUTE;
const CAP = 12 * 60 * MINUTE;
/** After five days a mail that is never taken is given up (RFC 5321, 4.5.4.1). */
const GIVE_UP = 5 * 24 * 60 * MINUTE;

/**
 * When to try again after `attempts` attempts, in milliseconds from now: doubling from 5 minutes to 12 hours, with
 * the upper half by chance (0 ≤ `chance` < 1) so that mails held up together do not come back together.
 */
export const backOff = (attempts: number, chance: number): number => {
  const whole = Math.min(CAP, BASE * 2 ** Math.min(attempts, 20));
  return Math.round(Math.max(BASE, whole / 2 + (whole / 2) * chance));
};

const tooLate = (planned: string, now: Date): boolean => now.getTime() - Date.parse(planned) > GIVE_UP;

export type DeliveryContext = {
  readonly transport: Transport;
  readonly ledger: Ledger;
  readonly now: () => Date;
  readonly chance: () => number;
};

/**
 * One attempt at one mail: intent, sending, outcome, each recorded before the next. A crash after the server took the
 * mail and before that was recorded leaves the intent, and the next start sends the same bytes with the same
 * Message-ID: at least once, and a second copy can be told.
 */
export const deliverMail = async (
  mail: PendingMail,
  bytes: Uint8Array,
  { transport, ledger, now, chance }: DeliveryContext,
): Promise<SendOutcome> => {
  await ledger.intend(mail.id, transport.via);
  const outcome = await transport.send({
    // Both were checked when the mail was planned, and have been in our own store since.
    from: mail.sender as MailAddress,
    to: mail.recipient as MailAddress,
    bytes,
    file: mail.file,
  });
  if (outcome.is === 'accepted') await ledger.accept(mail.id, outcome.answer, now());
  else if (outcome.is === 'failed') await ledger.fail(mail.id, outcome.answer, now());
  else if (tooLate(mail.planned, now())) {
    const answer = `given up after five days: ${outcome.answer}`;
    await ledger.fail(mail.id, answer, now());
    return { is: 'failed', answer };
  } else await ledger.defer(mail.id, outcome.answer, new Date(now().getTime() + backOff(mail.attempts, chance())));
  return outcome;
};
