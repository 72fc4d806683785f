import { composeEscalation, type EscalationContent, type OverdueReport } from '../delivery/compose-escalation.ts';
import { encodeMail } from '../delivery/encode-mail.ts';
import type { Office } from '../model/report.ts';
import { SEVERITIES } from '../model/rule.ts';
import { checkAddress, type MailAddress } from '../platform/check-address.ts';
import type { OpenFinding, PlannedDelivery } from '../store/store.ts';
import { isEscalated } from './deadlines.ts';
import type { Night } from './night.ts';
import { guarded } from './step-crashed.ts';

/** The office and year of a report key: "ushen/2017/1". */
const partsOf = (report: string): { readonly office: string; readonly year: number | null } => {
  const [office = '', year = ''] = report.split('/');
  return { office, year: /^\d{4}$/.test(year) ? Number(year) : null };
};

const overdueReport = (report: string, findings: readonly OpenFinding[], { offices }: Night): OverdueReport => {
  const { office, year } = partsOf(report);
  const count = (severity: (typeof SEVERITIES)[number]): number =>
    findings.filter(({ known }) => known.severity === severity).length;
  return {
    office: offices.get(office)?.name ?? office,
    year,
    counts: SEVERITIES.map((severity) => [severity, count(severity)] as const).filter(([, n]) => n > 0),
    deadline: findings.flatMap(({ known: { deadline } }) => (deadline === null ? [] : [deadline])).sort()[0] ?? '',
  };
};

const planNotice = async (
  above: Office,
  to: MailAddress,
  findings: readonly OpenFinding[],
  night: Night,
): Promise<PlannedDelivery> => {
  const { run, config, store, now, transport } = night;
  const byReport = Map.groupBy(findings, ({ report }) => report);
  const content: EscalationContent = {
    office: above,
    to,
    from: config.mailFrom,
    redirect: config.mailRedirect,
    date: run.date,
    instant: run.started,
    language: config.lang,
    run: run.id,
    overdue: [...byReport].map(([report, own]) => overdueReport(report, own, night)),
  };
  const { mail, key } = composeEscalation(content);
  const bytes = await guarded('the notice', () => encodeMail(mail));
  return {
    kind: 'escalation',
    key,
    office: above.id,
    run: run.id,
    date: run.date,
    sender: mail.from.address,
    recipient: mail.to,
    via: transport.via,
    messageId: mail.messageId,
    mail: await store.blobs.put('mails', bytes),
    file: `${run.id}/outbox/${above.id}-overdue.eml`,
    content: null,
    planned: now().toISOString(),
  };
};

/**
 * Tells offices what is long overdue below them, once for each finding, where the policy asks for it. Gives the offices
 * whose overdue findings could be told to nobody.
 */
export const escalateOverdue = async (night: Night): Promise<readonly string[]> => {
  const { store, offices, deadlines, run } = night;
  if (!deadlines.escalation) return [];
  const open = await store.filings.findingsByStatus(['new', 'persisting', 'reopened']);
  const due = open.filter(({ known }) => known.escalatedOn === null && isEscalated(known, run.date, deadlines));
  const byParent = Map.groupBy(due, ({ report }) => offices.get(partsOf(report).office)?.parent ?? null);
  const untold: OpenFinding[] = [...(byParent.get(null) ?? [])];
  for (const [parent, findings] of [...byParent].sort(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1))) {
    const above = offices.get(parent ?? '') ?? null;
    if (above === null) continue;
    const checked = checkAddress(above.mail ?? '');
    if (!('address' in checked)) untold.push(...findings);
    else {
      const notice = await planNotice(above, checked.address, findings, night);
      await store.nights.escalate(
        notice,
        findings.map(({ report, known: { fingerprint } }) => ({ report, fingerprint })),
      );
    }
  }
  return [...new Set(untold.map(({ report }) => partsOf(report).office))].sort();
};
