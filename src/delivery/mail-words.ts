import type { FindingStatus } from '../model/finding.ts';
import type { Severity } from '../model/rule.ts';
import type { Language } from '../model/text.ts';

/** The sentences of the mail, one set a language. All arguments are plain text; the caller escapes. */
export type MailWords = {
  readonly sender: string;
  readonly severity: Readonly<Record<Severity, string>>;
  readonly status: Readonly<Record<FindingStatus, string>>;
  readonly counts: (counts: readonly (readonly [Severity, number])[]) => string;
  readonly clean: string;
  readonly report: (year: number | null) => string;
  readonly subject: (report: string, counts: string, deadline: string | null) => string;
  readonly subjectMany: (reports: number, counts: string, deadline: string | null) => string;
  readonly redirected: (address: string) => string;
  readonly greeting: (office: string) => string;
  readonly verdict: (report: string, counts: string) => string;
  readonly consequences: (caused: number) => string;
  readonly deadline: (date: string) => string;
  readonly reminder: (date: string, days: number) => string;
  readonly culprit: (changes: string) => string;
  readonly change: (label: string, from: string, to: string) => string;
  /** Between changes that belong together, alternatives, and separate problems. */
  readonly and: string;
  readonly or: string;
  /** After the alternatives that are named: how many more there are. */
  readonly alternatives: (rest: number) => string;
  readonly next: string;
  readonly news: (counts: { readonly new: number; readonly resolved: number; readonly persisting: number }) => string;
  readonly top: string;
  /** A heading in the plain text. */
  readonly title: (heading: string) => string;
  readonly finding: (message: string, due: string | null, isOverdue: boolean) => string;
  readonly reopened: (count: number) => string;
  readonly unverified: string;
  readonly since: (message: string, date: string) => string;
  /** Figures that changed since the version before; `noted`: the report says that it was corrected. */
  readonly changed: (noted: boolean) => string;
  readonly figureChanged: (label: string, from: string, to: string) => string;
  /** A figure that a version does not state. */
  readonly nothing: string;
  readonly more: (rest: number) => string;
  readonly resolved: string;
  readonly attached: (files: string) => string;
  readonly tooLarge: (files: string) => string;
  readonly footer: (run: string, ruleset: string) => string;
};

const zh: MailWords = {
  sender: '勾稽 Gouji',
  severity: { fatal: '严重', error: '错误', warning: '警告', info: '提示' },
  status: {
    new: '新增',
    persisting: '未解决',
    reopened: '再次出现',
    unverified: '暂无法核实',
    resolved: '已解决',
    waived: '已豁免',
  },
  counts: (counts) => counts.map(([severity, n]) => `${zh.severity[severity]}${n}项`).join('、'),
  clean: '未发现问题',
  report: (year) => (year === null ? '年度报告（年份不明）' : `${year}年度报告`),
  subject: (report, counts, deadline) => `[勾稽] ${report}：${counts}${deadline ? `（${deadline}前整改）` : ''}`,
  subjectMany: (reports, counts, deadline) =>
    `[勾稽] ${reports}份年度报告：${counts}${deadline ? `（${deadline}前整改）` : ''}`,
  redirected: (address) => `[测试，原收件人 ${address}]`,
  greeting: (office) => `${office}：`,
  verdict: (report, counts) => `贵单位${report}的数据核对结果：${counts}。`,
  consequences: (caused) => `其中${caused}项由别的问题连带产生，改正根源后随之消失。`,
  deadline: (date) => `最早的整改期限：${date}。`,
  reminder: (date, days) =>
    days > 0
      ? `提醒：${date}到期，还有${days}天。`
      : days === 0
        ? `提醒：${date}，今天到期。`
        : `提醒：${date}已到期，逾期${-days}天。`,
  culprit: (changes) => `最可能有误的数据（请先核对）：${changes}。`,
  change: (label, from, to) => `${label}（现为${from}，应为${to}）`,
  and: '、',
  or: '，或',
  alternatives: (rest) => `，另有${rest}种同样可能的情形，见附件`,
  next: '；',
  news: ({ new: fresh, resolved, persisting }) => `本次新增${fresh}项，未解决${persisting}项，已解决${resolved}项。`,
  top: '主要问题',
  title: (heading) => `${heading}：`,
  finding: (message, due, isOverdue) => `${message}${due ? `（期限${due}${isOverdue ? '，已逾期' : ''}）` : ''}`,
  reopened: (count) => `其中${count}项整改后再次出现。`,
  unverified: '暂无法核实（相关数据缺失或未能读取），未视为已解决',
  since: (message, date) => `${message}（${date}首次发现）`,
  changed: (noted) =>
    noted ? '与上一版本相比有变动的数据（报告已说明更正）' : '与上一版本相比有变动的数据（报告未说明更正）',
  figureChanged: (label, from, to) => `${label}：${from} → ${to}`,
  nothing: '空',
  more: (rest) => `另有${rest}项，见附件。`,
  resolved: '已解决',
  attached: (files) => `全部问题、依据、验算过程和整改建议见附件：${files}。`,
  tooLarge: (files) => `问题清单过大，未随信附上：${files}；请向主管部门索取。`,
  footer: (run, ruleset) => `此信由数据核对程序自动发出，请勿直接回复。批次 ${run}，规则 ${ruleset}。`,
};

