import type { Waiver } from '../../audit/waive-findings.ts';
import type { NightNotices, ReportRow, RowMail, RunSummary } from '../../jobs/night.ts';
import type { Language } from '../../model/text.ts';
import { grid } from './grid.ts';
import { terminalText, wrap } from './terminal-text.ts';

const NOTICES = {
  zh: {
    expired: (waiver: string, expires: string) => `豁免已过期（${expires}）：${waiver}`,
    unused: (waiver: string) => `豁免未用上（数字已变或问题已消失）：${waiver}`,
    unread: (report: string) => `本次未读到，其未解决问题暂无法核实：${report}`,
    silent: (report: string, figures: number) => `数据变动${figures}处而报告未说明更正：${report}`,
    holidays: (year: number) => `${year}年的节假日未录入（seeds/deadlines.yaml），期限只按周一至周五计算`,
    untold: (office: string) => `逾期未能告知上级（无上级单位或其邮箱）：${office}`,
  },
  en: {
    expired: (waiver: string, expires: string) => `waiver expired on ${expires}: ${waiver}`,
    unused: (waiver: string) => `waiver accepts nothing (the figure changed or the finding is gone): ${waiver}`,
    unread: (report: string) => `not read this time, its open findings cannot be verified: ${report}`,
    silent: (report: string, figures: number) => `${figures} figures changed without a word of correction: ${report}`,
    holidays: (year: number) =>
      `the holidays of ${year} are not entered (seeds/deadlines.yaml): Monday to Friday count`,
    untold: (office: string) => `overdue, and nobody above could be told: ${office}`,
  },
} as const;

const WORDS = {
  zh: {
    head: ['单位', '年度', '状态', '得分', '错误', '警告', '问题清单', '邮件'],
    status: { new: '新增', changed: '有变化', unchanged: '无变化', failed: '未能审核' },
    mail: { waiting: '待发', accepted: '已发出', kept: '已存入发件箱', failed: '发送失败' },
    because: { 'no-office': '无对应单位', 'no-address': '无邮箱', 'nothing-new': '无需通知' },
    unknown: '未知',
    alreadyDone: (date: string) => `${date} 的任务此前已完成,本次未做任何事。`,
    interrupted: '任务被中断,下次启动时继续。',
    mails: (done: string, count: number, waiting: number, failed: number) =>
      `邮件:${done} ${count},待发 ${waiting},失败 ${failed}`,
    fault: '规则运行出错,未据此判断',
    unread: '未能审核',
    notices: NOTICES.zh,
  },
  en: {
    head: ['office', 'year', 'status', 'score', 'errors', 'warnings', 'scorecard', 'mail'],
    status: { new: 'new', changed: 'changed', unchanged: 'unchanged', failed: 'not audited' },
    mail: { waiting: 'waiting', accepted: 'sent', kept: 'in the outbox', failed: 'failed' },
    because: { 'no-office': 'no office', 'no-address': 'no address', 'nothing-new': 'nothing new' },
    unknown: 'unknown',
    alreadyDone: (date: string) => `The run of ${date} was done before; nothing was done now.`,
    interrupted: 'The run was interrupted; the next start continues it.',
    mails: (done: string, count: number, waiting: number, failed: number) =>
      `mails: ${count} ${done}, ${waiting} waiting, ${failed} failed`,
    fault: 'rule crashed, not judged by it',
    unread: 'not audited',
    notices: NOTICES.en,
  },
} as const;

/** How to show a run: the language, and whether mails really leave or are only kept in the outbox folder. */
export type RunView = { readonly language: Language; readonly sends: boolean };

const doneWord = ({ language, sends }: RunView): string => WORDS[language].mail[sends ? 'accepted' : 'kept'];

const mailOf = (mail: RowMail, language: Language): string => {
  const words = WORDS[language];
  if (mail.status === 'none') return mail.because === null ? '' : words.because[mail.because];
  // The address alone says that all went well; how mails went out stands below the table.
  return mail.status === 'accepted' ? (mail.to ?? '') : `${words.mail[mail.status]} ${mail.to ?? ''}`.trim();
};

const cells = (row: ReportRow, view: RunView): readonly string[] => {
  const words = WORDS[view.language];
  const judged = row.failure === null;
  return [
    wrap(terminalText(row.officeName ?? row.officeId ?? row.source), 28).join('\n'),
    row.year === null ? words.unknown : `${row.year}`,
    words.status[row.status],
    row.score === null ? '' : `${(row.score.tenths / 10).toFixed(1)} ${row.score.grade}`,
    judged ? `${row.counts.fatal + row.counts.error}` : '',
    judged ? `${row.counts.warning}` : '',
    row.scorecard ?? '',
    terminalText(mailOf(row.mail, view.language)),
  ];
};

const sayNotices = (notices: NightNotices, language: Language): readonly string[] => {
  const words = WORDS[language].notices;
  const { waivers, unread, silent, yearsWithoutHolidays, notEscalated } = notices;
  const name = ({ rule, office, year, target }: Waiver): string =>
    terminalText([rule, office, `${year}`, target].filter((part) => part !== '').join(' '));
  return [
    ...waivers.expired.map((waiver) => words.expired(name(waiver), waiver.expires)),
    ...waivers.unused.map((waiver) => words.unused(name(waiver))),
    ...unread.map((report) => words.unread(terminalText(report))),
    ...silent.map(({ report, figures }) => words.silent(terminalText(report), figures)),
    ...yearsWithoutHolidays.map((year) => words.holidays(year)),
    ...notEscalated.map((office) => words.untold(terminalText(office))),
  ];
};

/** What a night did: a line for each report, then what could not be judged, then the mails. */
export const runSummary = (summary: RunSummary, view: RunView): string => {
  const words = WORDS[view.language];
  if (summary.state === 'already-done') return `${words.alreadyDone(summary.date)}\n`;
  const { accepted, waiting, failed } = summary.mails;
  const wrote = summary.rows.some(({ scorecard }) => scorecard?.startsWith(summary.folder) ?? false);
  return [
    grid(
      words.head,
      summary.rows.map((row) => cells(row, view)),
    ),
    ...summary.rows.flatMap(({ source, failure }) =>
      failure ? [`${words.unread}: ${terminalText(source)}: ${terminalText(failure.message)}`] : [],
    ),
    ...summary.faults.map(
      ({ source, rule, error }) => `${words.fault}: ${rule} (${terminalText(source)}): ${terminalText(error)}`,
    ),
    ...(summary.notices ? sayNotices(summary.notices, view.language) : []),
    `${words.mails(doneWord(view), accepted, waiting, failed)}${wrote ? ` · ${summary.folder}` : ''}`,
    ...(summary.state === 'interrupted' ? [words.interrupted] : []),
    '',
  ].join('\n');
};
