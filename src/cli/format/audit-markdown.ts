import type { AuditResult } from '../../model/audit-result.ts';
import type { Language } from '../../model/text.ts';
import type { AuditBatch } from '../audit-batch.ts';
import { terminalText } from './terminal-text.ts';
import { SEVERITY_NAMES } from './terms.ts';

const HEAD = {
  zh: { row: '| 级别 | 位置 | 问题 | 规则 |', none: '未发现问题。', score: '得分', failed: '未能读取' },
  en: { row: '| severity | place | finding | rule |', none: 'Nothing found.', score: 'score', failed: 'Not read' },
} as const;

/** Text of a report as Markdown text: one line, and nothing in it is markup, a link or HTML. */
const plain = (text: string): string =>
  terminalText(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_[\]|~#!]/g, '\\$&');

const section = (result: AuditResult, language: Language): string => {
  const words = HEAD[language];
  const rows = result.findings.map(
    (finding) =>
      `| ${SEVERITY_NAMES[finding.severity][language]} | ${plain(finding.place[language])} ` +
      `| ${plain(finding.message[language])} | ${plain(finding.rule)} |`,
  );
  const title = [result.office.name, result.identity.period.year?.toString()].filter((part) => part != null).join(' ');
  return [
    `## ${plain(title === '' ? result.source : title)}`,
    '',
    `${plain(result.source)} · ${words.score} ${(result.score.tenths / 10).toFixed(1)} ${result.score.grade}`,
    '',
    ...(rows.length === 0 ? [words.none] : [words.row, '|---|---|---|---|', ...rows]),
    '',
    '',
  ].join('\n');
};

/** `--format markdown`: for pasting into an issue or a notice. */
export const auditMarkdown = (batch: AuditBatch, language: Language): readonly string[] => [
  ...batch.results.map((result) => section(result, language)),
  ...batch.failures.map(
    (failure) => `- ${HEAD[language].failed}: ${plain(failure.source)}: ${plain(failure.message)}\n`,
  ),
];
