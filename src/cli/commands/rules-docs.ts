import { parse } from 'yaml';
import { z } from 'zod';
import { readTexts } from '../../jobs/load-knowledge.ts';
import { FAMILIES, type Rule } from '../../model/rule.ts';
import type { Bilingual } from '../../model/text.ts';
import { type Outcome, printed } from '../command.ts';
import { readKnowledge, rulesFolder } from '../knowledge-files.ts';
import type { RulesOptions } from './rules-options.ts';

const text = (words: string): string =>
  words.replace(/\s+/g, ' ').trim().replaceAll('|', '\\|').replaceAll('<', '&lt;');

const code = (expression: string): string => `\`${expression.replace(/\s+/g, ' ').trim()}\``;

/** "draft" · "from 2027-01-01" · nothing for a rule that simply counts. */
const lifeOf = ({ life, years }: Rule): readonly string[] => {
  const { status = 'active', from = null, until = null } = life ?? {};
  const since = from === null ? '' : `, from ${from}`;
  const ended = until === null ? '' : `, until ${until}`;
  return [
    ...(status === 'active' && from === null ? [] : [`- status: ${status}${since}${ended}`]),
    ...(years ? [`- report years: ${years.from ?? ''}–${years.to ?? ''}`] : []),
  ];
};

/** A rule that is asked for and not there. */
export type MissingRule = { readonly title: Bilingual; readonly why: string };

const missingRules = z.array(
  z.strictObject({ title: z.strictObject({ zh: z.string(), en: z.string() }), why: z.string() }),
);

const notBuilt = (missing: readonly MissingRule[]): readonly string[] =>
  missing.length === 0
    ? []
    : [
        '## Rules that are not built\n\n',
        ...missing.map(({ title, why }) => `- ${text(title.zh)} · ${text(title.en)}: ${text(why)}\n`),
      ];

const judgedBy = (rule: Rule): readonly string[] => {
  if (rule.body.is === 'check') {
    const options = Object.keys(rule.body.options).length > 0 ? ` ${code(JSON.stringify(rule.body.options))}` : '';
    return [`- check: ${code(rule.body.name)}${options}`];
  }
  const { each, missing, tolerance, explained } = rule.body;
  return [
    ...(each === null ? [] : [`- for each: ${code(each.variable)} of ${code(each.values.join(', '))}`]),
    ...(rule.source.when === null ? [] : [`- when: ${code(rule.source.when)}`]),
    `- expect: ${code(rule.source.expect ?? '')}`,
    ...(missing === 'undecided' ? [] : [`- missing: ${missing}`]),
    ...(tolerance === 'exact' ? [] : [`- tolerance: ${tolerance}`]),
    ...(explained ? [`- explained by a sentence with ${explained.map((all) => all.join('+')).join(', ')}`] : []),
  ];
};

const entry = (rule: Rule): string =>
  [
    `### ${rule.id}`,
    '',
    `${text(rule.title.zh)} · ${text(rule.title.en)}`,
    '',
    `- severity: ${rule.severity}, ${rule.kind}`,
    ...lifeOf(rule),
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
export const rulesPage = (rules: readonly Rule[], missing: readonly MissingRule[] = []): readonly string[] => {
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
    ...notBuilt(missing),
  ];
};

/** `gouji rules docs`: prints the page. */
export const ruleDocs = async (options: RulesOptions): Promise<Outcome> => {
  const { catalogue } = await readKnowledge(options);
  const [file] = await readTexts(rulesFolder(options), 'not-built.yaml');
  const missing = file ? missingRules.parse(parse(file.text)) : [];
  const page = rulesPage(catalogue, missing).join('').trimEnd();
  return printed(page, '\n');
};
