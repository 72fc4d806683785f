import type { RejudgedReport, Replay, Versions } from '../../jobs/replay-run.ts';
import type { Finding } from '../../model/finding.ts';
import type { Language } from '../../model/text.ts';
import { terminalText } from './terminal-text.ts';

const WORDS = {
  zh: {
    nothing: '该批次没有留下文件。',
    files: (same: number, all: number) => `文件 ${all} 个，其中 ${same} 个逐字节相同。`,
    is: { same: '相同', different: '不同', lost: '无法重做' },
    before: '当时',
    now: '现在',
    unchanged: '规则与程序未变。',
    changed: '规则或程序已变：',
    judged: (same: number, all: number) => `按现在的程序重审报告 ${all} 份，其中 ${same} 份结论相同。`,
    reports: { same: '结论相同', different: '结论不同', lost: '原始文件已不在', unread: '现在无法读取' },
    appeared: '现在多出',
    gone: '现在没有',
    altered: '数字不同',
  },
  en: {
    nothing: 'The run left no files.',
    files: (same: number, all: number) => `${all} files, ${same} of them the same byte for byte.`,
    is: { same: 'same', different: 'different', lost: 'cannot be made again' },
    before: 'then',
    now: 'now',
    unchanged: 'Rules and program are the same.',
    changed: 'Rules or program have changed:',
    judged: (same: number, all: number) => `${all} reports judged again by the present program, ${same} as before.`,
    reports: { same: 'as before', different: 'otherwise', lost: 'its bytes are gone', unread: 'cannot be read now' },
    appeared: 'now also',
    gone: 'no longer',
    altered: 'other figures',
  },
} as const;

const sayVersions = ({ program, ruleset }: Versions): string => `${program}, ${ruleset.slice(0, 19)}`;

const sayFindings = (name: string, findings: readonly Finding[], language: Language): readonly string[] =>
  findings.map(({ rule, message }) => `    ${name}: ${rule}: ${terminalText(message[language])}`);

const sayReport = (report: RejudgedReport, language: Language): readonly string[] => {
  const words = WORDS[language];
  if (report.is === 'same') return [];
  return [
    `  ${terminalText(report.source)}: ${words.reports[report.is]}`,
    ...sayFindings(words.appeared, report.appeared, language),
    ...sayFindings(words.gone, report.gone, language),
    ...sayFindings(words.altered, report.changed, language),
  ];
};

/** What a replay came to: file by file, then which versions judged then and now, then what differs. */
export const replayText = ({ run, files, before, now, reports }: Replay, language: Language): string => {
  const words = WORDS[language];
  if (files.length === 0) return `${run.id}: ${words.nothing}\n`;
  const same = <T extends { readonly is: string }>(items: readonly T[]): number =>
    items.filter(({ is }) => is === 'same').length;
  const isUnchanged = before.every(({ program, ruleset }) => program === now.program && ruleset === now.ruleset);
  return [
    `${run.id}: ${words.files(same(files), files.length)}`,
    ...files.filter(({ is }) => is !== 'same').map(({ path, is }) => `  ${path}: ${words.is[is]}`),
    isUnchanged ? words.unchanged : words.changed,
    ...(isUnchanged ? [] : before.map((versions) => `  ${words.before}: ${sayVersions(versions)}`)),
    ...(isUnchanged ? [] : [`  ${words.now}: ${sayVersions(now)}`]),
    words.judged(same(reports), reports.length),
    ...reports.flatMap((report) => sayReport(report, language)),
    '',
  ].join('\n');
};
