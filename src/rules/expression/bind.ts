import type { Expression } from '../../model/expression.ts';
import type { Template } from '../../model/template.ts';

/** What a rule's variables stand for in one verdict: a group for all figures of the matrix, or a path for one name. */
export type Binding = { readonly variable: string; readonly over: 'group' | 'path'; readonly value: string } | null;

/** Which indicators a template has, and which of them are split into groups. */
export type Dictionary = {
  readonly codes: ReadonlySet<string>;
  readonly grouped: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
};

export const dictionaryOf = (template: Template): Dictionary => {
  const slots = template.tables.flatMap((table) => table.rows.flatMap((row) => row.slots));
  return {
    codes: new Set(template.indicators.keys()),
    grouped: new Set(slots.filter((slot) => slot.group !== null).map((slot) => slot.indicator)),
    groups: new Set(template.groups.keys()),
  };
};

const substitute = (path: string, binding: Binding): string => {
  if (binding?.over !== 'path') return path;
  const [head, ...rest] = path.split('.');
  return head === binding.variable ? [binding.value, ...rest].join('.') : path;
};

const groupFor = (code: string, group: string | null, binding: Binding, dictionary: Dictionary): string | null => {
  if (!dictionary.grouped.has(code)) {
    if (group !== null) throw new Error(`${code} has no groups, so “[${group}]” cannot be asked for`);
    return null;
  }
  const wanted = group ?? (binding?.over === 'group' ? binding.value : null);
  if (wanted === null)
    throw new Error(`${code} needs a group: ${[...dictionary.groups].map((g) => `${code}[${g}]`).join(', ')}`);
  if (!dictionary.groups.has(wanted))
    throw new Error(`unknown group “${wanted}”; there are ${[...dictionary.groups].join(', ')}`);
  return wanted;
};

const bindFigure = (path: string, group: string | null, binding: Binding, dictionary: Dictionary): Expression => {
  const code = substitute(path, binding);
  if (!dictionary.codes.has(code)) throw new Error(`unknown figure “${code}”`);
  return { is: 'figure', path: code, group: groupFor(code, group, binding, dictionary) };
};

const expand = (
  pattern: string,
  group: string | null,
  binding: Binding,
  dictionary: Dictionary,
): readonly Expression[] => {
  const prefix = substitute(pattern.slice(0, -2), binding);
  const codes = [...dictionary.codes].filter((code) => code.startsWith(`${prefix}.`));
  if (codes.length === 0) throw new Error(`“${pattern}” matches no figure`);
  return codes.map((code) => ({ is: 'figure', path: code, group: groupFor(code, group, binding, dictionary) }));
};

/**
 * Replaces variables, groups and patterns by the figures of one template, so that every `figure` is concrete and no
 * `figures` is left. Throws an Error that names an unknown figure or group and what would be accepted.
 */
export const bind = (expression: Expression, binding: Binding, dictionary: Dictionary): Expression => {
  const inner = (e: Expression): Expression => bind(e, binding, dictionary);
  switch (expression.is) {
    case 'number':
      return expression;
    case 'figure':
      return bindFigure(expression.path, expression.group, binding, dictionary);
    case 'figures':
      throw new Error(`“${expression.pattern}” stands for several figures; use it inside sum(), max() or min()`);
    case 'call': {
      const args = expression.args.flatMap((arg) =>
        arg.is === 'figures' ? expand(arg.pattern, arg.group, binding, dictionary) : [inner(arg)],
      );
      return { ...expression, args };
    }
    case 'not':
      return { is: 'not', of: inner(expression.of) };
    default:
      return { ...expression, left: inner(expression.left), right: inner(expression.right) };
  }
};

type BoundFigure = { readonly path: string; readonly group: string | null };

const findFigures = (expression: Expression): readonly BoundFigure[] => {
  const seen = new Map<string, { path: string; group: string | null }>();
  const walk = (e: Expression): void => {
    switch (e.is) {
      case 'figure':
        seen.set(`${e.path}[${e.group}]`, { path: e.path, group: e.group });
        break;
      case 'call':
        e.args.forEach(walk);
        break;
      case 'not':
        walk(e.of);
        break;
      case 'number':
      case 'figures':
        break;
      default:
        walk(e.left);
        walk(e.right);
    }
  };
  walk(expression);
  return [...seen.values()];
};

// Expressions are bound once, when the rules are loaded, and then meet every report.
const known = new WeakMap<Expression, readonly BoundFigure[]>();

/** All concrete figures of a bound expression, once each, in order of appearance. */
export const figuresOf = (expression: Expression): readonly BoundFigure[] => {
  const figures = known.get(expression) ?? findFigures(expression);
  known.set(expression, figures);
  return figures;
};
