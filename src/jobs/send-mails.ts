import { type DeliveryContext, deliverMail } from '../delivery/deliver-mail.ts';
import type { SendOutcome, Transport } from '../delivery/mail.ts';
import { outboxTransport } from '../delivery/transport/outbox-transport.ts';
import type { MailAddress } from '../platform/check-address.ts';
import type { Log } from '../platform/log.ts';
import type { Delivery, DeliveryKind, Store } from '../store/store.ts';
import type { NightWords } from './night-words.ts';

export type MailsSent = { readonly accepted: number; readonly waiting: number; readonly failed: number };

export type MailRound = {
  readonly store: Store;
  readonly transport: Transport;
  readonly reports: string;
  readonly redirect: MailAddress | null;
  /** Only mails of this kind; left out, all. */
  readonly kind?: DeliveryKind;
  readonly signal: AbortSignal;
  readonly now: () => Date;
  readonly chance: () => number;
  readonly log: Log;
  readonly progress: (line: string) => void;
  readonly words: NightWords;
};

/** After so many mails in a row that the server, not the mail, held up, the rest is left for later. */
const PATIENCE = 2;

/** In test mode a mail that was planned before, for the office itself, must stay where it is. */
const mayGo = (delivery: Delivery, redirect: MailAddress | null): boolean =>
  redirect === null || delivery.recipient === redirect;

const sendOne = async (delivery: Delivery, round: MailRound): Promise<SendOutcome> => {
  const { store, transport, reports, now, chance } = round;
  const bytes = await store.blobs.get('mails', delivery.mail);
  if (!bytes) {
    const answer = 'its stored bytes are missing or damaged';
    await store.deliveries.fail(delivery.id, answer, now());
    return { is: 'failed', answer };
  }
  if (transport.via === 'smtp') {
    // A copy for people beside the scorecards, whatever becomes of the sending.
    const { sender, recipient, file } = delivery;
    await outboxTransport(reports).send({ from: sender as MailAddress, to: recipient as MailAddress, bytes, file });
  }
  const context: DeliveryContext = { transport, ledger: store.deliveries, now, chance };
  const outcome = await deliverMail(delivery, bytes, context);
  if (outcome.is === 'accepted') await store.blobs.remove('mails', delivery.mail);
  return outcome;
};

/**
 * Sends every mail whose time has come, those left by a crash first: planned and intended ones alike, oldest first, one
 * after the other. Stops early when the server refuses to work at all or the signal is aborted; what is left waits.
 */
export const sendMails = async (round: MailRound): Promise<MailsSent> => {
  const pending = (await round.store.deliveries.pending(round.now())).filter(
    (one) => mayGo(one, round.redirect) && (round.kind ?? one.kind) === one.kind,
  );
  const count = { accepted: 0, deferred: 0, failed: 0 };
  let held = 0;
  for (const delivery of pending) {
    if (round.signal.aborted || held >= PATIENCE) break;
    const outcome = await sendOne(delivery, round);
    count[outcome.is] += 1;
    held = outcome.is === 'deferred' && outcome.fault === 'server' ? held + 1 : 0;
    const fields = { office: delivery.office, to: delivery.recipient, answer: outcome.answer };
    round.log[outcome.is === 'accepted' ? 'info' : 'warn'](`mail ${outcome.is}`, fields);
    if (outcome.is !== 'accepted') round.progress(round.words.mail(outcome.is, delivery.office, outcome.answer));
  }
  if (held >= PATIENCE) round.progress(round.words.serverHolds);
  return { accepted: count.accepted, waiting: pending.length - count.accepted - count.failed, failed: count.failed };
};
