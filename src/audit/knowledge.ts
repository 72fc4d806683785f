import { parseTemplate } from '../facts/parse-template.ts';
import type { Rule, RuleSet } from '../model/rule.ts';
import type { Template } from '../model/template.ts';
import { CHECKS } from '../rules/checks/registry.ts';
import type { CompiledRules } from '../rules/compile.ts';
import type { TextFile } from '../rules/parse-rule.ts';
import { parseRuleSet } from '../rules/parse-rule-set.ts';
import { baseOfProfile, parseProfile } from '../scorecards/parse-profile.ts';
import { type Profile, pointsOf } from '../scorecards/profile.ts';

/** What an audit knows beforehand: forms, rules ready to be judged, and how findings are scored. */
export type Knowledge = {
  readonly templates: readonly Template[];
  readonly ruleset: RuleSet;
  readonly compiled: CompiledRules;
  /** All rules there are, with the drafts and retired ones that `ruleset` leaves out. */
  readonly catalogue: readonly Rule[];
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

/** "seeds/profiles/township.yaml" → "township": a profile is named after its file. */
const idOf = (path: string): string =>
  path
    .split(/[/\\]/)
    .pop()!
    .replace(/\.yaml$/, '');

/**
 * Parses one scoring profile; `others` are the files among which the one it is based on is looked for. Throws one Error
 * that lists its faults with file and line.
 */
export const profileOf = (file: TextFile, others: readonly TextFile[] = []): Profile => {
  const basedOn = baseOfProfile(file.text);
  const base = basedOn === null ? null : others.find(({ path }) => idOf(path) === basedOn);
  if (base === undefined) {
    const known = others.map(({ path }) => idOf(path)).join(', ');
    throw new Error(`${file.path}: basedOn: there is no profile “${basedOn}”; accepted: ${known}`);
  }
  const parsed = parseProfile(file.text, base?.text ?? null);
  if ('profile' in parsed) return parsed.profile;
  throw new Error(parsed.faults.map((f) => `${file.path}:${f.line}: ${f.field}: ${f.message}`).join('\n'));
};

/** The same knowledge for offices of another profile: what it does not ask is not judged. */
export const withProfile = (knowledge: Knowledge, profile: Profile): Knowledge => ({
  ...knowledge,
  profile,
  ruleset: {
    ...knowledge.ruleset,
    rules: knowledge.ruleset.rules.filter((rule) => pointsOf(profile, rule) !== null),
  },
});

/**
 * Parses forms, rules and profile. `hash` is the content hash of a text (SHA-256, hexadecimal), `on` the day for which
 * the rules in force are wanted, null for every active one. Throws one Error that lists all faults of all files with
 * file and line.
 */
export const parseKnowledge = (
  files: KnowledgeFiles,
  hash: (text: string) => string,
  on: string | null = null,
): Knowledge => {
  if (files.templates.length === 0) throw new Error('there is no template (*.yaml) to read reports by');
  const sorted = [...files.templates].sort((a, b) => (a.path < b.path ? -1 : 1));
  const templates = allOrFaults(sorted.map((file) => () => parseTemplate(file)));
  const [{ ruleset, compiled, catalogue }, profile] = bothOrFaults(
    () => parseRuleSet(files.rules, templates, CHECKS, hash, on),
    () => profileOf(files.profile),
  );
  return withProfile({ templates, ruleset, compiled, catalogue, profile }, profile);
};
