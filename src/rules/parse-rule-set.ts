import type { Rule, RuleSet } from '../model/rule.ts';
import type { Template } from '../model/template.ts';
import type { Check } from './checks/check.ts';
import { type CompiledRules, compileRules } from './compile.ts';
import { parseRule, type RuleFileFault, type RulePlaces, type TextFile } from './parse-rule.ts';

/** The version is that of the newest entry in catalogue/CHANGELOG.md. */
export const RULE_SET = { name: 'annual-report', version: '1.1.0' } as const;

const shownPlace = ({ path, line, column }: Omit<RuleFileFault, 'message'>): string =>
  [path, ...(line === null ? [] : [line]), ...(column === null ? [] : [column])].join(':');

const shownFault = (fault: RuleFileFault): string => `${shownPlace(fault)}: ${fault.message}`;

const duplicates = (rules: readonly Rule[]): readonly string[] => {
  const seen = new Set<string>();
  return rules
    .filter((rule) => seen.has(rule.id) || !seen.add(rule.id))
    .map((rule) => `rule “${rule.id}” exists twice`);
};

/** Whether a rule counts on a day: drafts and retired rules never do, an active one from its first day on. */
export const isInForce = ({ life }: Rule, on: string | null): boolean =>
  life === undefined || (life.status === 'active' && (life.from === null || on === null || life.from <= on));

/** A whole catalogue: the rules in force, ready to be judged, and all rules there are. */
export type ParsedRules = {
  readonly ruleset: RuleSet;
  /** Drafts and retired rules are bound too, so that they can be tried out. */
  readonly compiled: CompiledRules;
  readonly catalogue: readonly Rule[];
};

/**
 * Parses and binds a whole catalogue. `hash` gives the content hash of a text; `on` is the day for which the rules in
 * force are wanted, null for every rule that is active. Throws one Error that lists every fault of every file, with file,
 * line and column.
 */
export const parseRuleSet = (
  files: readonly TextFile[],
  templates: readonly Template[],
  checks: ReadonlyMap<string, Check>,
  hash: (text: string) => string,
  on: string | null = null,
): ParsedRules => {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const parsed = sorted.map((file) => parseRule(file, checks));
  const catalogue = parsed.flatMap((p) => ('rule' in p ? [p.rule] : []));
  const faults = [...parsed.flatMap((p) => ('faults' in p ? p.faults.map(shownFault) : [])), ...duplicates(catalogue)];
  if (catalogue.length === 0 && faults.length === 0) faults.push('there is no *.rule.yaml file');
  if (faults.length > 0) throw new Error(faults.join('\n'));
  const places = new Map(parsed.flatMap((p): [Rule, RulePlaces][] => ('rule' in p ? [[p.rule, p.places]] : [])));
  const compiled = compileRules(catalogue, templates, (rule, field) => shownPlace(places.get(rule)!(field)));
  const rules = catalogue.filter((rule) => isInForce(rule, on));
  const counting = rules.map(({ id }) => id).join('\n');
  const text = sorted.map((file) => file.text).join('\n---\n');
  return { ruleset: { ...RULE_SET, hash: `sha256:${hash(`${text}\n---\n${counting}`)}`, rules }, compiled, catalogue };
};
