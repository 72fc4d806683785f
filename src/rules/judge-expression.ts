import { absolute, type Decimal, printShort, subtract } from '../model/decimal.ts';
import type { Expression } from '../model/expression.ts';
import { type Fact, factKey } from '../model/fact.ts';
import { NOWHERE } from '../model/locator.ts';
import type { Equation, Evidence, Rule, Verdict } from '../model/rule.ts';
import type { Template } from '../model/template.ts';
import type { Bilingual } from '../model/text.ts';
import type { Instance } from './compile.ts';
import { figuresOf } from './expression/bind.ts';
import { type Comparison, type Environment, evaluate } from './expression/evaluate.ts';
import { linearForm } from './expression/linear-form.ts';

type Facts = ReadonlyMap<string, Fact>;

const BLANK: Bilingual = { zh: '空白', en: 'blank' };
const MISSING: Bilingual = { zh: '缺', en: 'missing' };

const shown = (fact: Fact | undefined): string | Bilingual => {
  switch (fact?.reading.is) {
    case 'stated':
      return printShort(fact.reading.value);
    case 'text':
      return fact.reading.value;
    case 'blank':
      return BLANK;
    default:
      return MISSING;
  }
};

const evidenceOf = (figures: readonly { path: string; group: string | null }[], facts: Facts): readonly Evidence[] =>
  figures.map(({ path, group }) => {
    const fact = facts.get(factKey(path, group));
    return {
      indicator: path,
      group,
      label: fact?.label ?? null,
      quote: null,
      value: fact?.reading.is === 'stated' ? printShort(fact.reading.value) : null,
      locator: fact?.locator ?? NOWHERE,
    };
  });

/** "25+16+17": the figures of one side as they stand, for the message. */
const terms = (e: Expression, facts: Facts): string =>
  figuresOf(e)
    .map(({ path, group }) => {
      const fact = facts.get(factKey(path, group));
      return fact?.reading.is === 'stated' ? printShort(fact.reading.value) : '0';
    })
    .join('+');

const slotsOf = (
  instance: Instance,
  comparison: Comparison | undefined,
  difference: Decimal | null,
  facts: Facts,
): Readonly<Record<string, string | Bilingual>> => ({
  ...Object.fromEntries([...instance.slots].map(([name, key]) => [name, shown(facts.get(key))])),
  ...(instance.name ? { for: instance.name } : {}),
  ...(comparison && difference
    ? {
        left: printShort(comparison.left),
        right: printShort(comparison.right),
        difference: printShort(difference),
        terms: terms(comparison.expression.right, facts),
      }
    : {}),
});

const violated = (rule: Rule, instance: Instance, comparison: Comparison | undefined, facts: Facts): Verdict => {
  const difference = comparison ? absolute(subtract(comparison.left, comparison.right)) : null;
  return {
    is: 'violated',
    rule: rule.id,
    target: instance.target,
    evidence: evidenceOf(figuresOf(comparison?.expression ?? instance.expect), facts),
    found: comparison ? printShort(comparison.left) : null,
    expected: comparison ? printShort(comparison.right) : null,
    difference: difference ? printShort(difference) : null,
    slots: slotsOf(instance, comparison, difference, facts),
    linear: comparison ? linearForm(comparison.expression) : null,
  };
};

/** Nothing was stated in any of the cells: there is nothing to compare, however blanks are counted. */
const allEmpty = (figures: readonly { path: string; group: string | null }[], facts: Facts): boolean =>
  figures.every(({ path, group }) => facts.get(factKey(path, group))?.reading.is !== 'stated');

/** One instance of one expression rule over one report: its verdict, and the equation when it is a single comparison. */
export const judgeInstance = (
  rule: Rule,
  instance: Instance,
  facts: Facts,
): { readonly verdict: Verdict; readonly equation: Equation | null } => {
  if (rule.body.is !== 'expression') throw new Error(`${rule.id} is a check`);
  const { missing, tolerance } = rule.body;
  const env: Environment = { reading: (key) => facts.get(key)?.reading, missing, tolerance };
  const head = { rule: rule.id, target: instance.target };
  const figures = figuresOf(instance.expect);
  const evidence = evidenceOf(figures, facts);
  const withEquation = (verdict: Verdict): { verdict: Verdict; equation: Equation | null } => ({
    verdict,
    equation: equationOf(rule, instance, verdict),
  });
  if (instance.when) {
    const condition = evaluate(instance.when, env).value;
    if (condition.is === 'unknown') {
      return { verdict: { ...head, evidence: [], is: 'undecided', missing: condition.missing }, equation: null };
    }
    if (condition.is === 'truth' && !condition.value) {
      const because = rule.source.when ?? 'its condition does not hold';
      return { verdict: { ...head, evidence: [], is: 'inapplicable', because }, equation: null };
    }
  }
  const { value, failed } = evaluate(instance.expect, env);
  if (missing === 'blank-is-zero' && figures.length > 0 && allEmpty(figures, facts)) {
    return withEquation({ ...head, evidence, is: 'undecided', missing: figures.map((f) => factKey(f.path, f.group)) });
  }
  switch (value.is) {
    case 'number':
      throw new Error('“expect” gives a number; write a comparison');
    case 'unknown':
      return withEquation(
        missing === 'violated'
          ? violated(rule, instance, undefined, facts)
          : { ...head, evidence, is: 'undecided', missing: value.missing },
      );
    case 'truth':
      return withEquation(
        value.value ? { ...head, evidence, is: 'holds' } : violated(rule, instance, failed[0], facts),
      );
  }
};

const equationOf = (rule: Rule, instance: Instance, verdict: Verdict): Equation | null => {
  if (rule.body.is !== 'expression' || instance.expect.is !== 'compare' || verdict.is === 'inapplicable') return null;
  return {
    rule: rule.id,
    target: instance.target,
    title: rule.title,
    left: instance.expect.left,
    right: instance.expect.right,
    op: instance.expect.op,
    linear: linearForm(instance.expect),
    verdict: verdict.is,
    missing: rule.body.missing,
  };
};

/** What a figure is called in messages: its label, and the group in brackets. */
export const labelOfKey = (template: Template, key: string): string => {
  const [code, group] = key.replace(']', '').split('[');
  const label = template.indicators.get(code!)?.label ?? code!;
  return group === undefined ? label : `${label}[${template.groups.get(group)?.zh ?? group}]`;
};
