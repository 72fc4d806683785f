import { loadIntegerSolver } from '../../platform/integer-solver.ts';
import { type MutationReport, mutate } from '../../workbench/mutate.ts';
import { type CommandContext, type Outcome, printed } from '../command.ts';
import { grid } from '../format/grid.ts';
import { readKnowledge } from '../knowledge-files.ts';
import type { RulesListOptions } from './rules-options.ts';

export type MutateOptions = RulesListOptions & { readonly reports: number; readonly seed: number };

const WORDS = {
  zh: {
    mutation: '错误类型',
    mutants: '错误数',
    killed: '发现',
    rate: '发现率',
    located: '首位定位正确',
    rule: '规则',
    about: '涉及的错误',
    falseAlarms: '误报',
    hard: (killed: number, mutants: number) => `表三、表四单个错数：${mutants}个中${killed}个由硬性勾稽发现`,
    missed: '未发现：',
    reports: (reports: number, seed: number) => `生成${reports}份无误报告（种子${seed}），逐份逐类植入错误\n`,
  },
  en: {
    mutation: 'mistake',
    mutants: 'mutants',
    killed: 'found',
    rate: 'rate',
    located: 'located first',
    rule: 'rule',
    about: 'mutants of its figures',
    falseAlarms: 'false alarms',
    hard: (killed: number, mutants: number) =>
      `single wrong figures of tables 3 and 4: ${killed} of ${mutants} found by hard identities`,
    missed: 'missed:',
    reports: (reports: number, seed: number) =>
      `${reports} clean reports from seed ${seed}, each spoilt in every way\n`,
  },
} as const;

const rate = (part: number, whole: number): string => (whole === 0 ? '' : `${Math.round((100 * part) / whole)}%`);

const tables = ({ byMutation, byRule, hard }: MutationReport, words: (typeof WORDS)['zh' | 'en']): string => {
  const ways = byMutation.map((of) => [
    of.mutation,
    String(of.mutants),
    String(of.killed),
    rate(of.killed, of.mutants),
    of.locatable === 0 ? '' : `${of.located} / ${of.locatable}`,
  ]);
  const rules = byRule
    .filter(({ mutants, falseAlarms }) => mutants + falseAlarms > 0)
    .map((of) => [of.rule, String(of.mutants), String(of.killed), rate(of.killed, of.mutants), String(of.falseAlarms)]);
  return [
    grid([words.mutation, words.mutants, words.killed, words.rate, words.located], ways),
    grid([words.rule, words.about, words.killed, words.rate, words.falseAlarms], rules),
    words.hard(hard.killed, hard.mutants),
    ...(hard.missed.length > 0 ? [`${words.missed} ${hard.missed.slice(0, 10).join('; ')}`] : []),
  ].join('\n');
};

/**
 * `gouji rules mutate`: spoils clean reports with typed errors and tells what each rule finds. Code 1 when a rule finds
 * something in a clean report, or a hard identity of tables 3 and 4 misses a single wrong figure.
 */
export const mutateRules = async (options: MutateOptions, context: CommandContext): Promise<Outcome> => {
  const knowledge = await readKnowledge(options);
  const words = WORDS[options.lang];
  context.progress(words.reports(options.reports, options.seed).trimEnd());
  const solver = await loadIntegerSolver(600);
  const report = mutate(knowledge, { reports: options.reports, seed: options.seed, solver });
  const alarms = report.byRule.reduce((sum, { falseAlarms }) => sum + falseAlarms, 0);
  const outcome = printed(`${tables(report, words)}\n`);
  return { ...outcome, code: alarms > 0 || report.hard.killed < report.hard.mutants ? 1 : 0 };
};
