import { type Outcome, printed } from '../command.ts';
import { readKnowledge } from '../knowledge-files.ts';
import type { RulesOptions } from './rules-options.ts';

/** `gouji rules lint`: loads rules, forms and profile; every fault is told with its file and line (code 2). */
export const lintRules = async (options: RulesOptions): Promise<Outcome> => {
  const { ruleset, templates } = await readKnowledge(options);
  return printed(`${ruleset.rules.length} rules, ${templates.length} templates, ${ruleset.hash}\n`);
};
