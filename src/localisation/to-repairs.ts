import { type Decimal, print } from '../model/decimal.ts';
import type { Repair } from '../model/finding.ts';
import type { Localisation, RankedRepair } from './localisation.ts';

/** Ties beyond this many are counted, not listed. */
const MOST_LISTED = 8;

/** The proposals of one finding, best first; `others` is the number of further repairs that are not listed. */
export type Proposals = { readonly repairs: readonly Repair[]; readonly others: number };

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
  const ranked = new Map<string, RankedRepair[]>();
  for (const { cluster, repairs, equals } of localisations) {
    const hard = new Set(cluster);
    repairs.forEach((repair, i) => {
      for (const id of repair.satisfies) {
        if (hard.has(id) || i < equals) ranked.set(id, [...(ranked.get(id) ?? []), repair]);
      }
    });
  }
  return new Map(
    [...ranked].map(([id, repairs]) => [
      id,
      {
        repairs: repairs.slice(0, MOST_LISTED).map((repair, i) => toRepair(repair, i + 1)),
        others: Math.max(repairs.length - MOST_LISTED, 0),
      },
    ]),
  );
};
