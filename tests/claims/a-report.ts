import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { extractClaims } from '../../src/claims/extract-claims.ts';
import { parseTemplate } from '../../src/facts/parse-template.ts';
import type { Claim } from '../../src/model/claim.ts';
import { parseDecimal } from '../../src/model/decimal.ts';
import type { Block, Document } from '../../src/model/document.ts';
import type { Fact } from '../../src/model/fact.ts';
import { locator, NOWHERE } from '../../src/model/locator.ts';
import type { Template } from '../../src/model/template.ts';
import type { CheckInput, CheckVerdict } from '../../src/rules/checks/check.ts';
import { claimChecks } from '../../src/rules/checks/claims/claim-checks.ts';

export type Form = '2014' | '2019' | '2021';

const templates = new Map<Form, Template>();

/** One of the forms that ship with the program. */
export const aForm = (form: Form): Template => {
  const path = `annual-report-${form}.yaml`;
  const known = templates.get(form);
  if (known) return known;
  const text = readFileSync(join(import.meta.dirname, '../../seeds/templates', path), 'utf8');
  const template = parseTemplate({ path, text });
  templates.set(form, template);
  return template;
};

const HEADING = /^([一二三四五六]、|（[一二三四五六]）)\S{1,24}$/;

/** A document of lines: chapter and section headings by their numbers, "# " a title, everything else paragraphs. */
export const aDocument = (lines: readonly string[]): Document => {
  let offset = 0;
  const blocks = lines.map((text, i): Block => {
    const at = locator({ block: i, line: i + 1, start: offset, end: offset + text.length });
    offset += text.length + 1;
    if (text.startsWith('# ')) {
      return { is: 'heading', level: 0, number: null, text: text.slice(2), runIn: false, locator: at };
    }
    const level = text.startsWith('（') ? 2 : 1;
    return HEADING.test(text)
      ? { is: 'heading', level, number: null, text, runIn: false, locator: at }
      : { is: 'paragraph', text, locator: at };
  });
  return { mediaType: 'text/plain', parser: { name: 'test', version: '1' }, blocks, notes: [] };
};

/** The claims of a report of the form; null for a report of no known form. */
export const claimsOf = (form: Form | null, ...lines: readonly string[]): readonly Claim[] =>
  extractClaims(aDocument(lines), form && aForm(form));

const aFact = (key: string, value: string, template: Template | null): Fact => {
  const [indicator, group] = key.replace(']', '').split('[');
  const number = parseDecimal(value);
  return {
    indicator: indicator!,
    group: group ?? null,
    label: key,
    raw: value,
    reading: number ? { is: 'stated', value: number } : { is: 'blank' },
    unit: template?.indicators.get(indicator!)?.unit ?? null,
    unitStated: null,
    unitInCell: null,
    remarks: [],
    locator: NOWHERE,
  };
};

/** Facts by key; "" is a blank cell. */
export const theFacts = (
  values: Readonly<Record<string, string | number>>,
  template: Template | null = null,
): ReadonlyMap<string, Fact> =>
  new Map(Object.entries(values).map(([key, value]) => [key, aFact(key, String(value), template)]));

export const theInput = (
  form: Form | null,
  values: Readonly<Record<string, string | number>>,
  ...lines: readonly string[]
): CheckInput => {
  const document = aDocument(lines);
  const template = form && aForm(form);
  const facts = theFacts(values, template);
  const identity = {
    title: null,
    officeName: null,
    period: { year: null, start: null, end: null },
    published: null,
  };
  const factSet = {
    identity,
    template: template?.id ?? null,
    recognisedBy: null,
    facts: [...facts.values()],
    parts: [],
    notes: [],
  };
  return { document, factSet, facts, claims: extractClaims(document, template), template };
};

/** All verdicts of all claim checks, by claim. */
export const verdictsOf = (input: CheckInput): readonly CheckVerdict[] =>
  claimChecks.flatMap((check) => check.judge(input, check.parseOptions({})));

export type Outcome = 'holds' | 'violated' | 'undecided';

/** What is said of a claim in the end: a violation outweighs everything, holding outweighs being left open. */
export const outcomeOf = (claim: Claim, verdicts: readonly CheckVerdict[]): Outcome => {
  const about = verdicts.filter((verdict) => verdict.target === claim.id).map((verdict) => verdict.is);
  if (about.includes('violated')) return 'violated';
  return about.includes('holds') ? 'holds' : 'undecided';
};
