import type { Rule, RuleSet } from '../model/rule.ts';
import type { Template } from '../model/template.ts';
import type { Check } from './checks/check.ts';
import { type CompiledRules, compileRules } from './compile.ts';
import { parseRule, type RuleFileFault, type TextFile } from './parse-rule.ts';

const RULE_SET = { name: 'annual-report', version: '1.0.0' };

const shownFault = (fault: RuleFileFault): string =>
  `${fault.path}${fault.line === null ? '' : `:${fault.line}`}: ${fault.message}`;

const duplicates = (rules: readonly Rule[]): readonly string[] => {
  const seen = new Set<string>();
  return rules
    .filter((rule) => seen.has(rule.id) || !seen.add(rule.id))
    .map((rule) => `rule “${rule.id}” exists twice`);
};

/**
 * Parses and binds a whole catalogue. `hash` gives the content hash of a text. Throws one Error that lists every fault
 * of every file, with file and line.
 */
export const parseRuleSet = (
  files: readonly TextFile[],
  templates: readonly Template[],
  checks: ReadonlyMap<string, Check>,
  hash: (text: string) => string,
): { readonly ruleset: RuleSet; readonly compiled: CompiledRules } => {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const parsed = sorted.map((file) => parseRule(file, checks));
  const rules = parsed.flatMap((p) => ('rule' in p ? [p.rule] : []));
  const faults = [...parsed.flatMap((p) => ('faults' in p ? p.faults.map(shownFault) : [])), ...duplicates(rules)];
  if (rules.length === 0 && faults.length === 0) faults.push('there is no *.rule.yaml file');
  if (faults.length > 0) throw new Error(faults.join('\n'));
  const compiled = compileRules(rules, templates);
  const ruleset: RuleSet = {
    ...RULE_SET,
    hash: `sha256:${hash(sorted.map((file) => file.text).join('\n---\n'))}`,
    rules,
  };
  return { ruleset, compiled };
};
