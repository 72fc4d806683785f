import { type CaseResult, runRuleCases } from '../../audit/run-rule-cases.ts';
import { readTexts } from '../../jobs/load-knowledge.ts';
import type { Outcome } from '../command.ts';
import { readKnowledge, rulesFolder } from '../knowledge-files.ts';
import type { RulesOptions } from './rules-options.ts';

const told = ({ rule, name, fault }: CaseResult): string => `FAILED ${rule}: ${name}: ${fault}\n`;

/** `gouji rules test`: runs the cases beside the rules; code 1 when one fails or a rule lacks a kind of case. */
export const testRules = async (options: RulesOptions): Promise<Outcome> => {
  const knowledge = await readKnowledge(options);
  const results = runRuleCases(knowledge, await readTexts(rulesFolder(options), '.cases.yaml'));
  const failed = results.filter(({ fault }) => fault !== null);
  const count = `${results.length - failed.length} of ${results.length} cases of ${knowledge.catalogue.length} rules\n`;
  return { stdout: [...failed.map(told), count], stderr: '', code: failed.length > 0 ? 1 : 0 };
};
