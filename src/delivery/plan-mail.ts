import type { Office } from '../model/report.ts';
import { checkAddress, type MailAddress } from '../platform/check-address.ts';
import { daysBetween } from '../platform/local-date.ts';

/** What is known about one office on one night. Dates are ISO; `lastMail` is that of the last mail it was to get. */
export type MailQuestion = {
  readonly office: Office | null;
  readonly date: string;
  readonly news: { readonly new: number; readonly changed: number; readonly resolved: number };
  readonly open: number;
  readonly deadlines: readonly string[];
  readonly lastMail: string | null;
};

/** Why an office gets a mail; `days` until the deadline, negative when it has passed. */
export type MailReason =
  | { readonly is: 'news' }
  | { readonly is: 'first' }
  | { readonly is: 'deadline'; readonly deadline: string; readonly days: number };

export type MailPlan =
  | { readonly is: 'mail'; readonly to: MailAddress; readonly reasons: readonly MailReason[] }
  | { readonly is: 'none'; readonly because: 'no-office' | 'no-address' | 'nothing-new' };

/** Reminders before a deadline, in days; after it once a week. */
const BEFORE = [3, 1, 0] as const;
const WEEK = 7;

/** How many reminders of a deadline are due up to a date. */
const remindersUpTo = (deadline: string, date: string): number => {
  const left = daysBetween(date, deadline);
  const overdue = Math.max(0, -left);
  return BEFORE.filter((days) => left <= days).length + Math.floor(overdue / WEEK);
};

/** Counted between two dates rather than asked of one: a night that was missed does not lose its reminder. */
const isReminderDue = (deadline: string, lastMail: string, date: string): boolean =>
  remindersUpTo(deadline, date) > remindersUpTo(deadline, lastMail);

const reasonsFor = ({ news, open, deadlines, lastMail, date }: MailQuestion): readonly MailReason[] => {
  const reasons: MailReason[] = [];
  if (news.new + news.changed + news.resolved > 0) reasons.push({ is: 'news' });
  if (open > 0 && lastMail === null) reasons.push({ is: 'first' });
  if (lastMail !== null) {
    const due = deadlines.filter((deadline) => isReminderDue(deadline, lastMail, date)).sort();
    reasons.push(...due.map((deadline) => ({ is: 'deadline' as const, deadline, days: daysBetween(date, deadline) })));
  }
  return reasons;
};

/**
 * Whether an office gets a mail tonight, and why: something is new, changed or resolved; or it has open findings and
 * was never written to at its present address; or a deadline is three days, one day or no day away, or one more week
 * overdue. Never without one checked address.
 */
export const planMail = (question: MailQuestion): MailPlan => {
  if (question.office === null) return { is: 'none', because: 'no-office' };
  const checked = checkAddress(question.office.mail ?? '');
  if (!('address' in checked)) return { is: 'none', because: 'no-address' };
  const reasons = reasonsFor(question);
  return reasons.length > 0 ? { is: 'mail', to: checked.address, reasons } : { is: 'none', because: 'nothing-new' };
};
