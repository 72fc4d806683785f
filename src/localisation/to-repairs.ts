import { type Decimal, print } from '../model/decimal.ts';
import type { Located, Repair } from '../model/finding.ts';
import type { Localisation, RankedRepair } from './localisation.ts';

/** Ties beyond this many are counted, not listed. */
const MOST_LISTED = 8;

/** The proposals of one finding, best first; `others` is the number of further repairs that are not listed. */
export type Proposals = { readonly repairs: readonly Repair[]; readonly others: number; readonly located: Located };

/** What an answer is worth: ties that are not listed count too, and where there may be more it says so. */
const locatedBy = ({ outcome, repairs, equals, proven }: Localisation): Located => {
  if (outcome !== 'one-of') return { is: outcome };
  const isOpen = !proven || repairs.slice(0, equals).some(({ determined }) => !determined);
  return { is: 'one-of', of: equals, atLeast: isOpen };
};

/** A blank is printed as nothing. */
const printed = (value: Decimal | null): string => (value === null ? '' : print(value));

const toRepair = (repair: RankedRepair, rank: number): Repair => ({
  rank,
  confidence: repair.confidence,
  kind: repair.kind,
  changes: repair.changes.map(({ indicator, group, label, from, to }) => ({
    indicator,
    group,
    label,
    from: printed(from),
    to: printed(to),
  })),
  satisfies: repair.satisfies,
});

/**
 * The repairs to show with each finding, by the id of its constraint or share. A violated constraint gets every repair
 * of its cluster; a violated share only those of the first place that mend it, because a share asks for no change itself.
 * Ranks count from 1 in each list.
 */
export const toRepairs = (localisations: readonly Localisation[]): ReadonlyMap<string, Proposals> => {
  const ranked = new Map<string, { readonly located: Located; readonly repairs: RankedRepair[] }>();
  for (const localisation of localisations) {
    const { cluster, repairs, equals } = localisation;
    const located = locatedBy(localisation);
    for (const id of cluster) if (!ranked.has(id)) ranked.set(id, { located, repairs: [] });
    const hard = new Set(cluster);
    repairs.forEach((repair, i) => {
      for (const id of repair.satisfies) {
        if (!hard.has(id) && i >= equals) continue;
        const known = ranked.get(id) ?? { located, repairs: [] };
        known.repairs.push(repair);
        ranked.set(id, known);
      }
    });
  }
  return new Map(
    [...ranked].map(([id, { located, repairs }]) => [
      id,
      {
        repairs: repairs.slice(0, MOST_LISTED).map((repair, i) => toRepair(repair, i + 1)),
        others: Math.max(repairs.length - MOST_LISTED, 0),
        located,
      },
    ]),
  );
};
