import { access, mkdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { FAMILIES } from '../../model/rule.ts';
import { ConfigurationError, quoteValue } from '../../platform/faults.ts';
import { writeFileSafely } from '../../platform/write-file-safely.ts';
import { type Outcome, printed } from '../command.ts';
import { rulesFolder } from '../knowledge-files.ts';
import type { RulesOptions } from './rules-options.ts';

const RULE = (
  family: string,
  id: string,
): string => `# yaml-language-server: $schema=../../../../docs/schema/rule-1.schema.json
id: ${id}
title: { zh: 待写标题, en: To be written }
family: ${family}
severity: warning
kind: near-hard
status: draft
basis: 待写依据
templates: [annual-report-2021]
expect: t3.sum[total] <= t3.new[total] + t3.carry_in[total]
message:
  zh: 办结总计{left}件，新收与上年结转合计{right}件。
  en: "{left} were closed, {right} had come in."
advice:
  zh: 待写一句话建议。
  en: One sentence on what to do.
blind:
  over: When is it reported though right?
  under: When is it wrong though not reported?
`;

const CASES = `- name: write here what is right, as a sentence
  expect: holds
  template: annual-report-2021
  facts: { "t3.sum[total]": 3, "t3.new[total]": 3, "t3.carry_in[total]": 0 }
- name: write here what is wrong
  expect: violated
  template: annual-report-2021
  facts: { "t3.sum[total]": 4, "t3.new[total]": 3, "t3.carry_in[total]": 0 }
  finding: { found: 4, expected: 3 }
- name: write here what leaves it open
  expect: undecided
  template: annual-report-2021
  facts: { "t3.sum[total]": unreadable, "t3.new[total]": 3, "t3.carry_in[total]": 0 }
`;

const PAGE = (id: string): string => `# ${id}

Why this rule exists, what it rests on, and which reports it was tried on. Leave the page out where the rule says it all.
`;

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

const refuse = (fault: string): ConfigurationError =>
  new ConfigurationError('无法新建规则 · no rule was made:', [fault]);

const parse = (name: string): { readonly family: string; readonly id: string } => {
  const [family, id, ...rest] = name.split('/');
  if (!FAMILIES.some((known) => known === family))
    throw refuse(`${quoteValue(name)}; accepted: <family>/<id>, the family one of ${FAMILIES.join(', ')}`);
  if (rest.length > 0 || !/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(id ?? ''))
    throw refuse(`${quoteValue(name)}; accepted: an id of words of small letters and digits joined by “-”`);
  return { family: family!, id: id! };
};

/**
 * `gouji rules new <family>/<id>`: a rule that works, as a draft, with its cases and its page, to be changed. Never
 * writes over a rule that is there.
 */
export const newRule = async (name: string, options: RulesOptions): Promise<Outcome> => {
  const { family, id } = parse(name);
  const folder = join(rulesFolder(options), family);
  const path = (ending: string): string => join(folder, `${id}${ending}`);
  if (await exists(path('.rule.yaml'))) throw refuse(`${path('.rule.yaml')} is there already`);
  await mkdir(folder, { recursive: true });
  const files = [
    [path('.rule.yaml'), RULE(family, id)],
    [path('.cases.yaml'), CASES],
    [path('.md'), PAGE(id)],
  ] as const;
  for (const [file, text] of files) await writeFileSafely(file, new TextEncoder().encode(text));
  const shown = files.map(([file]) => `${relative('.', file)}\n`);
  return printed(...shown, 'gouji rules test · gouji rules backtest --against <reports>\n');
};
