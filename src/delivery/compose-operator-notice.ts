import type { Language } from '../model/text.ts';
import { domainOf, type MailAddress } from '../platform/check-address.ts';
import { sha256 } from '../platform/sha256.ts';
import type { Mail } from './mail.ts';
import { MAIL_WORDS } from './mail-words.ts';
import { html, oneLine } from './plain-text.ts';

/** What a night could not settle by itself, each item as one line of plain text. */
export type NightTroubles = {
  /** Work that was given up after several attempts. */
  readonly parked: readonly string[];
  /** Mails that a server refused for good. */
  readonly failedMails: readonly string[];
  /** Reports that could not be had from their source. */
  readonly unreached: readonly string[];
  readonly expiredWaivers: readonly string[];
  readonly unusedWaivers: readonly string[];
};

export type OperatorNotice = {
  readonly to: MailAddress;
  readonly from: MailAddress;
  readonly redirect: MailAddress | null;
  readonly run: string;
  readonly instant: string;
  readonly language: Language;
  readonly troubles: NightTroubles;
};

type Words = {
  readonly subject: (run: string, items: number) => string;
  readonly intro: (run: string) => string;
  readonly more: (rest: number) => string;
  readonly footer: string;
  readonly headings: Readonly<Record<keyof NightTroubles, string>>;
};

const WORDS: Readonly<Record<Language, Words>> = {
  zh: {
    subject: (run, items) => `[勾稽] 批次 ${run}：${items}项需要处理`,
    intro: (run) => `批次 ${run} 已结束，以下各项程序无法自行处理：`,
    more: (rest) => `另有${rest}项，见批次摘要`,
    footer: '此信由数据核对程序自动发给运行人员，每批次至多一封。',
    headings: {
      parked: '多次尝试后放弃的工作（下次运行重试）',
      failedMails: '被拒收的邮件',
      unreached: '未能取得的报告',
      expiredWaivers: '已过期的豁免',
      unusedWaivers: '未用上的豁免',
    },
  },
  en: {
    subject: (run, items) => `[Gouji] run ${run}: ${items} item${items === 1 ? '' : 's'} for the operator`,
    intro: (run) => `Run ${run} is over. These are beyond what the program can settle by itself:`,
    more: (rest) => `and ${rest} more, see the summary of the run`,
    footer: 'Sent by the program to its operator, at most once a run.',
    headings: {
      parked: 'Given up after several attempts (the next run tries again)',
      failedMails: 'Mails refused for good',
      unreached: 'Reports that could not be had',
      expiredWaivers: 'Waivers that have expired',
      unusedWaivers: 'Waivers that accept nothing',
    },
  },
};

const LONGEST_LINE = 300;
const MOST_LINES = 50;

const KINDS = ['parked', 'failedMails', 'unreached', 'expiredWaivers', 'unusedWaivers'] as const;

/**
 * The mail to the operator about a night, and the key under which it is sent once; null when there is nothing to tell.
 * Pure: the same content gives the same mail.
 */
export const composeOperatorNotice = (notice: OperatorNotice): { readonly mail: Mail; readonly key: string } | null => {
  const { to, from, redirect, run, instant, language, troubles } = notice;
  const words = WORDS[language];
  const items = KINDS.reduce((sum, kind) => sum + troubles[kind].length, 0);
  if (items === 0) return null;
  const key = sha256(JSON.stringify(['operator', to, redirect, run, language, troubles]));
  const sections = KINDS.filter((kind) => troubles[kind].length > 0).map((kind) => {
    const rest = troubles[kind].length - MOST_LINES;
    const lines = troubles[kind].slice(0, MOST_LINES).map((line) => oneLine(line, LONGEST_LINE));
    return { heading: words.headings[kind], lines: rest > 0 ? [...lines, words.more(rest)] : lines };
  });
  const page = html`<!DOCTYPE html>
<html lang="${language}"><body>
<p>${words.intro(run)}</p>
${sections.map(
  ({ heading, lines }) => html`<h2>${heading}</h2>
<ul>
${lines.map((line) => html`<li>${line}</li>\n`)}</ul>
`,
)}<p>${words.footer}</p>
</body></html>
`;
  const text = sections.map(({ heading, lines }) => `${heading}\n${lines.map((line) => `- ${line}`).join('\n')}`);
  const redirected = redirect === null ? '' : `${MAIL_WORDS[language].redirected(to)} `;
  const mail: Mail = {
    messageId: `${key.slice(0, 40)}@${domainOf(from)}`,
    date: instant,
    from: { name: MAIL_WORDS[language].sender, address: from },
    to: redirect ?? to,
    subject: oneLine(`${redirected}${words.subject(run, items)}`, 200),
    text: `${[words.intro(run), ...text, words.footer].join('\n\n')}\n`,
    html: page.html,
    attachments: [],
  };
  return { mail, key };
};
