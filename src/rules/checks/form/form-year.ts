import { defineCheck } from '../check.ts';
import { holds, undecided, violated } from '../outcome.ts';
import { noOptions } from '../read-options.ts';

/** The tables must be those of the form in force for the year reported on. */
export const formYear = defineCheck({
  name: 'form-year',
  parseOptions: noOptions,
  judge: ({ factSet, template }) => {
    const { year } = factSet.identity.period;
    if (!template || factSet.recognisedBy !== 'tables' || year === null) return [undecided('year or tables')];
    const { from, to } = template.years;
    if (year >= from && (to === null || year <= to)) return [holds()];
    return [
      violated({
        evidence: [],
        found: template.id,
        slots: { form: template.name, year: String(year), basis: template.basis },
      }),
    ];
  },
});
