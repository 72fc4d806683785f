import { type CheckVerdict, defineCheck } from '../check.ts';
import { cellEvidence } from '../evidence.ts';
import { holds, undecided, violated } from '../outcome.ts';
import { noOptions } from '../read-options.ts';

/** Tables in which not one figure is filled in, one verdict a table. */
export const emptyTables = defineCheck({
  name: 'empty-tables',
  parseOptions: noOptions,
  judge: ({ factSet, template }) => {
    const verdicts = (template?.tables ?? []).flatMap((table): readonly CheckVerdict[] => {
      const facts = factSet.facts.filter(
        (fact) => template!.indicators.get(fact.indicator)?.table === table.id && fact.reading.is !== 'absent',
      );
      if (facts.length === 0) return [];
      // a dash or stroke says that there was nothing, which is an answer
      if (!facts.every((fact) => fact.reading.is === 'blank' && fact.raw.trim() === '')) return [holds(table.id)];
      return [
        violated({
          target: table.id,
          evidence: facts.slice(0, 1).map(cellEvidence),
          slots: { table: table.title, count: String(facts.length) },
        }),
      ];
    });
    return verdicts.length > 0 ? verdicts : [undecided('tables')];
  },
});
