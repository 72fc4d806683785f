import type { Office } from '../model/report.ts';
import type { Severity } from '../model/rule.ts';
import type { Language } from '../model/text.ts';
import { domainOf, type MailAddress } from '../platform/check-address.ts';
import { sha256 } from '../platform/sha256.ts';
import type { Mail } from './mail.ts';
import { MAIL_WORDS } from './mail-words.ts';
import { html, oneLine } from './plain-text.ts';

/** One report of an office below with overdue findings: how many of each severity, and the oldest deadline. */
export type OverdueReport = {
  readonly office: string;
  readonly year: number | null;
  readonly counts: readonly (readonly [Severity, number])[];
  readonly deadline: string;
};

/** All that a notice to an office above is made of: no report of another office, and none of its figures. */
export type EscalationContent = {
  readonly office: Office;
  readonly to: MailAddress;
  readonly from: MailAddress;
  readonly redirect: MailAddress | null;
  readonly date: string;
  readonly instant: string;
  readonly language: Language;
  readonly run: string;
  readonly overdue: readonly OverdueReport[];
};

const WORDS = {
  zh: {
    subject: (offices: number) => `[勾稽] 下级单位逾期未整改：${offices}个单位`,
    intro: '以下单位的年度报告数据问题已过整改期限，尚未整改，特此告知，请督促：',
    line: (office: string, report: string, counts: string, deadline: string) =>
      `${office} ${report}：${counts}，最早期限${deadline}`,
    footer: (run: string) =>
      `此信由数据核对程序自动发出，请勿直接回复。批次 ${run}。各单位的问题清单已另行发送本单位。`,
  },
  en: {
    subject: (offices: number) => `[Gouji] overdue below: ${offices} office${offices === 1 ? '' : 's'}`,
    intro: 'These offices have findings in their annual reports that are past their deadline and not mended:',
    line: (office: string, report: string, counts: string, deadline: string) =>
      `${office}, ${report}: ${counts}, first due ${deadline}`,
    footer: (run: string) =>
      `Sent by a program that checks figures; please do not reply. Run ${run}. Each office has its own findings already.`,
  },
} as const;

const NAME = 60;

/**
 * The notice to the office above about what is overdue below it, and the key under which it is sent once. Pure: the same
 * content gives the same mail.
 */
export const composeEscalation = (content: EscalationContent): { readonly mail: Mail; readonly key: string } => {
  const { office, to, from, redirect, date, instant, language, run, overdue } = content;
  const [words, common] = [WORDS[language], MAIL_WORDS[language]];
  const key = sha256(JSON.stringify(['escalation', office.id, to, redirect, date, language, overdue]));
  const lines = overdue.map(({ office: name, year, counts, deadline }) =>
    words.line(oneLine(name, NAME), common.report(year), common.counts(counts), deadline),
  );
  const offices = new Set(overdue.map(({ office: name }) => name)).size;
  const subject = `${redirect === null ? '' : `${common.redirected(to)} `}${words.subject(offices)}`;
  const greeting = common.greeting(oneLine(office.name, NAME));
  const page = html`<!DOCTYPE html>
<html lang="${language}"><body>
<p>${greeting}</p>
<p>${words.intro}</p>
<ul>
${lines.map((line) => html`<li>${line}</li>\n`)}</ul>
<p>${words.footer(run)}</p>
</body></html>
`;
  const mail: Mail = {
    messageId: `${key.slice(0, 40)}@${domainOf(from)}`,
    date: instant,
    from: { name: common.sender, address: from },
    to: redirect ?? to,
    subject: oneLine(subject, 200),
    text: `${[greeting, words.intro, lines.map((line) => `- ${line}`).join('\n'), words.footer(run)].join('\n\n')}\n`,
    html: page.html,
    attachments: [],
  };
  return { mail, key };
};
