import type { Located, Repair } from '../model/finding.ts';
import { isOpen, type NumberedFinding } from './order-findings.ts';

/** One mistake or several that hang together: the findings that rest on it, and the ways to mend them. */
export type Suspicion = {
  readonly located: Located;
  readonly repairs: readonly Repair[];
  readonly findings: readonly NumberedFinding[];
};

/** The same changes, whatever the rank that they have in the list of one finding. */
const nameOf = ({ changes }: Repair): string =>
  changes.map(({ indicator, group, to }) => `${indicator}[${group ?? ''}]=${to}`).join(' ');

/**
 * Open findings that the same first repair mends, in the order of their numbers; those that were not located each by
 * itself. The longest list of repairs in a group is shown, because a percentage lists only those that mend it too.
 */
export const groupSuspects = (findings: readonly NumberedFinding[]): readonly Suspicion[] => {
  const groups = new Map<string, NumberedFinding[]>();
  for (const entry of findings) {
    if (!entry.finding.located || !isOpen(entry)) continue;
    const first = entry.finding.repairs[0];
    const name = first ? nameOf(first) : `finding ${entry.number}`;
    groups.set(name, [...(groups.get(name) ?? []), entry]);
  }
  return [...groups.values()].map((own) => {
    const fullest = own.reduce((a, b) => (b.finding.repairs.length > a.finding.repairs.length ? b : a)).finding;
    return { located: fullest.located!, repairs: fullest.repairs, findings: own };
  });
};
