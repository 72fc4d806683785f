import type { Expression } from '../../model/expression.ts';
import type { Template } from '../../model/template.ts';
import { nearest } from './nearest.ts';
import { REPORT_FIGURES, type Scope, splitScope } from './scope.ts';

/** What a rule's variables stand for in one verdict: a group for all figures of the matrix, or a path for one name. */
export type Binding = { readonly variable: string; readonly over: 'group' | 'path'; readonly value: string } | null;

type Codes = {
  readonly codes: ReadonlySet<string>;
  readonly grouped: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
};

/**
 * Which indicators a template has, and which of them are split into groups. `everywhere` are those of all forms: the
 * report of the year before may have been made on another one.
 */
export type Dictionary = Codes & { readonly everywhere?: Codes };

const codesOf = (templates: readonly Template[]): Codes => {
  const slots = templates.flatMap(({ tables }) => tables.flatMap((table) => table.rows.flatMap((row) => row.slots)));
  return {
    codes: new Set(templates.flatMap((template) => [...template.indicators.keys()])),
    grouped: new Set(slots.filter((slot) => slot.group !== null).map((slot) => slot.indicator)),
    groups: new Set(templates.flatMap((template) => [...template.groups.keys()])),
  };
};

export const dictionaryOf = (template: Template, all: readonly Template[] = [template]): Dictionary => ({
  ...codesOf([template]),
  everywhere: codesOf(all),
});

const substitute = (path: string, binding: Binding): string => {
  if (binding?.over !== 'path') return path;
  const [head, ...rest] = path.split('.');
  return head === binding.variable ? [binding.value, ...rest].join('.') : path;
};

const groupFor = (code: string, group: string | null, binding: Binding, dictionary: Codes): string | null => {
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

const inScope = (scope: Scope | null, code: string): string => (scope === null ? code : `${scope}.${code}`);

const codesIn = (scope: Scope | null, dictionary: Dictionary): Codes =>
  scope === 'prior' ? (dictionary.everywhere ?? dictionary) : dictionary;

const unknownFigure = (code: string, { codes }: Codes): Error => {
  const near = nearest(code, [...codes]);
  return new Error(`unknown figure “${code}”${near.length > 0 ? `; perhaps ${near.join(', ')}` : ''}`);
};

const bindReportFigure = (name: string, group: string | null): Expression => {
  if (group === null && REPORT_FIGURES.some((known) => known === name))
    return { is: 'figure', path: `report.${name}`, group };
  throw new Error(`unknown “report.${name}”; there are ${REPORT_FIGURES.map((known) => `report.${known}`).join(', ')}`);
};

const bindFigure = (path: string, group: string | null, binding: Binding, dictionary: Dictionary): Expression => {
  const { scope, path: own } = splitScope(path);
  if (scope === 'report') return bindReportFigure(own, group);
  const code = substitute(own, binding);
  const codes = codesIn(scope, dictionary);
  if (!codes.codes.has(code)) throw unknownFigure(code, codes);
  return { is: 'figure', path: inScope(scope, code), group: groupFor(code, group, binding, codes) };
};

const expand = (
  pattern: string,
  group: string | null,
  binding: Binding,
  dictionary: Dictionary,
): readonly Expression[] => {
  const { scope, path } = splitScope(pattern.slice(0, -2));
  const known = codesIn(scope, dictionary);
  const prefix = substitute(path, binding);
  const codes = [...known.codes].filter((code) => code.startsWith(`${prefix}.`));
  if (codes.length === 0) throw new Error(`“${pattern}” matches no figure`);
  return codes.map((code) => ({
    is: 'figure',
    path: inScope(scope, code),
    group: groupFor(code, group, binding, known),
  }));
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