const plural = (n: number, one: string): string => `${n} ${one}${n === 1 || one.endsWith('info') ? '' : 's'}`;

const en: MailWords = {
  sender: 'Gouji 勾稽',
  severity: { fatal: 'fatal', error: 'error', warning: 'warning', info: 'remark' },
  status: {
    new: 'new',
    persisting: 'open',
    reopened: 'back again',
    unverified: 'cannot be verified',
    resolved: 'resolved',
    waived: 'waived',
  },
  counts: (counts) => counts.map(([severity, n]) => plural(n, en.severity[severity])).join(', '),
  clean: 'nothing found',
  report: (year) => (year === null ? 'annual report (year unknown)' : `annual report ${year}`),
  subject: (report, counts, deadline) => `[Gouji] ${report}: ${counts}${deadline ? ` (due ${deadline})` : ''}`,
  subjectMany: (reports, counts, deadline) =>
    `[Gouji] ${reports} annual reports: ${counts}${deadline ? ` (due ${deadline})` : ''}`,
  redirected: (address) => `[test, for ${address}]`,
  greeting: (office) => `To ${office}:`,
  verdict: (report, counts) => `The figures of your ${report} were checked: ${counts}.`,
  consequences: (caused) => `${caused} of them follow from others and go away with these.`,
  deadline: (date) => `The first deadline is ${date}.`,
  reminder: (date, days) =>
    days > 0
      ? `Reminder: ${date} is ${plural(days, 'day')} away.`
      : days === 0
        ? `Reminder: ${date} is today.`
        : `Reminder: ${date} was ${plural(-days, 'day')} ago.`,
  culprit: (changes) => `Most likely wrong, please check first: ${changes}.`,
  change: (label, from, to) => `${label} (is ${from}, should be ${to})`,
  and: ' and ',
  or: ', or ',
  alternatives: (rest) => `, or ${rest} more that ${rest === 1 ? 'is' : 'are'} as likely, see the attachment`,
  next: '; ',
  news: ({ new: fresh, resolved, persisting }) => `${fresh} new, ${persisting} still open, ${resolved} resolved.`,
  top: 'Main findings',
  title: (heading) => `${heading}:`,
  finding: (message, due, isOverdue) => `${message}${due ? ` (due ${due}${isOverdue ? ', overdue' : ''})` : ''}`,
  reopened: (count) => `${count} of these came back after having been resolved.`,
  unverified: 'Cannot be verified (figures are missing or could not be read), not taken as resolved',
  since: (message, date) => `${message} (first seen ${date})`,
  changed: (noted) =>
    noted
      ? 'Figures that differ from the version before (the report says that it was corrected)'
      : 'Figures that differ from the version before (the report does not say so)',
  figureChanged: (label, from, to) => `${label}: ${from} → ${to}`,
  nothing: 'blank',
  more: (rest) => `${rest} more are in the attachment.`,
  resolved: 'Resolved',
  attached: (files) => `All findings, their basis, the sums and what to do are in the attachment: ${files}.`,
  tooLarge: (files) => `The workbook is too large to attach: ${files}. Please ask your supervising office for it.`,
  footer: (run, ruleset) => `Sent by a program that checks figures; please do not reply. Run ${run}, rules ${ruleset}.`,
};

export const MAIL_WORDS: Readonly<Record<Language, MailWords>> = { zh, en };
