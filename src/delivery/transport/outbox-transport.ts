import { join } from 'node:path';
import { writeFileSafely } from '../../platform/write-file-safely.ts';
import type { Transport } from '../mail.ts';

/** Writes mails as .eml files below the output folder instead of sending them. Writing one again changes nothing. */
export const outboxTransport = (reports: string): Transport => ({
  via: 'outbox',
  send: async ({ file, bytes }) => {
    await writeFileSafely(join(reports, file), bytes);
    return { is: 'accepted', answer: `written to ${file}` };
  },
  close: async () => {},
});
