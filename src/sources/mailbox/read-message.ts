import PostalMime, { type Attachment } from 'postal-mime';
import { automaticBecause } from './is-automatic.ts';
import { readWinmail } from './read-winmail.ts';

/** A file that a message carries. */
export type MailedFile = { readonly name: string; readonly bytes: Uint8Array };

/** A message as far as reports matter: who sent it and what it carries; or why it is passed over. */
export type ReadMessage =
  | { readonly from: string | null; readonly files: readonly MailedFile[]; readonly unread: readonly string[] }
  | { readonly skip: string }
  | { readonly broken: string };

/** Files that may hold a report; pictures in signatures, calendars and keys do not. */
const MAY_BE_REPORT = /\.(?:pdf|docx?|wps|xlsx?|et|ofd|rtf|html?|mht|txt|md|csv|zip|rar|7z|tar|gz|tgz|eml|msg)$/i;

const MOST_FILES = 50;

const bytesOf = ({ content }: Attachment): Uint8Array =>
  typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);

const isWinmail = ({ mimeType, filename }: Attachment): boolean =>
  /^application\/(?:ms-tnef|vnd\.ms-tnef)$/.test(mimeType) || filename?.toLowerCase() === 'winmail.dat';

const TYPE_ENDINGS: Readonly<Record<string, string>> = {
  'application/pdf': '.pdf',
  'application/msword': '.doc',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': '.docx',
  'application/zip': '.zip',
  'application/x-zip-compressed': '.zip',
  'message/rfc822': '.eml',
};

/** The name of an attachment; one without an ending gets that of its type. */
const nameOf = ({ filename, mimeType }: Attachment): string => {
  const name = (filename ?? 'attachment').replace(/[\u0000-\u001f\u007f\\/]/g, '_').slice(0, 200);
  return MAY_BE_REPORT.test(name) ? name : `${name}${TYPE_ENDINGS[mimeType] ?? ''}`;
};

const unpack = (attachment: Attachment): readonly MailedFile[] | null => {
  if (!isWinmail(attachment)) return [{ name: nameOf(attachment), bytes: bytesOf(attachment) }];
  return readWinmail(bytesOf(attachment));
};

/**
 * Reads the bytes of a message: its sender's bare address in lower case, and the files that may be reports, those
 * within a winmail.dat included. Never throws for broken messages.
 */
export const readMessage = async (bytes: Uint8Array): Promise<ReadMessage> => {
  const parsed = await PostalMime.parse(bytes, {
    attachmentEncoding: 'arraybuffer',
    forceRfc822Attachments: true,
    maxNestingDepth: 32,
    maxHeadersSize: 256 * 1024,
  }).catch((error: Error) => error);
  if (parsed instanceof Error) return { broken: parsed.message };
  const skip = automaticBecause(parsed.headers, parsed.subject ?? '');
  if (skip !== null) return { skip };
  const unpacked = parsed.attachments
    .slice(0, MOST_FILES)
    .map((attachment) => ({ attachment, files: unpack(attachment) }));
  return {
    from: parsed.from?.address?.toLowerCase() ?? null,
    files: unpacked
      .flatMap(({ files }) => files ?? [])
      .filter(({ name, bytes: own }) => MAY_BE_REPORT.test(name) && own.length > 0),
    unread: unpacked.flatMap(({ attachment, files }) => (files === null ? [nameOf(attachment)] : [])),
  };
};
