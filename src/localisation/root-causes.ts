import type { Finding } from '../model/finding.ts';
import { type Family, SEVERITIES } from '../model/rule.ts';
import type { Localisation } from './localisation.ts';
import { byText } from './system.ts';

/** Identities of the tables first; a family that is not named comes after all that are, shares last. */
const FAMILY_ORDER: readonly Family[] = [
  'broken-total',
  'cross-table',
  'cross-year',
  'roll-up',
  'narrative-vs-table',
  'narrative-vs-narrative',
];

type Judged = Pick<Finding, 'fingerprint' | 'family' | 'severity'>;

const familyRank = (family: Family): number => {
  if (family === 'percentage-mismatch') return FAMILY_ORDER.length + 1;
  const at = FAMILY_ORDER.indexOf(family);
  return at < 0 ? FAMILY_ORDER.length : at;
};

/** What every repair of the first place clears: findings that have one cause whichever of them is right. */
const clearedTogether = ({ repairs, equals }: Localisation): readonly string[] => {
  const [first, ...rest] = repairs.slice(0, equals);
  return first ? first.satisfies.filter((id) => rest.every((repair) => repair.satisfies.includes(id))) : [];
};

/**
 * Fingerprint of a consequence → fingerprint of its root, for findings that the same first repair clears. The root is
 * the identity of a table before other findings, the graver before the lighter. Roots themselves are not in the map.
 */
export const rootCauses = (
  localisations: readonly Localisation[],
  findings: readonly Judged[],
): ReadonlyMap<string, string> => {
  const known = new Map(findings.map((f) => [f.fingerprint, f]));
  const causes = new Map<string, string>();
  for (const localisation of localisations) {
    const cleared = clearedTogether(localisation);
    const together = cleared
      .flatMap((id) => known.get(id) ?? [])
      .sort(
        (a, b) =>
          familyRank(a.family) - familyRank(b.family) ||
          SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
          cleared.indexOf(a.fingerprint) - cleared.indexOf(b.fingerprint) ||
          byText(a.fingerprint, b.fingerprint),
      );
    const [root, ...others] = together.filter((f) => !causes.has(f.fingerprint));
    if (root) for (const { fingerprint } of others) causes.set(fingerprint, root.fingerprint);
  }
  return causes;
};
