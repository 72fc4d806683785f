import type { FindingHistory, OfficeHistory, ReportHistory } from '../../jobs/office-history.ts';
import type { FindingStatus } from '../../model/finding.ts';
import type { Office } from '../../model/report.ts';
import type { Language } from '../../model/text.ts';
import type { Delivery, FigureChange, FindingEvent, ReportVersion } from '../../store/store.ts';
import { terminalText } from './terminal-text.ts';
import { SEVERITY_NAMES } from './terms.ts';

type Words = {
  readonly year: (year: number | null) => string;
  readonly nothing: string;
  readonly score: string;
  readonly versions: string;
  readonly findings: string;
  readonly mails: string;
  readonly none: string;
  readonly changed: (noted: boolean) => string;
  readonly blank: string;
  readonly due: (date: string) => string;
  readonly statuses: Readonly<Record<FindingStatus, string>>;
  readonly events: Readonly<Record<FindingEvent, string>>;
  readonly kinds: Readonly<Record<Delivery['kind'], string>>;
  readonly states: Readonly<Record<Delivery['state'] | 'kept', string>>;
};

const WORDS: Readonly<Record<Language, Words>> = {
  zh: {
    year: (year) => (year === null ? '年份不明的报告' : `${year}年度报告`),
    nothing: '没有该单位的记录。',
    score: '得分',
    versions: '版本',
    findings: '问题',
    mails: '邮件',
    none: '无',
    changed: (noted) => (noted ? '数据有变动（报告已说明更正）' : '数据有变动（报告未说明更正）'),
    blank: '空',
    due: (date) => `期限${date}`,
    statuses: {
      new: '新增',
      persisting: '未解决',
      reopened: '再次出现',
      unverified: '暂无法核实',
      resolved: '已解决',
      waived: '已豁免',
    },
    events: {
      new: '首次发现',
      reopened: '再次出现',
      resolved: '已解决',
      unverified: '无法核实',
      verified: '恢复核实，仍在',
      waived: '已豁免',
      unwaived: '豁免失效',
    },
    kinds: { report: '问题清单', escalation: '下级逾期告知', operator: '致运行人员' },
    states: { planned: '待发', intent: '待发', accepted: '已发', failed: '失败', kept: '存入发件箱' },
  },
  en: {
    year: (year) => (year === null ? 'report of an unknown year' : `report for ${year}`),
    nothing: 'Nothing is known of this office.',
    score: 'score',
    versions: 'versions',
    findings: 'findings',
    mails: 'mails',
    none: 'none',
    changed: (noted) => (noted ? 'figures changed (correction stated)' : 'figures changed (no correction stated)'),
    blank: 'blank',
    due: (date) => `due ${date}`,
    statuses: {
      new: 'new',
      persisting: 'open',
      reopened: 'back again',
      unverified: 'cannot be verified',
      resolved: 'resolved',
      waived: 'waived',
    },
    events: {
      new: 'first seen',
      reopened: 'back again',
      resolved: 'resolved',
      unverified: 'not to be verified',
      verified: 'verified: still there',
      waived: 'waived',
      unwaived: 'waiver ended',
    },
    kinds: { report: 'scorecard', escalation: 'overdue below', operator: 'to the operator' },
    states: { planned: 'waiting', intent: 'waiting', accepted: 'sent', failed: 'failed', kept: 'in the outbox' },
  },
};

const sayChange = ({ label, group, from, to }: FigureChange, words: Words): string =>
  `      ${terminalText(label)}${group === null ? '' : `[${group}]`}: ${from ?? words.blank} → ${to ?? words.blank}`;

const sayVersion = (version: ReportVersion, words: Words): readonly string[] => [
  `    ${version.date}  ${version.sha256.slice(0, 12)}  ${terminalText(version.source)}`,
  ...(version.changes.length > 0 ? [`      ${words.changed(version.noted)}`] : []),
  ...version.changes.map((change) => sayChange(change, words)),
];

const sayFinding = ({ known, events }: FindingHistory, language: Language): readonly string[] => {
  const words = WORDS[language];
  const due = known.deadline === null ? '' : `, ${words.due(known.deadline)}`;
  const told = events.map(({ date, event }) => `${date} ${words.events[event]}`).join(' · ');
  return [
    `    ${known.fingerprint}  ${SEVERITY_NAMES[known.severity][language]}  ${words.statuses[known.status]}${due}`,
    `      ${terminalText(known.message[language])}`,
    `      ${told === '' ? `${known.firstSeen} ${words.events.new}` : told}`,
  ];
};

const sayReport = ({ year, report, kept, versions, findings }: ReportHistory, language: Language): string => {
  const words = WORDS[language];
  const score =
    kept.score === null ? '' : `  ${words.score} ${(kept.score.tenths / 10).toFixed(1)} ${kept.score.grade}`;
  return [
    `${words.year(year)} (${report})${score}`,
    `  ${words.versions}:`,
    ...versions.flatMap((version) => sayVersion(version, words)),
    `  ${words.findings}: ${findings.length === 0 ? words.none : ''}`.trimEnd(),
    ...findings.flatMap((finding) => sayFinding(finding, language)),
    '',
  ].join('\n');
};

const sayMail = ({ date, kind, state, via, recipient, answer }: Delivery, words: Words): string => {
  // A mail that was written to the outbox folder has not been sent to anybody.
  const became = words.states[state === 'accepted' && via === 'outbox' ? 'kept' : state];
  return `  ${date}  ${words.kinds[kind]}  ${became}  ${terminalText(recipient)}${answer === null ? '' : `  ${terminalText(answer)}`}`;
};

/** What is known of one office, as text: its reports by year, then its mails. */
export const historyText = (office: Office, { reports, mails }: OfficeHistory, language: Language): string => {
  const words = WORDS[language];
  const name = `${terminalText(office.name)} (${office.id})\n`;
  if (reports.length === 0 && mails.length === 0) return `${name}${words.nothing}\n`;
  return [
    name,
    ...reports.map((report) => sayReport(report, language)),
    `${words.mails}:${mails.length === 0 ? ` ${words.none}` : ''}`,
    ...mails.map((mail) => sayMail(mail, words)),
    '',
  ].join('\n');
};

/** `--format json`: the same, without the bytes that mails are made of. */
export const historyJson = ({ id, name }: Office, { reports, mails }: OfficeHistory): string => {
  const shown = mails.map(({ content: _, mail: __, ...rest }) => rest);
  return `${JSON.stringify({ format: 'gouji.history/1', office: { id, name }, reports, mails: shown }, null, 2)}\n`;
};
