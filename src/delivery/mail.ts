import type { MailAddress } from '../platform/check-address.ts';

/** A mail before it is bytes. Texts are plain Unicode; `date` is an instant; `messageId` is without angle brackets. */
export type Mail = {
  readonly messageId: string;
  readonly date: string;
  readonly from: { readonly name: string; readonly address: MailAddress };
  readonly to: MailAddress;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly Attachment[];
};

export type Attachment = { readonly fileName: string; readonly bytes: Uint8Array };

/** Mail as it goes out: one sender, one recipient, the bytes, and the path of its copy below the output folder. */
export type Envelope = {
  readonly from: MailAddress;
  readonly to: MailAddress;
  readonly bytes: Uint8Array;
  readonly file: string;
};

/**
 * What became of one attempt. `deferred` may succeed later: `server` when it was no fault of this mail, so that the
 * next one would fare no better. `failed` never will.
 */
export type SendOutcome =
  | { readonly is: 'accepted'; readonly answer: string }
  | { readonly is: 'deferred'; readonly fault: 'server' | 'mail'; readonly answer: string }
  | { readonly is: 'failed'; readonly answer: string };

/** A way out. `send` does not throw for anything that the other side does. */
export type Transport = {
  readonly via: 'outbox' | 'smtp';
  readonly send: (envelope: Envelope) => Promise<SendOutcome>;
  readonly close: () => Promise<void>;
};
