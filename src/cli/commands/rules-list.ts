import type { Rule } from '../../model/rule.ts';
import { type CommandContext, type Outcome, printed } from '../command.ts';
import { grid } from '../format/grid.ts';
import { terminalText, wrap } from '../format/terminal-text.ts';
import { SEVERITY_NAMES } from '../format/terms.ts';
import { readKnowledge } from '../knowledge-files.ts';
import type { RulesListOptions } from './rules-options.ts';

const HEAD = {
  zh: ['编号', '级别', '类别', '表式', '名称'],
  en: ['id', 'severity', 'family', 'templates', 'title'],
} as const;

/** Drafts and retired rules are marked: "(draft) my-rule". */
const statusOf = ({ life }: Rule): string => (life && life.status !== 'active' ? `(${life.status}) ` : '');

/** `gouji rules list`: a line a rule, in the order of the catalogue. */
export const listRules = async (options: RulesListOptions, context: CommandContext): Promise<Outcome> => {
  const { ruleset, catalogue } = await readKnowledge(options);
  const short = (id: string): string => id.replace('annual-report-', '');
  const titleWidth = Math.max(20, context.columns - 90);
  const rows = catalogue.map((rule) => [
    statusOf(rule) + rule.id,
    SEVERITY_NAMES[rule.severity][options.lang],
    rule.family,
    rule.templates.includes('*') ? '*' : rule.templates.map(short).join(' '),
    wrap(terminalText(rule.title[options.lang]), titleWidth).join('\n'),
  ]);
  return printed(`${grid(HEAD[options.lang], rows)}\n${ruleset.rules.length} · ${ruleset.hash}\n`);
};
