import { parse } from 'yaml';
import { z } from 'zod';
import { extractClaims } from '../claims/extract-claims.ts';
import { readTextDocument } from '../documents/read-text-document.ts';
import { outlineChapters } from '../facts/outline-chapters.ts';
import { readAgainst } from '../facts/read-facts.ts';
import type { Document } from '../model/document.ts';
import { type Fact, type FactSet, factKey } from '../model/fact.ts';
import type { Rule, Verdict } from '../model/rule.ts';
import type { Slot, Template } from '../model/template.ts';
import { CHECKS } from '../rules/checks/registry.ts';
import { judge } from '../rules/judge.ts';
import type { TextFile } from '../rules/parse-rule.ts';
import { contextOf, contextOfCase } from './case-context.ts';
import { caseFacts, factOf, plain, splitKey } from './case-facts.ts';
import type { Knowledge } from './knowledge.ts';

const verdictNames = z.enum(['holds', 'violated', 'undecided', 'inapplicable']);
const caseFile = z.array(
  z.strictObject({
    name: z.string(),
    expect: verdictNames,
    template: z.string(),
    target: z.string().optional(),
    facts: caseFacts.optional(),
    fill: z.number().int().optional(),
    text: z.string().optional(),
    /** Year and office of the report, where no text says them. */
    year: z.int().optional(),
    office: z.string().optional(),
    ...contextOfCase.shape,
    finding: z
      .strictObject({ found: plain.optional(), expected: plain.optional(), severity: z.string().optional() })
      .optional(),
  }),
);

type RuleCase = z.infer<typeof caseFile>[number];

/** One case and how it went; `fault` is null when it went as expected. */
export type CaseResult = { readonly rule: string; readonly name: string; readonly fault: string | null };

const slotsOf = (template: Template): readonly Slot[] =>
  template.tables.flatMap((table) =>
    table.rows.filter((row) => row.role === 'data' && !row.optional).flatMap((row) => row.slots),
  );

const factsOf = (given: RuleCase, template: Template): ReadonlyMap<string, Fact> | null => {
  if (given.facts === undefined && given.fill === undefined) return null;
  const facts = new Map<string, Fact>();
  if (given.fill !== undefined) {
    for (const slot of slotsOf(template)) {
      const key = factKey(slot.indicator, slot.group);
      facts.set(key, factOf(key, given.fill, template));
    }
  }
  for (const [key, value] of Object.entries(given.facts ?? {})) facts.set(key, factOf(key, value, template));
  return facts;
};

const documentOf = (text: string): Document => {
  const bytes = new TextEncoder().encode(text);
  const reading = readTextDocument(bytes, null);
  if ('document' in reading) return reading.document;
  const why = 'failure' in reading ? reading.failure.message : 'it is neither a text nor a page';
  throw new Error(`the text of the case cannot be read: ${why}`);
};

const EMPTY: Document = { mediaType: 'text/plain', parser: { name: 'none', version: '1' }, blocks: [], notes: [] };

const identityOf = (given: RuleCase, { identity }: FactSet): FactSet['identity'] => ({
  ...identity,
  officeName: given.office ?? identity.officeName,
  period: { ...identity.period, year: given.year ?? identity.period.year },
});

const judgeCase = (rule: Rule, given: RuleCase, knowledge: Knowledge): readonly Verdict[] => {
  const template = knowledge.templates.find((t) => t.id === given.template);
  if (!template) throw new Error(`unknown template “${given.template}”`);
  const document = given.text === undefined ? EMPTY : outlineChapters(documentOf(given.text), knowledge.templates);
  const read = readAgainst(document, template, 'tables');
  const facts = factsOf(given, template) ?? new Map(read.facts.map((f) => [factKey(f.indicator, f.group), f]));
  for (const key of facts.keys()) {
    const { indicator } = splitKey(key);
    if (!template.indicators.has(indicator) && !indicator.startsWith('local.'))
      throw new Error(`unknown figure “${key}”`);
  }
  const factSet = { ...read, facts: [...facts.values()], identity: identityOf(given, read) };
  const claims = extractClaims(document, template);
  const judgement = judge([rule], knowledge.compiled, CHECKS, {
    document,
    factSet,
    facts,
    claims,
    template,
    context: contextOf(given, factSet.identity.period.year, template, knowledge.templates),
  });
  const fault = judgement.faults[0];
  if (fault) throw new Error(`the rule crashed: ${fault.error}`);
  return judgement.verdicts;
};

