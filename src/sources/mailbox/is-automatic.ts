/** Headers of a message, names in lower case, in their order. */
export type MailHeader = { readonly key: string; readonly value: string };

const SUBJECT =
  /^(?:自动回复|自动答复|系统退信|退信|邮件投递失败|未送达|已读|收信确认|out of office|automatic reply|auto(?:matic)?[ -]?reply|autoreply|undeliver(?:ed|able)|mail delivery|delivery (?:status|failure)|returned mail|read:|failure notice)/i;

const ROBOT = /^<?(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?|daemon)(?:[+.=-][^@]{0,200})?@/i;

/**
 * Why a message was written by a program and not by an office: an automatic reply, a bounce, a receipt, a mailing list;
 * null for a message of a person. The subject is given decoded. Nothing is ever answered, whichever it is. Pure.
 */
export const automaticBecause = (headers: readonly MailHeader[], subject: string): string | null => {
  const of = (key: string): string => headers.find((header) => header.key === key)?.value.trim() ?? '';
  const has = (key: string): boolean => headers.some((header) => header.key === key);
  const submitted = of('auto-submitted').toLowerCase();
  if (submitted !== '' && !submitted.startsWith('no')) return 'automatic reply';
  if (/^multipart\/report\b/i.test(of('content-type')) || has('x-failed-recipients')) return 'delivery report';
  if (of('return-path') === '<>') return 'delivery report';
  if (['x-autoreply', 'x-autorespond', 'x-autorespond-to'].some(has)) return 'automatic reply';
  if (/^(?:bulk|junk|list|auto_reply)$/i.test(of('precedence')) || has('list-id')) return 'mailing list';
  if (SUBJECT.test(subject.trim())) return 'automatic reply';
  return ROBOT.test(bareAddress(of('from'))) ? 'sent by a program' : null;
};

/** The address between angle brackets, else the whole text. */
const bareAddress = (from: string): string => {
  const open = from.lastIndexOf('<');
  return open < 0 ? from : from.slice(open + 1);
};
