import type { AuditResult } from '../../model/audit-result.ts';
import type { Finding } from '../../model/finding.ts';
import { SEVERITIES } from '../../model/rule.ts';
import type { Language } from '../../model/text.ts';
import { type AuditBatch, countOpen } from '../audit-batch.ts';
import { grid } from './grid.ts';
import { displayWidth, terminalText, wrap } from './terminal-text.ts';
import { SEVERITY_NAMES } from './terms.ts';

const WORDS = {
  zh: {
    year: '年',
    noYear: '年份未知',
    noOffice: '单位名称未能读出',
    noTemplate: '表式未能识别',
    score: '得分',
    coverage: '规则',
    formRead: (read: number, cells: number) => `表式应填 ${cells} 格,只读到 ${read} 格`,
    holds: '成立',
    violated: '不成立',
    undecided: '无法判断',
    inapplicable: '不适用',
    findings: ['级别', '位置', '问题', '规则'],
    none: '未发现问题',
    suggested: '疑似应改为',
    consequence: '(由其他问题引起)',
    waived: '(已豁免)',
    summary: ['报告', '单位', '年度', '得分', '严重', '错误', '警告', '提示'],
    failed: '未能读取',
    fault: '规则运行出错,未据此判断',
  },
  en: {
    year: '',
    noYear: 'year unknown',
    noOffice: 'office name not read',
    noTemplate: 'form not recognised',
    score: 'score',
    coverage: 'rules',
    formRead: (read: number, cells: number) => `only ${read} of the ${cells} cells of the form were read`,
    holds: 'hold',
    violated: 'violated',
    undecided: 'undecided',
    inapplicable: 'inapplicable',
    findings: ['severity', 'place', 'finding', 'rule'],
    none: 'nothing found',
    suggested: 'perhaps meant',
    consequence: '(follows from another finding)',
    waived: '(waived)',
    summary: ['report', 'office', 'year', 'score', 'fatal', 'errors', 'warnings', 'infos'],
    failed: 'not read',
    fault: 'rule crashed, not judged by it',
  },
} as const;

/** Columns that the borders and paddings of a table with four columns take. */
const FRAME = 13;

const widest = (texts: readonly string[], most: number): number => Math.min(most, Math.max(...texts.map(displayWidth)));

const wrapped = (text: string, width: number): string => wrap(text, width).join('\n');

const explanation = (finding: Finding, language: Language): string => {
  const words = WORDS[language];
  const best = finding.repairs[0]?.changes ?? [];
  const changes = best.map((change) => `${change.label} ${change.from} → ${change.to}`);
  return terminalText(
    [
      finding.message[language],
      ...(changes.length > 0 ? [`${words.suggested}: ${changes.join('; ')}`] : []),
      ...(finding.causedBy === null ? [] : [words.consequence]),
      ...(finding.status === 'waived' ? [words.waived] : []),
    ].join(' '),
  );
};

const findingsTable = (findings: readonly Finding[], language: Language, columns: number): string => {
  const head = WORDS[language].findings;
  const places = findings.map((finding) => terminalText(finding.place[language]));
  const severities = findings.map((finding) => SEVERITY_NAMES[finding.severity][language]);
  const placeWidth = widest([head[1], ...places], 24);
  const ruleWidth = widest([head[3], ...findings.map((finding) => finding.rule)], 30);
  const rest = columns - FRAME - widest([head[0], ...severities], 10) - placeWidth - ruleWidth;
  const messageWidth = Math.max(24, rest);
  return grid(
    head,
    findings.map((finding, index) => [
      severities[index]!,
      wrapped(places[index]!, placeWidth),
      wrapped(explanation(finding, language), messageWidth),
      wrapped(finding.rule, ruleWidth),
    ]),
  );
};

const officeOf = (result: AuditResult, language: Language): string =>
  terminalText(result.office.name ?? WORDS[language].noOffice);

const yearOf = (result: AuditResult, language: Language): string =>
  result.identity.period.year === null ? WORDS[language].noYear : `${result.identity.period.year}`;

const scoreOf = (result: AuditResult): string => `${(result.score.tenths / 10).toFixed(1)} ${result.score.grade}`;

/** A line when figures that the form asks for were not read. */
const formRead = ({ coverage: { form } }: AuditResult, language: Language): readonly string[] =>
  form === undefined || form.unreadable + form.absent === 0
    ? []
    : [`! ${WORDS[language].formRead(form.stated + form.blank, form.cells)}`];

const reportSection = (result: AuditResult, language: Language, columns: number): string => {
  const words = WORDS[language];
  const { coverage } = result;
  const title = [
    terminalText(result.source),
    officeOf(result, language),
    `${yearOf(result, language)}${result.identity.period.year === null ? '' : words.year}`,
    result.template ?? words.noTemplate,
    `${words.score} ${scoreOf(result)}`,
  ].join(' · ');
  const bySeverity = [...result.findings].sort(
    (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity),
  );
  return [
    title,
    `${words.coverage} ${coverage.rules}: ${words.holds} ${coverage.holds}, ${words.violated} ${coverage.violated}, ` +
      `${words.undecided} ${coverage.undecided}, ${words.inapplicable} ${coverage.inapplicable}`,
    ...formRead(result, language),
    ...result.faults.map((fault) => `! ${words.fault}: ${fault.rule}: ${terminalText(fault.error)}`),
    bySeverity.length === 0 ? words.none : findingsTable(bySeverity, language, columns),
    '',
    '',
  ].join('\n');
};

const summary = (batch: AuditBatch, language: Language): string => {
  const rows = batch.results.map((result) => [
    terminalText(result.source),
    officeOf(result, language),
    yearOf(result, language),
    scoreOf(result),
    ...SEVERITIES.map((severity) => `${countOpen(result, severity)}`),
  ]);
  return `${grid(WORDS[language].summary, rows)}\n`;
};

/** `--format table`: for people at a terminal of `columns` columns. Waived findings stay visible but do not count. */
export const auditTable = (batch: AuditBatch, language: Language, columns: number): readonly string[] => [
  ...batch.results.map((result) => reportSection(result, language, columns)),
  ...(batch.results.length > 1 ? [summary(batch, language)] : []),
  ...batch.failures.map(
    (failure) => `${WORDS[language].failed}: ${terminalText(failure.source)}: ${terminalText(failure.message)}\n`,
  ),
];