const ORDER = ['violated', 'undecided', 'holds', 'inapplicable'] as const;

const outcome = (verdicts: readonly Verdict[]): Verdict | undefined =>
  ORDER.map((is) => verdicts.find((verdict) => verdict.is === is)).find((verdict) => verdict !== undefined);

const compareFinding = (rule: Rule, given: RuleCase, verdict: Verdict): string | null => {
  if (!given.finding || verdict.is !== 'violated') return null;
  for (const field of ['found', 'expected'] as const) {
    const want = given.finding[field];
    if (want !== undefined && String(want) !== verdict[field]) return `${field} is ${verdict[field]}, expected ${want}`;
  }
  const severity = verdict.severity ?? rule.severity;
  const want = given.finding.severity;
  return want !== undefined && want !== severity ? `severity is ${severity}, expected ${want}` : null;
};

const runCase = (rule: Rule, given: RuleCase, knowledge: Knowledge): CaseResult => {
  const result = (fault: string | null): CaseResult => ({ rule: rule.id, name: given.name, fault });
  try {
    const all = judgeCase(rule, given, knowledge);
    const verdicts = given.target === undefined ? all : all.filter((verdict) => verdict.target === given.target);
    const verdict = outcome(verdicts);
    if (!verdict) return result(given.expect === 'inapplicable' ? null : `gave no verdict, expected ${given.expect}`);
    if (verdict.is !== given.expect) return result(`is ${verdict.is}, expected ${given.expect}`);
    return result(compareFinding(rule, given, verdict));
  } catch (error) {
    return result((error as Error).message);
  }
};

const NEEDED = ['holds', 'violated', 'undecided'] as const;

const runFile = (rule: Rule, file: TextFile | undefined, knowledge: Knowledge): readonly CaseResult[] => {
  const fault = (name: string, message: string): CaseResult => ({ rule: rule.id, name, fault: message });
  if (!file) return [fault('cases', `there is no ${rule.id}.cases.yaml`)];
  const parsed = caseFile.safeParse(parse(file.text));
  if (!parsed.success) {
    return parsed.error.issues.map((issue) =>
      fault('cases', `${file.path}: ${issue.path.join('.')}: ${issue.message}`),
    );
  }
  const lacking = NEEDED.filter(
    (is) => !parsed.data.some((given) => given.expect === is) && !file.text.includes(`# never ${is}:`),
  ).map((is) =>
    fault('cases', `${file.path}: no case shows it ${is}; if it never is, say why in a line “# never ${is}: …”`),
  );
  return [...lacking, ...parsed.data.map((given) => runCase(rule, given, knowledge))];
};

/** Runs the cases of every rule, `files` being all *.cases.yaml of the catalogue; a rule without cases is a fault. */
export const runRuleCases = (knowledge: Knowledge, files: readonly TextFile[]): readonly CaseResult[] => {
  const byRule = new Map(
    files.map((file) => [
      file.path
        .split('/')
        .pop()!
        .replace(/\.cases\.yaml$/, ''),
      file,
    ]),
  );
  const known = new Set(knowledge.catalogue.map((rule) => rule.id));
  const strays = [...byRule.keys()]
    .filter((id) => !known.has(id))
    .map((id): CaseResult => ({ rule: id, name: 'cases', fault: 'there are cases for a rule that does not exist' }));
  return [...strays, ...knowledge.catalogue.flatMap((rule) => runFile(rule, byRule.get(rule.id), knowledge))];
};
