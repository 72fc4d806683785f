import { print } from '../../../model/decimal.ts';
import { factKey } from '../../../model/fact.ts';
import { type CheckVerdict, defineCheck } from '../check.ts';
import { cellEvidence } from '../evidence.ts';
import { holds, undecided, violated } from '../outcome.ts';
import { noOptions } from '../read-options.ts';
import { cellName } from './cell-name.ts';

/**
 * Amounts with a unit inside the cell. The unit that the form prescribes, or a plain 元 where it prescribes none, is only
 * worth a remark; 万 and 亿, and any other unit than the prescribed, change the magnitude.
 */
export const amountCells = defineCheck({
  name: 'amount-cells',
  parseOptions: noOptions,
  judge: ({ factSet, template }) => {
    const amounts = factSet.facts.filter(
      (fact) => template?.indicators.get(fact.indicator)?.kind === 'amount' && fact.reading.is === 'stated',
    );
    if (amounts.length === 0) return [undecided('amounts')];
    return amounts.map((fact): CheckVerdict => {
      const target = factKey(fact.indicator, fact.group);
      if (fact.unitInCell === null || fact.reading.is !== 'stated') return holds(target);
      const indicator = template!.indicators.get(fact.indicator)!;
      const harmless = indicator.unitPrescribed ? fact.unitInCell === indicator.unit : !/[万亿]/.test(fact.unitInCell);
      const value = `${print(fact.reading.value)}${fact.unit ?? ''}`;
      return violated({
        target,
        evidence: [cellEvidence(fact)],
        found: fact.raw.trim(),
        slots: { cell: cellName(fact, template), raw: fact.raw.trim(), value, unit: fact.unitInCell },
        severity: harmless ? 'info' : undefined,
      });
    });
  },
});
