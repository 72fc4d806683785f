import { absolute, add, type Decimal, equals, printShort, subtract, ZERO } from '../model/decimal.ts';
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

type Spot = { readonly block: number; readonly row: number };

const spotOf = (fact: Fact | undefined): Spot | null => {
  const { block, row } = fact?.locator ?? NOWHERE;
  return block === null || row === null ? null : { block, row };
};

/**
 * Rows of the office's own that stand among the rows of an identity and make up its difference, alone or together: they
 * may belong to the sum ("电子邮件申请数" among the ways of applying), so nothing can be said.
 */
const localRowsThatExplain = (
  instance: Instance,
  comparison: Comparison | undefined,
  facts: Facts,
): readonly string[] => {
  if (comparison?.op !== '==') return [];
  const spots = figuresOf(instance.expect).flatMap((f) => spotOf(facts.get(factKey(f.path, f.group))) ?? []);
  const [first] = spots;
  if (!first || spots.some((spot) => spot.block !== first.block)) return [];
  const top = spots.reduce((least, { row }) => Math.min(least, row), first.row);
  const bottom = spots.reduce((most, { row }) => Math.max(most, row), first.row);
  // the row after the last part may be one more part
  const among = [...facts].flatMap(([key, fact]) => {
    const spot = spotOf(fact);
    const isLocal = fact.indicator.startsWith('local.') && fact.group === null && fact.reading.is === 'stated';
    const inside = spot?.block === first.block && spot.row > top && spot.row <= bottom + 1;
    return isLocal && inside && fact.reading.is === 'stated' ? [{ key, value: fact.reading.value }] : [];
  });
  const difference = absolute(subtract(comparison.left, comparison.right));
  const single = among.filter(({ value }) => equals(value, difference));
  if (single.length > 0) return single.map(({ key }) => key);
  const together = among.reduce((sum, { value }) => add(sum, value), ZERO);
  return among.length > 0 && equals(together, difference) ? among.map(({ key }) => key) : [];
};

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
    case 'truth': {
      if (value.value) return withEquation({ ...head, evidence, is: 'holds' });
      const local = localRowsThatExplain(instance, failed[0], facts);
      return withEquation(
        local.length > 0
          ? { ...head, evidence, is: 'undecided', missing: local }
          : violated(rule, instance, failed[0], facts),
      );
    }
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
