import { createTransport } from 'nodemailer';
import type { Mail } from './mail.ts';

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

/**
 * The bytes of a mail (RFC 5322, CRLF). Byte for byte the same for the same mail: date, Message-ID and MIME boundaries
 * come from the mail itself, not from the clock or chance.
 */
export const encodeMail = async (mail: Mail): Promise<Uint8Array> => {
  const { message } = await composer.sendMail({
    from: mail.from,
    to: { name: '', address: mail.to },
    subject: mail.subject,
    date: new Date(mail.date),
    messageId: `<${mail.messageId}>`,
    // Out-of-office robots stay silent for mail that says it was sent by one.
    headers: { 'Auto-Submitted': 'auto-generated' },
    text: mail.text,
    html: mail.html,
    attachments: mail.attachments.map(({ fileName, bytes }) => ({
      filename: fileName,
      content: Buffer.from(bytes),
      contentType: WORKBOOK,
    })),
    // "Part" never stands in base64 or quoted text after two dashes by chance; the id makes it unique besides.
    baseBoundary: mail.messageId.slice(0, 32),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return message as Buffer;
};
