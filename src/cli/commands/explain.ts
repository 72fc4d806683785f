import { factKey } from '../../model/fact.ts';
import type { Rule } from '../../model/rule.ts';
import type { Language } from '../../model/text.ts';
import { auditOneReport } from '../audit-one-report.ts';
import { type CommandContext, type Outcome, printed, refused } from '../command.ts';
import { explanation, type View } from '../format/explanation.ts';
import { terminalText } from '../format/terminal-text.ts';
import { type KnowledgeFolders, readKnowledge } from '../knowledge-files.ts';
import { unknownRules } from '../only-rules.ts';

export type ExplainOptions = KnowledgeFolders & { readonly lang: Language };

const WORDS = {
  zh: { unread: '未能读取' },
  en: { unread: 'not read:' },
} as const;

/** One finding by its fingerprint, or a rule with all its findings and equations. Throws when it is neither. */
const select = (view: View, rules: readonly Rule[], what: string): string => {
  const { findings, equations } = view.result;
  const finding = findings.find(({ fingerprint }) => fingerprint === what);
  const rule = rules.find(({ id }) => id === (finding?.rule ?? what));
  if (rule === undefined) {
    throw unknownRules([what], [...findings.map(({ fingerprint }) => fingerprint), ...rules.map(({ id }) => id)]);
  }
  if (finding !== undefined) return explanation(view, rule, [finding], []);
  const own = <T extends { readonly rule: string }>(items: readonly T[]): readonly T[] =>
    items.filter((item) => item.rule === rule.id);
  return explanation(view, rule, own(findings), own(equations));
};

/** `gouji explain <file> <fingerprint|rule>`: the equation with this report's figures, its basis, and where they stand. */
export const explain = async (
  file: string,
  what: string,
  options: ExplainOptions,
  context: CommandContext,
): Promise<Outcome> => {
  const { lang } = options;
  const knowledge = await readKnowledge(options);
  const audited = await auditOneReport(file, knowledge, lang);
  if ('failure' in audited) {
    const { source, message } = audited.failure;
    return refused(`${WORDS[lang].unread} ${terminalText(source)}: ${terminalText(message)}`, 3);
  }
  const { result, text } = audited;
  const view: View = {
    result,
    text,
    facts: new Map(result.facts.map((fact) => [factKey(fact.indicator, fact.group), fact])),
    template: knowledge.templates.find(({ id }) => id === result.template)!,
    rules: knowledge.ruleset.rules,
    language: lang,
    columns: context.columns,
  };
  return printed(select(view, knowledge.ruleset.rules, what));
};
