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
import { isScoped, type Scope, splitScope } from './expression/scope.ts';
import type { ReportView } from './report-view.ts';

type BoundFigure = ReturnType<typeof figuresOf>[number];

const BLANK: Bilingual = { zh: '空白', en: 'blank' };
const MISSING: Bilingual = { zh: '缺', en: 'missing' };

/** What figures outside the report are called before their label. */
const SCOPE_NAMES: Readonly<Record<Scope, string>> = {
  prior: '上年',
  children: '下级合计',
  largest_child: '下级最大',
  report: '',
};

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

const valueShown = (key: string, view: ReportView): string | null => {
  const reading = view.get(key)?.reading;
  if (reading?.is === 'stated') return printShort(reading.value);
  const floor = isScoped(key) ? view.atLeast(key) : null;
  return floor === null ? null : `≥${printShort(floor)}`;
};

const evidenceFor = ({ path, group }: BoundFigure, view: ReportView): Evidence => {
  const key = factKey(path, group);
  const fact = view.get(key);
  const { scope } = splitScope(path);
  const value = valueShown(key, view);
  if (scope === null)
    return {
      indicator: path,
      group,
      label: fact?.label ?? null,
      quote: null,
      value,
      locator: fact?.locator ?? NOWHERE,
    };
  const label = `${SCOPE_NAMES[scope]}${fact?.label ?? ''}`;
  return { indicator: null, group: null, label, quote: null, value, locator: NOWHERE };
};

const evidenceOf = (figures: readonly BoundFigure[], view: ReportView): readonly Evidence[] =>
  figures.filter(({ path }) => splitScope(path).scope !== 'report').map((figure) => evidenceFor(figure, view));

/** "25+16+17": the figures of one side as they stand, for the message. */
const terms = (e: Expression, view: ReportView): string =>
  figuresOf(e)
    .map(({ path, group }) => valueShown(factKey(path, group), view) ?? '0')
    .join('+');

const slotsOf = (
  instance: Instance,
  comparison: Comparison | undefined,
  difference: Decimal | null,
  view: ReportView,
): Readonly<Record<string, string | Bilingual>> => ({
  ...Object.fromEntries([...instance.slots].map(([name, key]) => [name, shown(view.get(key))])),
  ...(instance.name ? { for: instance.name } : {}),
  ...(comparison && difference
    ? {
        left: printShort(comparison.left),
        right: printShort(comparison.right),
        difference: printShort(difference),
        terms: terms(comparison.expression.right, view),
      }
    : {}),
});

const constantIn =
  (view: ReportView) =>
  (key: string): Decimal | null => {
    const reading = view.get(key)?.reading;
    return reading?.is === 'stated' ? reading.value : null;
  };

const violated = (
  rule: Rule,
  instance: Instance,
  comparison: Comparison | undefined,
  view: ReportView,
): Extract<Verdict, { is: 'violated' }> => {
  const difference = comparison ? absolute(subtract(comparison.left, comparison.right)) : null;
  return {
    is: 'violated',
    rule: rule.id,
    target: instance.target,
    evidence: evidenceOf(figuresOf(comparison?.expression ?? instance.expect), view),
    found: comparison ? printShort(comparison.left) : null,
    expected: comparison ? printShort(comparison.right) : null,
    difference: difference ? printShort(difference) : null,
    slots: slotsOf(instance, comparison, difference, view),
    linear: comparison ? linearForm(comparison.expression, constantIn(view)) : null,
  };
};

/** Nothing was stated in any of the cells: there is nothing to compare, however blanks are counted. */
const allEmpty = (keys: readonly string[], view: ReportView): boolean =>
  keys.every((key) => view.get(key)?.reading.is !== 'stated');

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
  facts: ReadonlyMap<string, Fact>,
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

type Judged = { readonly verdict: Verdict; readonly equation: Equation | null };

type Body = Extract<Rule['body'], { is: 'expression' }>;

/** Whether the rule's condition holds; otherwise the verdict that ends the matter. */
const conditionOf = (rule: Rule, instance: Instance, env: Environment, view: ReportView): Verdict | null => {
  if (!instance.when) return null;
  const head = { rule: rule.id, target: instance.target, evidence: [] };
  const condition = evaluate(instance.when, env).value;
  if (condition.is === 'unknown') return { ...head, is: 'undecided', missing: reasons(condition.missing, view) };
  if (condition.is === 'number' || condition.value) return null;
  return { ...head, is: 'inapplicable', because: rule.source.when ?? 'its condition does not hold' };
};

