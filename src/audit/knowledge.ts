import { parseTemplate } from '../facts/parse-template.ts';
import type { RuleSet } from '../model/rule.ts';
import type { Template } from '../model/template.ts';
import { CHECKS } from '../rules/checks/registry.ts';
import type { CompiledRules } from '../rules/compile.ts';
import type { TextFile } from '../rules/parse-rule.ts';
import { parseRuleSet } from '../rules/parse-rule-set.ts';
import { parseProfile } from '../scorecards/parse-profile.ts';
import type { Profile } from '../scorecards/profile.ts';

/** What an audit knows beforehand: forms, rules ready to be judged, and how findings are scored. */
export type Knowledge = {
  readonly templates: readonly Template[];
  readonly ruleset: RuleSet;
  readonly compiled: CompiledRules;
  readonly profile: Profile;
};

export type KnowledgeFiles = {
  readonly rules: readonly TextFile[];
  readonly templates: readonly TextFile[];
  readonly profile: TextFile;
};

/** Runs all steps and throws one Error with the faults of all of them, so that everything can be mended at once. */
const allOrFaults = <T>(steps: readonly (() => T)[]): readonly T[] => {
  const faults: string[] = [];
  const results = steps.flatMap((step): readonly T[] => {
    try {
      return [step()];
    } catch (error) {
      faults.push((error as Error).message);
      return [];
    }
  });
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return results;
};

const bothOrFaults = <A, B>(first: () => A, second: () => B): readonly [A, B] => {
  const [a, b] = allOrFaults<A | B>([first, second]);
  return [a as A, b as B];
};

/** Parses one scoring profile. Throws one Error that lists its faults with file and line. */
export const profileOf = (file: TextFile): Profile => {
  const parsed = parseProfile(file.text);
  if ('profile' in parsed) return parsed.profile;
  throw new Error(parsed.faults.map((f) => `${file.path}:${f.line}: ${f.field}: ${f.message}`).join('\n'));
};

/**
 * Parses forms, rules and profile. `hash` is the content hash of a text (SHA-256, hexadecimal). Throws one Error that
 * lists all faults of all files with file and line.
 */
export const parseKnowledge = (files: KnowledgeFiles, hash: (text: string) => string): Knowledge => {
  if (files.templates.length === 0) throw new Error('there is no template (*.yaml) to read reports by');
  const sorted = [...files.templates].sort((a, b) => (a.path < b.path ? -1 : 1));
  const templates = allOrFaults(sorted.map((file) => () => parseTemplate(file)));
  const [{ ruleset, compiled }, profile] = bothOrFaults(
    () => parseRuleSet(files.rules, templates, CHECKS, hash),
    () => profileOf(files.profile),
  );
  return { templates, ruleset, compiled, profile };
};
