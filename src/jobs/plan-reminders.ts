import { planMail } from '../delivery/plan-mail.ts';
import type { Night } from './night.ts';

/** The office of a report key: "ushen/2017/1" → "ushen". */
const officeOf = (report: string): string => report.slice(0, report.indexOf('/'));

/**
 * The offices that must be looked at although no report of theirs changed: a deadline is near, or they have open
 * findings and were never written to at their present address. What they get is decided when they are scored.
 */
export const planReminders = async ({
  store,
  offices,
  config,
  run,
  transport,
}: Night): Promise<ReadonlySet<string>> => {
  const due = new Set<string>();
  const byOffice = Map.groupBy(await store.filings.openFindings(), ({ report }) => officeOf(report));
  for (const [id, open] of byOffice) {
    const office = offices.get(id) ?? null;
    const recipient = config.mailRedirect ?? office?.mail ?? null;
    if (!office || recipient === null) continue;
    const plan = planMail({
      office,
      date: run.date,
      news: { new: 0, changed: 0, resolved: 0 },
      open: open.length,
      deadlines: [...new Set(open.flatMap(({ deadline }) => (deadline === null ? [] : [deadline])))],
      lastMail: await store.deliveries.lastMail(id, recipient, transport.via),
    });
    if (plan.is === 'mail') due.add(id);
  }
  return due;
};
