import type { OfficeState } from '../../jobs/office-states.ts';
import type { Language } from '../../model/text.ts';
import { csvField } from './audit-csv.ts';
import { grid } from './grid.ts';
import { terminalText, wrap } from './terminal-text.ts';

const WORDS = {
  zh: {
    head: ['单位', '报告', '期限', '发布', '最近年度', '得分', '错误', '警告', '逾期', '邮件'],
    states: {
      reported: '已报',
      late: '迟报',
      undated: '已报，日期不明',
      unread: '未能读取',
      missing: '未报',
      'not-due': '未到期',
    },
    mail: { planned: '待发', intent: '待发', accepted: '已发', failed: '失败', kept: '存入发件箱' },
    total: (year: number, counts: string) => `${year}年度报告：${counts}`,
    more: (unverified: number, waived: number) => `另有暂无法核实${unverified}项，已豁免${waived}项。`,
  },
  en: {
    head: ['office', 'report', 'due', 'published', 'latest', 'score', 'errors', 'warnings', 'overdue', 'mail'],
    states: {
      reported: 'reported',
      late: 'late',
      undated: 'reported, date unknown',
      unread: 'could not be read',
      missing: 'missing',
      'not-due': 'not due yet',
    },
    mail: { planned: 'waiting', intent: 'waiting', accepted: 'sent', failed: 'failed', kept: 'in the outbox' },
    total: (year: number, counts: string) => `reports for ${year}: ${counts}`,
    more: (unverified: number, waived: number) => `Besides, ${unverified} cannot be verified and ${waived} are waived.`,
  },
} as const;

const ORDER = ['missing', 'unread', 'late', 'undated', 'reported', 'not-due'] as const;

const points = ({ score }: OfficeState): string => (score === null ? '' : (score.tenths / 10).toFixed(1));

/** A mail that was written to the outbox folder has not been sent to anybody. */
const isKept = ({ state, via }: NonNullable<OfficeState['mail']>): boolean => state === 'accepted' && via === 'outbox';

const cells = (state: OfficeState, language: Language): readonly string[] => {
  const words = WORDS[language];
  const { open, mail } = state;
  return [
    wrap(terminalText(state.name), 28).join('\n'),
    words.states[state.state],
    state.due,
    state.published ?? '',
    state.latest === null ? '' : `${state.latest}`,
    state.score === null ? '' : `${points(state)} ${state.score.grade}`,
    state.latest === null ? '' : `${open.fatal + open.error}`,
    state.latest === null ? '' : `${open.warning}`,
    state.overdue === 0 ? '' : `${state.overdue}`,
    mail === null ? '' : `${words.mail[isKept(mail) ? 'kept' : mail.state]} ${mail.date}`,
  ];
};

const sum = (states: readonly OfficeState[], of: (state: OfficeState) => number): number =>
  states.reduce((total, state) => total + of(state), 0);

/** `--format table`: a line an office, then how many reported. */
export const officesTable = (states: readonly OfficeState[], language: Language): readonly string[] => {
  const words = WORDS[language];
  const counts = ORDER.map((state) => [state, states.filter((one) => one.state === state).length] as const);
  const said = counts.flatMap(([state, count]) => (count > 0 ? [`${words.states[state]} ${count}`] : []));
  const [unverified, waived] = [sum(states, (one) => one.unverified), sum(states, (one) => one.waived)];
  return [
    `${grid(
      words.head,
      states.map((state) => cells(state, language)),
    )}\n`,
    `${words.total(states[0]?.year ?? 0, said.join(', '))}\n`,
    ...(unverified + waived > 0 ? [`${words.more(unverified, waived)}\n`] : []),
  ];
};

/** `--format json`: the states as they are, under a name of their own. */
export const officesJson = (states: readonly OfficeState[]): readonly string[] => [
  `${JSON.stringify({ format: 'gouji.offices/1', offices: states }, null, 2)}\n`,
];

const COLUMNS = [
  'id',
  'office',
  'level',
  'parent',
  'year',
  'state',
  'due',
  'published',
  'latest',
  'score',
  'grade',
  'fatal',
  'error',
  'warning',
  'info',
  'overdue',
  'unverified',
  'waived',
  'mail_state',
  'mail_via',
  'mail_date',
  'mail_to',
  'scorecard',
] as const;

const fields = (state: OfficeState): Readonly<Record<(typeof COLUMNS)[number], string>> => ({
  id: state.id,
  office: state.name,
  level: state.level,
  parent: state.parent ?? '',
  year: `${state.year}`,
  state: state.state,
  due: state.due,
  published: state.published ?? '',
  latest: state.latest === null ? '' : `${state.latest}`,
  score: points(state),
  grade: state.score?.grade ?? '',
  fatal: `${state.open.fatal}`,
  error: `${state.open.error}`,
  warning: `${state.open.warning}`,
  info: `${state.open.info}`,
  overdue: `${state.overdue}`,
  unverified: `${state.unverified}`,
  waived: `${state.waived}`,
  mail_state: state.mail?.state ?? '',
  mail_via: state.mail?.via ?? '',
  mail_date: state.mail?.date ?? '',
  mail_to: state.mail?.to ?? '',
  scorecard: state.scorecard ?? '',
});

/** `--format csv`: with a byte order mark, and cells that no spreadsheet takes for a formula. */
export const officesCsv = (states: readonly OfficeState[]): readonly string[] => [
  `\uFEFF${COLUMNS.join(',')}\r\n`,
  ...states.map((state) => {
    const own = fields(state);
    return `${COLUMNS.map((column) => csvField(own[column])).join(',')}\r\n`;
  }),
];
