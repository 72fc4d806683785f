import type { AuditResult } from '../model/audit-result.ts';
import { print } from '../model/decimal.ts';
import { type Fact, factKey } from '../model/fact.ts';
import type { FigureChange } from '../store/store.ts';

/** A figure as it is compared and shown; null where none is stated, undefined where a cell could not be read. */
const stated = (fact: Fact | undefined): string | null | undefined => {
  if (!fact) return null;
  if (fact.reading.is === 'stated') return print(fact.reading.value);
  return fact.reading.is === 'unreadable' || fact.reading.is === 'text' ? undefined : null;
};

const byKey = ({ facts }: AuditResult): ReadonlyMap<string, Fact> =>
  new Map(facts.map((fact) => [factKey(fact.indicator, fact.group), fact]));

const hasTables = ({ facts }: AuditResult): boolean => facts.some(({ reading }) => reading.is === 'stated');

/**
 * The figures of the tables that two versions of a report state differently, in the order of the newer one. A cell that
 * could not be read in one of them has not changed as far as anybody knows, and versions of different forms, or one
 * without any figure, are not compared. Pure.
 */
export const figureChanges = (before: AuditResult, after: AuditResult): readonly FigureChange[] => {
  if (before.template !== after.template || !hasTables(before) || !hasTables(after)) return [];
  const [old, fresh] = [byKey(before), byKey(after)];
  return [...new Set([...fresh.keys(), ...old.keys()])].flatMap((key): readonly FigureChange[] => {
    const [from, to] = [stated(old.get(key)), stated(fresh.get(key))];
    const fact = fresh.get(key) ?? old.get(key);
    if (!fact || from === undefined || to === undefined || from === to) return [];
    return [{ indicator: fact.indicator, group: fact.group, label: fact.label, from, to }];
  });
};
