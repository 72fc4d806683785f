import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Knowledge, parseKnowledge } from '../../src/audit/knowledge.ts';
import type { Problem } from '../../src/localisation/problem.ts';
import { stateProblem } from '../../src/localisation/state-problem.ts';
import type { Document } from '../../src/model/document.ts';
import { type Fact, factKey } from '../../src/model/fact.ts';
import { NOWHERE } from '../../src/model/locator.ts';
import type { Judgement } from '../../src/model/rule.ts';
import type { Template } from '../../src/model/template.ts';
import { CHECKS } from '../../src/rules/checks/registry.ts';
import { judge } from '../../src/rules/judge.ts';
import type { Printed } from '../../src/workbench/corrupt-figures.ts';

const ROOT = join(import.meta.dirname, '../..');

const filesIn = (folder: string, ending: string) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => ({ path: name.replaceAll('\\', '/'), text: readFileSync(join(ROOT, folder, name), 'utf8') }));

/** The forms, rules and scoring that ship with the program. */
export const readKnowledge = (): Knowledge =>
  parseKnowledge(
    {
      rules: filesIn('src/rules/catalogue', '.rule.yaml'),
      templates: filesIn('seeds/templates', '.yaml'),
      profile: filesIn('seeds/profiles', 'default.yaml')[0]!,
    },
    (text) => createHash('sha256').update(text).digest('hex'),
  );

const EMPTY: Document = { mediaType: 'text/plain', parser: { name: 'none', version: '0' }, blocks: [], notes: [] };

const factsOf = (figures: Printed, template: Template): readonly Fact[] =>
  [...figures].map(([key, value]): Fact => {
    const [indicator, group] = key.replace(']', '').split('[') as [string, string | undefined];
    return {
      indicator,
      group: group ?? null,
      label: indicator,
      raw: '',
      reading: value === null ? { is: 'blank' } : { is: 'stated', value },
      unit: template.indicators.get(indicator)?.unit ?? null,
      unitStated: null,
      unitInCell: null,
      remarks: [],
      locator: NOWHERE,
    };
  });

/** The figures judged by the expression rules of their form, and what localisation is asked about them. */
export type Judged = { readonly judgement: Judgement; readonly problem: () => Problem };

/** Judges figures as an audit does, without a document around them: only rules that are expressions. */
export const judgeFigures = (knowledge: Knowledge, template: Template, figures: Printed): Judged => {
  const facts = factsOf(figures, template);
  const rules = knowledge.ruleset.rules.filter((rule) => rule.body.is === 'expression');
  const identity = { title: null, officeName: null, period: { year: null, start: null, end: null }, published: null };
  const judgement = judge(rules, knowledge.compiled, CHECKS, {
    document: EMPTY,
    factSet: { template: template.id, recognisedBy: 'tables', facts, parts: [], identity, notes: [] },
    facts: new Map(facts.map((fact) => [factKey(fact.indicator, fact.group), fact])),
    claims: [],
    template,
  });
  const problem = (): Problem =>
    stateProblem({
      facts,
      indicators: template.indicators,
      equations: judgement.equations,
      rules,
      claims: [],
      nameOfRule: (rule, target) => `${rule} ${target}`,
      nameOfClaim: (claim) => claim,
    });
  return { judgement, problem };
};