const reasons = (keys: readonly string[], view: ReportView): readonly string[] => [
  ...new Set(keys.map((key) => view.whyMissing(key))),
];

const whenFalse = (
  rule: Rule,
  body: Body,
  instance: Instance,
  failed: readonly Comparison[],
  view: ReportView,
): Verdict => {
  const head = { rule: rule.id, target: instance.target };
  const sentence = body.explained ? view.sentenceWith(body.explained) : null;
  if (sentence !== null) return { ...head, evidence: [], is: 'inapplicable', because: `explained: ${sentence}` };
  const local = localRowsThatExplain(instance, failed[0], view.own);
  return local.length > 0
    ? { ...head, evidence: evidenceOf(figuresOf(instance.expect), view), is: 'undecided', missing: local }
    : violated(rule, instance, failed[0], view);
};

const verdictOf = (rule: Rule, body: Body, instance: Instance, env: Environment, view: ReportView): Verdict => {
  const { value, failed } = evaluate(instance.expect, env);
  const head = { rule: rule.id, target: instance.target, evidence: [] };
  if (body.missing === 'blank-is-zero' && instance.keys.length > 0 && allEmpty(instance.keys, view))
    return { ...head, is: 'undecided', missing: reasons(instance.keys, view) };
  switch (value.is) {
    case 'number':
      throw new Error('“expect” gives a number; write a comparison');
    case 'unknown':
      return body.missing === 'violated'
        ? violated(rule, instance, undefined, view)
        : { ...head, is: 'undecided', missing: reasons(value.missing, view) };
    case 'truth':
      return value.value ? { ...head, is: 'holds' } : whenFalse(rule, body, instance, failed, view);
  }
};

/** One instance of one expression rule over one report: its verdict, and the equation when it is a single comparison. */
export const judgeInstance = (rule: Rule, instance: Instance, view: ReportView): Judged => {
  const { body } = rule;
  if (body.is !== 'expression') throw new Error(`${rule.id} is a check`);
  for (const scope of instance.asks) {
    const missing = view.closed(scope);
    if (missing !== null)
      return {
        verdict: { rule: rule.id, target: instance.target, evidence: [], is: 'undecided', missing: [missing] },
        equation: null,
      };
  }
  const env: Environment = {
    reading: (key) => view.get(key)?.reading,
    atLeast: (key) => (isScoped(key) ? view.atLeast(key) : null),
    missing: body.missing,
    tolerance: body.tolerance,
  };
  const condition = conditionOf(rule, instance, env, view);
  if (condition) return { verdict: condition, equation: null };
  const verdict = verdictOf(rule, body, instance, env, view);
  return { verdict, equation: equationOf(rule, body, instance, verdict, view) };
};

const equationOf = (
  rule: Rule,
  body: Body,
  instance: Instance,
  verdict: Verdict,
  view: ReportView,
): Equation | null => {
  const { expect } = instance;
  if (expect.is !== 'compare' || verdict.is === 'inapplicable') return null;
  const constant = constantIn(view);
  const constants = instance.scoped.flatMap((key) => {
    const value = constant(key);
    return value === null ? [] : [{ key, value }];
  });
  // an equation of which a side is not known says nothing that can be shown or located
  if (constants.length < instance.scoped.length) return null;
  return {
    rule: rule.id,
    target: instance.target,
    title: rule.title,
    left: expect.left,
    right: expect.right,
    op: expect.op,
    linear: linearForm(expect, constant),
    verdict: verdict.is,
    missing: body.missing,
    ...(constants.length > 0 ? { constants } : {}),
  };
};

/** What a figure is called in messages: its label, and the group in brackets. */
export const labelOfKey = (template: Template, key: string): string => {
  const { scope, path } = splitScope(key);
  const [code, group] = path.replace(']', '').split('[');
  const label = template.indicators.get(code!)?.label ?? code!;
  const named = group === undefined ? label : `${label}[${template.groups.get(group)?.zh ?? group}]`;
  return scope === null ? named : `${SCOPE_NAMES[scope]}${named}`;
};
