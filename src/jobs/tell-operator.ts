import type { Waiver } from '../audit/waive-findings.ts';
import { composeOperatorNotice, type NightTroubles } from '../delivery/compose-operator-notice.ts';
import { encodeMail } from '../delivery/encode-mail.ts';
import type { AuditFailure } from '../model/audit-result.ts';
import type { Night, ReportRow } from './night.ts';
import { checkWaivers } from './night-notices.ts';
import { guarded } from './step-crashed.ts';

/** The name under which the ledger keeps mails to the operator; no office can have it. */
const OPERATOR = '@operator';

const nameOf = ({ rule, office, year, target }: Waiver): string =>
  [rule, office, `${year}`, target].filter((part) => part !== '').join(' ');

const troublesOf = async (
  rows: readonly ReportRow[],
  unreached: readonly AuditFailure[],
  night: Night,
): Promise<NightTroubles> => {
  const { expired, unused } = await checkWaivers(night);
  const mails = await night.store.deliveries.ofRun(night.run.id);
  return {
    parked: rows.flatMap(({ source, failure }) =>
      failure?.code === 'parked' ? [`${source}: ${failure.message}`] : [],
    ),
    failedMails: mails.flatMap(({ office, recipient, state, answer, kind }) =>
      state === 'failed' && kind !== 'operator' ? [`${office} <${recipient}>: ${answer ?? ''}`] : [],
    ),
    unreached: unreached.map(({ source, message }) => (message.startsWith(source) ? message : `${source}: ${message}`)),
    expiredWaivers: expired.map((waiver) => `${nameOf(waiver)} (${waiver.expires})`),
    unusedWaivers: unused.map(nameOf),
  };
};

/**
 * Plans the mail that tells the operator what a finished night could not settle, if there is such a thing and an
 * operator is named; one a run, by the ledger. Says whether there is one to send.
 */
export const tellOperator = async (
  rows: readonly ReportRow[],
  unreached: readonly AuditFailure[],
  night: Night,
): Promise<boolean> => {
  const { run, config, store, now, transport } = night;
  if (config.operatorMail === null) return false;
  const composed = composeOperatorNotice({
    to: config.operatorMail,
    from: config.mailFrom,
    redirect: config.mailRedirect,
    run: run.id,
    instant: run.started,
    language: config.lang,
    troubles: await troublesOf(rows, unreached, night),
  });
  if (composed === null) return false;
  const { mail, key } = composed;
  const bytes = await guarded('the mail to the operator', () => encodeMail(mail));
  const delivery = {
    kind: 'operator',
    key,
    office: OPERATOR,
    run: run.id,
    date: run.date,
    sender: mail.from.address,
    recipient: mail.to,
    via: transport.via,
    messageId: mail.messageId,
    mail: await store.blobs.put('mails', bytes),
    file: `${run.id}/outbox/${OPERATOR}.eml`,
    content: null,
    planned: now().toISOString(),
  } as const;
  await store.nights.escalate(delivery, []);
  return true;
};
