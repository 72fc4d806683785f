import type { Knowledge } from '../../audit/knowledge.ts';
import type { AuditFailure, AuditResult } from '../../model/audit-result.ts';
import { type AuditContext, NO_CONTEXT } from '../../model/context.ts';
import type { Snapshot } from '../../model/report.ts';
import { reportsAtOnce } from '../../platform/machine.ts';
import { openReaders } from '../../reading/open-readers.ts';
import {
  type Backtest,
  type ChangedFinding,
  compareResults,
  priorAmong,
  withDrafts,
} from '../../workbench/backtest.ts';
import { collectInputs } from '../collect-inputs.ts';
import type { CommandContext, Outcome } from '../command.ts';
import { grid } from '../format/grid.ts';
import { terminalText } from '../format/terminal-text.ts';
import { readKnowledge } from '../knowledge-files.ts';
import { takeSnapshot } from '../take-snapshot.ts';
import type { RulesListOptions } from './rules-options.ts';

export type BacktestOptions = RulesListOptions & { readonly against: readonly string[]; readonly drafts?: boolean };

const WORDS = {
  zh: {
    appeared: '新报告',
    gone: '不再报告',
    changed: '有变化',
    rule: '规则',
    unread: '未能读取',
    reports: (count: number) => `${count}份报告`,
    score: (before: string, after: string, moved: number) => `平均分 ${before} → ${after}，${moved}份报告分数有变化`,
    nothing: '两套规则的结果相同。',
  },
  en: {
    appeared: 'newly reported',
    gone: 'no longer reported',
    changed: 'changed',
    rule: 'rule',
    unread: 'not read:',
    reports: (count: number) => `${count} reports`,
    score: (before: string, after: string, moved: number) =>
      `mean score ${before} → ${after}, ${moved} reports score otherwise`,
    nothing: 'Both catalogues give the same.',
  },
} as const;

type Words = (typeof WORDS)['zh' | 'en'];

type Read = { readonly snapshots: readonly Snapshot[]; readonly failures: readonly AuditFailure[] };

const takeAll = async (paths: readonly string[], lang: BacktestOptions['lang']): Promise<Read> => {
  const { inputs, failures } = await collectInputs(paths, lang);
  const taken = await Promise.all(inputs.map(takeSnapshot));
  return {
    snapshots: taken.flatMap((one) => ('snapshot' in one ? [one.snapshot] : [])),
    failures: [...failures, ...taken.flatMap((one) => ('failure' in one ? [one.failure] : []))],
  };
};

/** Audits all snapshots; null for one that could not be read. */
const auditAll = async (
  snapshots: readonly Snapshot[],
  knowledge: Knowledge,
  contextOf: (at: number) => AuditContext,
): Promise<readonly (AuditResult | AuditFailure)[]> => {
  const size = Math.min(reportsAtOnce(), Math.max(1, snapshots.length));
  const readers = openReaders({ byProfile: new Map(), common: knowledge }, { size });
  try {
    return await Promise.all(
      snapshots.map(async (snapshot, at) => {
        const audited = await readers.audit(snapshot, null, contextOf(at));
        return 'result' in audited ? audited.result : audited.failure;
      }),
    );
  } finally {
    await readers.close();
  }
};

const isResult = (one: AuditResult | AuditFailure): one is AuditResult => 'findings' in one;

const points = (tenths: number): string => `${Math.floor(tenths / 10)}.${tenths % 10}`;

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : Math.round(values.reduce((sum, value) => sum + value, 0) / values.length);

const lines = (title: string, of: readonly ChangedFinding[], lang: BacktestOptions['lang']): readonly string[] =>
  of.length === 0
    ? []
    : [
        `\n${title} · ${of.length}`,
        ...of.map(({ source, before, after }) => {
          const finding = (after ?? before)!;
          const severity =
            before && after && before.severity !== after.severity
              ? `${before.severity} → ${after.severity}`
              : finding.severity;
          return `  ${severity} ${finding.rule} · ${terminalText(source)}\n    ${terminalText(finding.message[lang])}`;
        }),
      ];

const byRule = ({ appeared, gone, changed }: Backtest, words: Words): string => {
  const count = (of: readonly ChangedFinding[], rule: string): string =>
    String(of.filter(({ before, after }) => (after ?? before)!.rule === rule).length);
  const rules = [
    ...new Set([...appeared, ...gone, ...changed].map(({ before, after }) => (after ?? before)!.rule)),
  ].sort();
  return grid(
    [words.rule, words.appeared, words.gone, words.changed],
    rules.map((rule) => [rule, count(appeared, rule), count(gone, rule), count(changed, rule)]),
  );
};

const shown = (backtest: Backtest, words: Words, lang: BacktestOptions['lang']): readonly string[] => {
  const { appeared, gone, changed, scores, reports } = backtest;
  const moved = scores.filter(({ before, after }) => before !== after).length;
  const total = appeared.length + gone.length + changed.length;
  return [
    ...(total === 0 ? [words.nothing] : [byRule(backtest, words)]),
    ...lines(words.appeared, appeared, lang),
    ...lines(words.gone, gone, lang),
    ...lines(words.changed, changed, lang),
    '',
    `${words.reports(reports)} · ${words.score(
      points(mean(scores.map(({ before }) => before))),
      points(mean(scores.map(({ after }) => after))),
      moved,
    )}`,
    '',
  ];
};

/**
 * `gouji rules backtest --against <reports…>`: what another catalogue (`--rules`), or the drafts of this one, would newly
 * report, no longer report, or report otherwise, and what that does to the scores. Reports of the set are each other's
 * last year. Code 1 when anything changes.
 */
export const backtestRules = async (options: BacktestOptions, context: CommandContext): Promise<Outcome> => {
  const words = WORDS[options.lang];
  const { snapshots, failures } = await takeAll(options.against, options.lang);
  const templates = options.templates === undefined ? {} : { templates: options.templates };
  const base = await readKnowledge(templates);
  const other = options.rules === undefined ? base : await readKnowledge({ ...templates, rules: options.rules });
  const changed = options.drafts || options.rules === undefined ? withDrafts(other) : other;
  context.progress(words.reports(snapshots.length));
  const first = await auditAll(snapshots, base, () => NO_CONTEXT);
  const read = snapshots.filter((_, i) => isResult(first[i]!));
  const known = first.filter(isResult);
  const priorOf = priorAmong(known);
  const contextOf = (at: number): AuditContext => priorOf(known[at]!);
  const before = await auditAll(read, base, contextOf);
  const after = await auditAll(read, changed, contextOf);
  const pairs = before.flatMap((old, i) => (isResult(old) && isResult(after[i]!) ? [[old, after[i]!] as const] : []));
  const backtest = compareResults(
    pairs.map(([old]) => old),
    pairs.map(([, now]) => now as AuditResult),
  );
  const unread = [...failures, ...[...first, ...before, ...after].flatMap((one) => (isResult(one) ? [] : [one]))];
  const troubles = unread.map(
    ({ source, message }) => `gouji: ${words.unread} ${terminalText(source)}: ${terminalText(message)}\n`,
  );
  const differs = backtest.appeared.length + backtest.gone.length + backtest.changed.length > 0;
  return {
    stdout: [shown(backtest, words, options.lang).join('\n')],
    stderr: [...new Set(troubles)].join(''),
    code: unread.length > 0 ? 3 : differs ? 1 : 0,
  };
};
