import PostalMime, { type Attachment, type Email } from 'postal-mime';
import { ReadingFault } from '../reading-fault.ts';
import { junkReason } from './junk-member.ts';
import type { Budget, LeftOut, Member, Opened } from './member.ts';

const LIMITS = { maxNestingDepth: 32, maxHeadersSize: 512 * 1024, maxRfc822NestingDepth: 0 } as const;

const bytesOf = ({ content }: Attachment): Uint8Array => {
  if (typeof content === 'string') return new TextEncoder().encode(content);
  return content instanceof Uint8Array ? content : new Uint8Array(content);
};

const isTnef = ({ filename, mimeType }: Attachment): boolean =>
  mimeType === 'application/ms-tnef' || /^winmail\.dat$/i.test(filename ?? '');

const isPicture = ({ mimeType }: Attachment): boolean => mimeType.startsWith('image/');

/** Pictures that the message shows (a letterhead, a logo) are no attachments. */
const whyLeftOut = (attachment: Attachment): string | null => {
  if (attachment.related && isPicture(attachment)) return 'a picture in the text of the message';
  return junkReason(attachment.filename ?? '');
};

const bodyOf = ({ html, text }: Email): Member | null => {
  const body = html ?? text ?? '';
  if (body.trim() === '') return null;
  return { name: html ? 'message.html' : 'message.txt', bytes: new TextEncoder().encode(body) };
};

const parse = async (bytes: Uint8Array): Promise<Email> => {
  try {
    return await new PostalMime({ ...LIMITS, forceRfc822Attachments: true }).parse(bytes);
  } catch (error) {
    throw new ReadingFault('unreadable', `the message is damaged: ${(error as Error).message}`, { cause: error });
  }
};

const TNEF = 'Outlook packed the attachments its own way (winmail.dat); accepted are attachments sent as plain files';

/**
 * The attachments of a mail message; its own text only when nothing is attached, for a covering letter is no report.
 * Throws a ReadingFault when the message cannot be taken apart.
 */
export const openMail = async (bytes: Uint8Array, budget: Budget): Promise<Opened> => {
  const mail = await parse(bytes);
  const members: Member[] = [];
  const leftOut: LeftOut[] = [];
  const refused: Opened['refused'][number][] = [];
  const take = (attachment: Attachment, place: number): void => {
    const name = attachment.filename ?? `attachment ${place + 1}`;
    const why = whyLeftOut(attachment);
    if (why !== null) leftOut.push({ name, why });
    else if (isTnef(attachment)) refused.push({ name, why: TNEF, code: 'unsupported' });
    else members.push({ name, bytes: bytesOf(attachment) });
  };
  mail.attachments.slice(0, budget.members).forEach(take);
  if (mail.attachments.length > budget.members) {
    throw new ReadingFault('too-large', `the message has ${mail.attachments.length} attachments`);
  }
  const body = bodyOf(mail);
  if (body === null) return { members, leftOut, refused };
  if (members.length + refused.length === 0) return { members: [body], leftOut, refused };
  return {
    members,
    leftOut: [...leftOut, { name: body.name, why: 'the text of a message with attachments' }],
    refused,
  };
};
