import { describe, expect, it } from 'vitest';
import { printShort } from '../../src/model/decimal.ts';
import { type Form, type Outcome, outcomeOf, theInput, verdictsOf } from './a-report.ts';

/**
 * A passage with the claims a careful reader finds in it. A claim is named by kind and figure ("share 28"), "zero" and
 * "universal" by kind alone; a passage may make the same claim twice. What is not named must not be violated.
 */
export type Passage = {
  readonly name: string;
  readonly form: Form | null;
  readonly facts?: Readonly<Record<string, string | number>>;
  readonly text: string | readonly string[];
  readonly claims: Readonly<Record<string, Outcome | readonly Outcome[]>>;
};

const outcomesIn = (passage: Passage): ReadonlyMap<string, readonly Outcome[]> => {
  const lines = typeof passage.text === 'string' ? [passage.text] : passage.text;
  const input = theInput(passage.form, passage.facts ?? {}, ...lines);
  const verdicts = verdictsOf(input);
  const outcomes = new Map<string, Outcome[]>();
  for (const claim of input.claims) {
    const name = claim.stated ? `${claim.kind} ${printShort(claim.stated.value)}` : claim.kind;
    outcomes.set(name, [...(outcomes.get(name) ?? []), outcomeOf(claim, verdicts)]);
  }
  return outcomes;
};

/** One test a passage. */
export const testPassages = (title: string, passages: readonly Passage[]): void => {
  describe(title, () => {
    it.each(passages.map((passage) => [passage.name, passage] as const))('%s', (_name, passage) => {
      const outcomes = outcomesIn(passage);
      const found: Record<string, Outcome | readonly Outcome[]> = {};
      for (const [name, expected] of Object.entries(passage.claims)) {
        const got = outcomes.get(name) ?? [];
        found[name] = typeof expected === 'string' && got.length === 1 ? got[0]! : got;
      }
      expect(found).toEqual(passage.claims);
      const alarms = [...outcomes].filter(([name, got]) => got.includes('violated') && !(name in passage.claims));
      expect(alarms).toEqual([]);
    });
  });
};
