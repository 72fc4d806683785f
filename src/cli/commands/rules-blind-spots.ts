import type { Template } from '../../model/template.ts';
import type { Language } from '../../model/text.ts';
import { ConfigurationError, quoteValue } from '../../platform/faults.ts';
import { labelOfKey } from '../../rules/judge-expression.ts';
import { findBlindSpots } from '../../workbench/blind-spots.ts';
import { type CommandContext, type Outcome, printed } from '../command.ts';
import { terminalText, wrap } from '../format/terminal-text.ts';
import { readKnowledge } from '../knowledge-files.ts';
import type { RulesListOptions } from './rules-options.ts';

const WORDS = {
  zh: {
    head: (figures: number) => `共${figures}个数`,
    unprotected: (count: number) => `没有任何算式涉及的数：${count}个`,
    softly: (count: number) => `只受合理性规则或上下限约束、多数错值不会被发现的数：${count}个`,
    alike: (count: number) => `处于相同算式、分不清是哪一个填错,且两个互相抵消的错误不会被发现的组：${count}组`,
  },
  en: {
    head: (figures: number) => `${figures} figures`,
    unprotected: (count: number) => `${count} figures that no equation or bound speaks of:`,
    softly: (count: number) =>
      `${count} figures that only bounds or plausibility rules speak of, so that most wrong values pass:`,
    alike: (count: number) =>
      `${count} groups of figures in the same equations: which one is wrong cannot be told, and two errors that cancel out are not seen:`,
  },
} as const;

const pick = (templates: readonly Template[], id: string | undefined): readonly Template[] => {
  if (id === undefined) return templates;
  const found = templates.filter((template) => template.id === id || template.id.endsWith(`-${id}`));
  if (found.length > 0) return found;
  throw new ConfigurationError('没有此表式 · no such form:', [
    `${quoteValue(id)}; accepted: ${templates.map((template) => template.id).join(', ')}`,
  ]);
};

const listed = (names: readonly string[], columns: number): readonly string[] =>
  names.length === 0
    ? []
    : wrap(terminalText(names.join('、')), Math.max(30, columns - 4)).map((line) => `    ${line}`);

/** `gouji rules blind-spots [template]`: what no rule protects, and which errors cannot be told apart. */
export const showBlindSpots = async (
  id: string | undefined,
  options: RulesListOptions,
  { columns }: CommandContext,
): Promise<Outcome> => {
  const { ruleset, compiled, templates } = await readKnowledge(options);
  const words = WORDS[options.lang as Language];
  const lines = pick(templates, id).flatMap((template) => {
    const spots = findBlindSpots(ruleset.rules, compiled, template);
    const names = (keys: readonly string[]): readonly string[] => keys.map((key) => labelOfKey(template, key));
    return [
      `${template.id} · ${terminalText(template.name[options.lang])} · ${words.head(spots.figures)}`,
      `  ${words.unprotected(spots.unprotected.length)}`,
      ...listed(names(spots.unprotected), columns),
      `  ${words.softly(spots.softly.length)}`,
      ...listed(names(spots.softly), columns),
      `  ${words.alike(spots.alike.length)}`,
      ...spots.alike.flatMap((group) => listed(names(group), columns)),
      '',
    ];
  });
  return printed(`${lines.join('\n')}\n`);
};
