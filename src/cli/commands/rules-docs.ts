import { FAMILIES, type Rule } from '../../model/rule.ts';
import { type Outcome, printed } from '../command.ts';
import { readKnowledge } from '../knowledge-files.ts';
import type { RulesOptions } from './rules-options.ts';

const text = (words: string): string =>
  words.replace(/\s+/g, ' ').trim().replaceAll('|', '\\|').replaceAll('<', '&lt;');

const code = (expression: string): string => `\`${expression.replace(/\s+/g, ' ').trim()}\``;

const judgedBy = (rule: Rule): readonly string[] => {
  if (rule.body.is === 'check') {
    const options = Object.keys(rule.body.options).length > 0 ? ` ${code(JSON.stringify(rule.body.options))}` : '';
    return [`- check: ${code(rule.body.name)}${options}`];
  }
  const { each, missing, tolerance } = rule.body;
  return [
    ...(each === null ? [] : [`- for each: ${code(each.variable)} of ${code(each.values.join(', '))}`]),
    ...(rule.source.when === null ? [] : [`- when: ${code(rule.source.when)}`]),
    `- expect: ${code(rule.source.expect ?? '')}`,
    ...(missing === 'undecided' ? [] : [`- missing: ${missing}`]),
    ...(tolerance === 'exact' ? [] : [`- tolerance: ${tolerance}`]),
  ];
};

const entry = (rule: Rule): string =>
  [
    `### ${rule.id}`,
    '',
    `${text(rule.title.zh)} · ${text(rule.title.en)}`,
    '',
    `- severity: ${rule.severity}, ${rule.kind}`,
    `- templates: ${rule.templates.includes('*') ? 'any' : rule.templates.join(', ')}`,
    ...(rule.basis === null ? [] : [`- basis: ${text(rule.basis)}`]),
    ...judgedBy(rule),
    `- message: ${text(rule.message.zh)} · ${text(rule.message.en)}`,
    ...(rule.advice === null ? [] : [`- advice: ${text(rule.advice.zh)} · ${text(rule.advice.en)}`]),
    ...(rule.blind === null ? [] : [`- does not see: ${text(rule.blind)}`]),
    '',
    '',
  ].join('\n');

const byId = (a: Rule, b: Rule): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** The page of all rules in Markdown, by family, then by id: the same catalogue gives the same bytes. */
export const rulesPage = (rules: readonly Rule[]): readonly string[] => {
  const families = FAMILIES.map((family) => ({
    family,
    rules: rules.filter((rule) => rule.family === family).sort(byId),
  })).filter((each) => each.rules.length > 0);
  return [
    '# Rules · 规则\n\nGenerated from the catalogue by `npm run docs`; edit the rule files, not this page.\n\n',
    `${rules.length} rules.\n\n| family | rules |\n|---|---|\n`,
    ...families.map((each) => `| [${each.family}](#${each.family}) | ${each.rules.length} |\n`),
    '\n',
    ...families.flatMap((each) => [`## ${each.family}\n\n`, ...each.rules.map(entry)]),
  ];
};

/** `gouji rules docs`: prints the page. */
export const ruleDocs = async (options: RulesOptions): Promise<Outcome> => {
  const { ruleset } = await readKnowledge(options);
  const page = rulesPage(ruleset.rules).join('').trimEnd();
  return printed(page, '\n');
};
