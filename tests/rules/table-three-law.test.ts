import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal } from '../../src/model/decimal.ts';
import { type Fact, factKey } from '../../src/model/fact.ts';
import { NOWHERE } from '../../src/model/locator.ts';
import type { Verdict } from '../../src/model/rule.ts';
import { CHECKS } from '../../src/rules/checks/registry.ts';
import { judge } from '../../src/rules/judge.ts';
import { theKnowledge } from '../the-knowledge.ts';

const KNOWLEDGE = theKnowledge();
const FORMS = ['annual-report-2019', 'annual-report-2021'] as const;
const HARD = KNOWLEDGE.ruleset.rules.filter((rule) => rule.family === 'broken-total' && rule.kind === 'hard');
const FORUMS = ['t4.recon', 't4.lit_direct', 't4.lit_after'] as const;
const APPLICANTS = ['np', 'biz', 'sci', 'ngo', 'law', 'oth'] as const;

type Form = (typeof FORMS)[number];
type Figures = ReadonlyMap<string, number>;

const formOf = (id: Form) => KNOWLEDGE.templates.find((template) => template.id === id)!;

const rowsOf = (id: Form): readonly string[] =>
  [...formOf(id).indicators.values()].filter((i) => i.table === 't3' && i.kind === 'count').map((i) => i.code);

const NOT_RESULTS = ['t3.new', 't3.carry_in', 't3.sum', 't3.carry_out'];

/** Tables three and four that tie in every row and column, with leaves at random. */
const tiedTables = (id: Form): fc.Arbitrary<Figures> => {
  const results = rowsOf(id).filter((code) => !NOT_RESULTS.includes(code));
  const leaf = fc.nat(300);
  const column = fc.record({
    results: fc.array(leaf, { minLength: results.length, maxLength: results.length }),
    open: leaf,
    early: leaf,
  });
  return fc
    .tuple(
      fc.array(column, { minLength: 6, maxLength: 6 }),
      fc.array(fc.array(leaf, { minLength: 4, maxLength: 4 }), { minLength: 3, maxLength: 3 }),
    )
    .map(([columns, forums]) => {
      const figures = new Map<string, number>();
      const put = (code: string, group: string | null, value: number): void => {
        figures.set(factKey(code, group), value);
        if (group !== null) figures.set(factKey(code, 'total'), (figures.get(factKey(code, 'total')) ?? 0) + value);
      };
      columns.forEach((c, i) => {
        const group = APPLICANTS[i]!;
        const handled = c.results.reduce((a, b) => a + b, 0);
        const early = Math.min(c.early, handled + c.open);
        results.forEach((code, j) => {
          put(code, group, c.results[j]!);
        });
        put('t3.sum', group, handled);
        put('t3.carry_out', group, c.open);
        put('t3.carry_in', group, early);
        put('t3.new', group, handled + c.open - early);
      });
      forums.forEach((outcomes, i) => {
        ['upheld', 'corrected', 'other', 'pending'].forEach((outcome, j) => {
          put(`${FORUMS[i]}.${outcome}`, null, outcomes[j]!);
        });
        put(
          `${FORUMS[i]}.total`,
          null,
          outcomes.reduce((a, b) => a + b, 0),
        );
      });
      return figures;
    });
};

const factOf = (key: string, value: number): Fact => {
  const [indicator, group] = key.replace(']', '').split('[');
  return {
    indicator: indicator!,
    group: group ?? null,
    label: indicator!,
    raw: String(value),
    reading: { is: 'stated', value: decimal(value) },
    unit: '件',
    unitStated: null,
    unitInCell: null,
    remarks: [],
    locator: NOWHERE,
  };
};

const violations = (id: Form, figures: Figures): readonly Extract<Verdict, { is: 'violated' }>[] => {
  const list = [...figures].map(([key, value]) => factOf(key, value));
  const identity = { title: null, officeName: null, period: { year: null, start: null, end: null }, published: null };
  const { verdicts, faults } = judge(HARD, KNOWLEDGE.compiled, CHECKS, {
    document: { mediaType: 'text/plain', parser: { name: 'none', version: '1' }, blocks: [], notes: [] },
    factSet: { identity, template: id, recognisedBy: 'tables', facts: list, parts: [], notes: [] },
    facts: new Map(list.map((fact) => [factKey(fact.indicator, fact.group), fact])),
    claims: [],
    template: formOf(id),
  });
  expect(faults).toEqual([]);
  return verdicts.filter((verdict) => verdict.is === 'violated');
};

describe.each(FORMS)('tables three and four of %s', (id) => {
  it('give no finding when they tie', () => {
    fc.assert(
      fc.property(tiedTables(id), (figures) => {
        expect(violations(id, figures).map(({ rule, target }) => `${rule} ${target}`)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('never hide a single wrong figure, and every finding speaks of it', () => {
    fc.assert(
      fc.property(tiedTables(id), fc.nat(), fc.integer({ min: 1, max: 900 }), (figures, pick, more) => {
        const keys = [...figures.keys()];
        const wrong = keys[pick % keys.length]!;
        const found = violations(id, new Map([...figures, [wrong, figures.get(wrong)! + more]]));
        expect(found.length).toBeGreaterThan(0);
        for (const { evidence, difference } of found) {
          expect(evidence.map((e) => factKey(e.indicator!, e.group))).toContain(wrong);
          expect(difference).toBe(String(more));
        }
      }),
      { numRuns: 60 },
    );
  });
});
