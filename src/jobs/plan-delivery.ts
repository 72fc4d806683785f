import { composeMail, type MailContent, type MailPart } from '../delivery/compose-mail.ts';
import { encodeMail } from '../delivery/encode-mail.ts';
import type { MailPlan } from '../delivery/plan-mail.ts';
import type { Office } from '../model/report.ts';
import type { PlannedDelivery } from '../store/store.ts';
import { packMail } from './keep-card.ts';
import type { Night } from './night.ts';
import { guarded } from './step-crashed.ts';

/** Composes the mail of an office, keeps its bytes, and gives what the ledger shall hold of it. Throws StepCrashed. */
export const planDelivery = async (
  office: Office,
  plan: MailPlan & { readonly is: 'mail' },
  parts: readonly { readonly part: MailPart; readonly report: string }[],
  { run, config, store, now, transport }: Night,
): Promise<PlannedDelivery> => {
  const content: MailContent = {
    office,
    to: plan.to,
    from: config.mailFrom,
    redirect: config.mailRedirect,
    date: run.date,
    instant: run.started,
    language: config.lang,
    reasons: plan.reasons,
    parts: parts.map(({ part }) => part),
  };
  const { mail, key } = await guarded('the mail', () => composeMail(content));
  const bytes = await guarded('the mail', () => encodeMail(mail));
  return {
    kind: 'report',
    key,
    office: office.id,
    run: run.id,
    date: run.date,
    sender: mail.from.address,
    recipient: mail.to,
    via: transport.via,
    messageId: mail.messageId,
    mail: await store.blobs.put('mails', bytes),
    file: `${run.id}/outbox/${office.id}.eml`,
    content: packMail(
      content,
      parts.map(({ report }) => report),
    ),
    planned: now().toISOString(),
  };
};
