import type { Expression } from '../model/expression.ts';
import { factKey } from '../model/fact.ts';
import type { Rule } from '../model/rule.ts';
import type { Template } from '../model/template.ts';
import type { Bilingual } from '../model/text.ts';
import { type Binding, bind, type Dictionary, dictionaryOf, figuresOf } from './expression/bind.ts';
import { parseExpression } from './expression/parse-expression.ts';
import { isScoped, type Scope, splitScope } from './expression/scope.ts';

/** One instance of an expression rule on one template: what is judged for one value of its `for`. */
export type Instance = {
  readonly target: string;
  readonly name: Bilingual | null;
  readonly when: Expression | null;
  readonly expect: Expression;
  /** The keys of the figures in `expect`. */
  readonly keys: readonly string[];
  /** Those of them that other reports state. */
  readonly scoped: readonly string[];
  /** Which other reports `when` and `expect` ask for. */
  readonly asks: readonly Scope[];
  /** Message slot → fact key: "t3.new" → "t3.new[np]". */
  readonly slots: ReadonlyMap<string, string>;
};

export type CompiledRule = { readonly rule: Rule; readonly instances: readonly Instance[] | null };

/** The rules that apply to one template, ready to be judged; the others are inapplicable. */
export type CompiledRules = ReadonlyMap<string, readonly CompiledRule[]>;

const expandValues = (values: readonly string[], over: 'group' | 'path', template: Template): readonly string[] =>
  values.flatMap((value) => {
    if (over === 'group') return value === '*' ? [...template.groups.keys()] : [value];
    if (!value.endsWith('.*')) return [value];
    return [...template.indicators.values()]
      .filter((i) => i.kind !== 'heading' && !i.optional && i.code.startsWith(value.slice(0, -1)))
      .map((i) => i.code);
  });

const nameOf = (binding: Binding, template: Template): Bilingual | null => {
  if (!binding) return null;
  if (binding.over === 'group') return template.groups.get(binding.value) ?? null;
  const own = template.indicators.get(binding.value);
  if (own) return { zh: own.label, en: own.label };
  const inside = [...template.indicators.values()].find((i) => i.code.startsWith(`${binding.value}.`));
  // "行政许可·处理决定数量" is a figure of the row 行政许可
  const parts = inside?.label.split('·') ?? [];
  const name = parts.length > 1 ? parts.slice(0, -1).join('·') : (inside?.under ?? binding.value);
  return { zh: name, en: name };
};

/** Slots that every violated comparison fills; all other placeholders of a message name figures. */
const COMMON_SLOTS = new Set(['left', 'right', 'difference', 'terms', 'for']);

/** The figures that a rule's texts mention: "{t3.new[total]}". Throws for a placeholder that is neither slot nor figure. */
const mentionedFigures = (rule: Rule): readonly Expression[] => {
  const texts = [rule.message.zh, rule.message.en, rule.advice?.zh ?? '', rule.advice?.en ?? ''];
  const names = texts.flatMap((text) => [...text.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1]!));
  return names
    .filter((name) => !COMMON_SLOTS.has(name))
    .map((name) => {
      try {
        return parseExpression(name);
      } catch {
        throw new Error(
          `“{${name}}” in the message is no figure; slots are ${[...COMMON_SLOTS].join(', ')} and figures`,
        );
      }
    });
};

/** Figures as written in the rule, with the group they were written with. */
const writtenFigures = (expressions: readonly (Expression | null)[]): ReadonlyMap<string, Expression> =>
  new Map(
    expressions.flatMap((e) =>
      e ? figuresOf(e).map(({ path, group }) => [factKey(path, group), { is: 'figure', path, group } as const]) : [],
    ),
  );

const scopesOf = (expressions: readonly Expression[]): readonly Scope[] => [
  ...new Set(expressions.flatMap((e) => figuresOf(e).flatMap(({ path }) => splitScope(path).scope ?? []))),
];

const instancesOf = (rule: Rule, template: Template, dictionary: Dictionary): readonly Instance[] | null => {
  if (rule.body.is === 'check') return null;
  const { each, when, expect } = rule.body;
  const mentioned = mentionedFigures(rule);
  const bindings: readonly Binding[] = each
    ? expandValues(each.values, each.over, template).map((value) => ({
        variable: each.variable,
        over: each.over,
        value,
      }))
    : [null];
  if (bindings.length === 0) throw new Error(`“for” matches nothing in ${template.id}`);
  return bindings.map((binding) => {
    const slots = new Map<string, string>();
    for (const [written, figure] of writtenFigures([when, expect, ...mentioned])) {
      const bound = bind(figure, binding, dictionary);
      if (bound.is === 'figure') slots.set(written, factKey(bound.path, bound.group));
    }
    const bound = bind(expect, binding, dictionary);
    const condition = when ? bind(when, binding, dictionary) : null;
    const keys = figuresOf(bound).map(({ path, group }) => factKey(path, group));
    return {
      target: binding?.value ?? '',
      name: nameOf(binding, template),
      when: condition,
      expect: bound,
      keys,
      scoped: keys.filter(isScoped),
      asks: scopesOf(condition === null ? [bound] : [condition, bound]),
      slots,
    };
  });
};

const appliesTo = (rule: Rule, template: Template): boolean =>
  rule.templates.includes('*') || rule.templates.includes(template.id);

/** Says where a field of a rule stands: "broken-total/x.rule.yaml:7:1", or the rule's id where that is not known. */
export type WhereOf = (rule: Rule, field: 'templates' | 'expect') => string;

/**
 * Binds every rule to every template it names. Throws one Error that lists all rules whose figures, groups or templates
 * do not exist.
 */
export const compileRules = (
  rules: readonly Rule[],
  templates: readonly Template[],
  whereOf: WhereOf = (rule) => rule.id,
): CompiledRules => {
  const faults: string[] = [];
  const known = new Set(['*', ...templates.map((t) => t.id)]);
  for (const rule of rules) {
    for (const id of rule.templates) {
      if (!known.has(id))
        faults.push(
          `${whereOf(rule, 'templates')}: unknown template “${id}”; there are ${templates.map((t) => t.id).join(', ')}`,
        );
    }
  }
  const compiled = new Map<string, readonly CompiledRule[]>();
  for (const template of templates) {
    const dictionary = dictionaryOf(template, templates);
    const ready = rules
      .filter((rule) => appliesTo(rule, template))
      .flatMap((rule): readonly CompiledRule[] => {
        try {
          return [{ rule, instances: instancesOf(rule, template, dictionary) }];
        } catch (error) {
          faults.push(`${whereOf(rule, 'expect')}: on ${template.id}: ${(error as Error).message}`);
          return [];
        }
      });
    compiled.set(template.id, ready);
  }
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return compiled;
};
