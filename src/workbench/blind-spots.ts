import { type Decimal, negate, printShort } from '../model/decimal.ts';
import { factKey } from '../model/fact.ts';
import type { Rule } from '../model/rule.ts';
import type { Template } from '../model/template.ts';
import type { CompiledRules } from '../rules/compile.ts';
import { linearForm } from '../rules/expression/linear-form.ts';
import { isScoped, splitScope } from '../rules/expression/scope.ts';

/**
 * What the rules of one form cannot see. `unprotected`: figures that no equation or bound speaks of. `softly`: figures
 * that only plausibility rules or bounds speak of, so that most wrong values pass. `alike`: groups of figures that stand
 * in the same equations; which of them is wrong cannot be told, and two errors among them that cancel out are not seen.
 */
export type BlindSpots = {
  readonly template: string;
  readonly figures: number;
  readonly unprotected: readonly string[];
  readonly softly: readonly string[];
  readonly alike: readonly (readonly string[])[];
};

type Column = { readonly equation: number; readonly by: Decimal }[];

const officialKeys = (template: Template): readonly string[] =>
  template.tables.flatMap(({ rows }) =>
    rows
      .filter((row) => row.role === 'data' && !row.optional)
      .flatMap(({ slots }) => slots.map((slot) => factKey(slot.indicator, slot.group)))
      .filter((key) => {
        const kind = template.indicators.get(key.split('[')[0]!)?.kind;
        return kind === 'count' || kind === 'amount' || kind === 'signed-count';
      }),
  );

/** The figures of the report that a key stands for: a figure of another report protects the one compared with it. */
const ownKey = (key: string): string => (isScoped(key) ? splitScope(key).path : key);

/** Equations of hard and near-hard rules, each with the figures it binds exactly. */
const equationsOf = (rules: readonly Rule[], compiled: CompiledRules, template: Template) => {
  const active = new Set(rules.map(({ id }) => id));
  return (compiled.get(template.id) ?? [])
    .filter(({ rule }) => active.has(rule.id) && rule.kind !== 'soft')
    .flatMap(({ instances }) =>
      (instances ?? []).flatMap(({ expect }) => {
        if (expect.is !== 'compare' || expect.op !== '==') return [];
        const form = linearForm(expect, () => ({ units: 0n, scale: 0 }));
        return form ? [form] : [];
      }),
    );
};

/** Two columns that differ only in sign are alike: the first coefficient is made positive. */
const nameOf = (column: Column): string => {
  const isNegative = column.length > 0 && column[0]!.by.units < 0n;
  return column.map(({ equation, by }) => `${equation}:${printShort(isNegative ? negate(by) : by)}`).join(' ');
};

/** What the given rules cannot see on a form. */
export const findBlindSpots = (rules: readonly Rule[], compiled: CompiledRules, template: Template): BlindSpots => {
  const keys = officialKeys(template);
  const equations = equationsOf(rules, compiled, template);
  const columns = new Map<string, Column>(keys.map((key) => [key, []]));
  for (const [equation, { terms }] of equations.entries()) {
    for (const { key, coefficient } of terms) columns.get(key)?.push({ equation, by: coefficient });
  }
  const active = new Set(rules.map(({ id }) => id));
  const spoken = new Set(
    (compiled.get(template.id) ?? [])
      .filter(({ rule }) => active.has(rule.id))
      .flatMap(({ instances }) => (instances ?? []).flatMap((instance) => instance.keys.map(ownKey))),
  );
  const bound = keys.filter((key) => columns.get(key)!.length > 0);
  const groups = Map.groupBy(bound, (key) => nameOf(columns.get(key)!));
  return {
    template: template.id,
    figures: keys.length,
    unprotected: keys.filter((key) => !spoken.has(key)),
    softly: keys.filter((key) => spoken.has(key) && columns.get(key)!.length === 0),
    alike: [...groups.values()].filter((group) => group.length > 1),
  };
};
