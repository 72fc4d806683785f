import { loadKnowledge, PROJECT_FOLDERS } from '../../jobs/load-knowledge.ts';
import { loadIntegerSolver } from '../../platform/integer-solver.ts';
import { lintRules, type RuleIssue } from '../../rules/lint-rules.ts';
import type { Outcome } from '../command.ts';
import { readKnowledge, rulesFolder } from '../knowledge-files.ts';
import type { RulesOptions } from './rules-options.ts';
import { strayRules } from './rules-profiles.ts';

/** Enough for a catalogue of some hundred rules many times over; then what is left is not looked at. */
const SECONDS = 60;

const told = ({ is, rules, template, message }: RuleIssue): string =>
  `${is} (${template}): ${rules.join(', ')}: ${message}\n`;

/** Rules that a scoring profile weighs and that do not exist. */
const strayInProfiles = async (options: RulesOptions): Promise<readonly string[]> => {
  const { byProfile } = await loadKnowledge({ ...PROJECT_FOLDERS, rules: rulesFolder(options) });
  return [...byProfile.values()].flatMap(({ profile, catalogue }) =>
    strayRules(profile, new Set(catalogue.map(({ id }) => id))).map(
      (id) => `profile ${profile.id}: there is no rule ${id}\n`,
    ),
  );
};

/**
 * `gouji rules lint`: loads rules, forms and profiles – every fault is told with its file, line and column (code 2) –
 * and looks for rules that contradict each other (code 1), say the same twice, or can never apply.
 */
export const lintCatalogue = async (options: RulesOptions): Promise<Outcome> => {
  const { ruleset, catalogue, compiled, templates } = await readKnowledge(options);
  const stray = options.rules === undefined ? await strayInProfiles(options) : [];
  const issues = lintRules(compiled, templates, await loadIntegerSolver(SECONDS));
  const count = (status: string): number => catalogue.filter(({ life }) => life?.status === status).length;
  const [drafts, retired] = [count('draft'), count('retired')];
  const rest = [...(drafts > 0 ? [`${drafts} drafts`] : []), ...(retired > 0 ? [`${retired} retired`] : [])];
  const head = [`${ruleset.rules.length} rules`, ...rest, `${templates.length} templates`, ruleset.hash];
  const bad = issues.some(({ is }) => is === 'contradiction');
  return { stdout: [...issues.map(told), ...stray, `${head.join(', ')}\n`], stderr: '', code: bad ? 1 : 0 };
};
