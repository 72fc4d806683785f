import type { Knowledge } from '../audit/knowledge.ts';
import type { Rule } from '../model/rule.ts';
import { ConfigurationError, quoteValue } from '../platform/faults.ts';

/** The known ids that share the most words with what was asked for. */
const similarTo = (asked: string, ids: readonly string[]): readonly string[] => {
  const words = new Set(asked.split('-'));
  const shared = (id: string): number => id.split('-').filter((word) => words.has(word)).length;
  return ids
    .filter((id) => shared(id) > 0)
    .sort((a, b) => shared(b) - shared(a) || (a < b ? -1 : 1))
    .slice(0, 5);
};

/** Names every unknown id and what resembles it. */
export const unknownRules = (ids: readonly string[], known: readonly string[]): ConfigurationError =>
  new ConfigurationError(
    '没有此规则 · no such rule:',
    ids.map((id) => {
      const similar = similarTo(id, known);
      const hint = similar.length > 0 ? `perhaps ${similar.join(', ')}; ` : '';
      return `${quoteValue(id)}; accepted: ${hint}an id of "gouji rules list"`;
    }),
  );

/** The same knowledge with only the rules of these ids; all of them when none is named. Throws for an unknown id. */
export const onlyRules = (knowledge: Knowledge, ids: readonly string[]): Knowledge => {
  if (ids.length === 0) return knowledge;
  const known = knowledge.ruleset.rules.map((rule) => rule.id);
  const unknown = ids.filter((id) => !known.includes(id));
  if (unknown.length > 0) throw unknownRules(unknown, known);
  const keep = (rule: Rule): boolean => ids.includes(rule.id);
  return {
    ...knowledge,
    ruleset: { ...knowledge.ruleset, rules: knowledge.ruleset.rules.filter(keep) },
    compiled: new Map([...knowledge.compiled].map(([form, rules]) => [form, rules.filter(({ rule }) => keep(rule))])),
  };
};
