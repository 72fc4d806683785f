import type { Grade, Score } from '../model/audit-result.ts';
import type { Finding } from '../model/finding.ts';
import { type Profile, pointsOf } from './profile.ts';

const FULL = 1000;

/** A consequence is paid for by its root; a waived or resolved finding costs nothing. */
const counts = (finding: Finding): boolean =>
  finding.causedBy === null && finding.status !== 'waived' && finding.status !== 'resolved';

const gradeOf = (tenths: number, { grades }: Profile): Grade => {
  if (tenths >= grades.优) return '优';
  if (tenths >= grades.良) return '良';
  return tenths >= grades.中 ? '中' : '差';
};

/**
 * 100 points less the deductions of the open root findings, capped by family group, never below 0; exact, in tenths.
 * A finding that the profile vetoes makes the grade 差 and leaves the points as they are.
 */
export const scoreFindings = (findings: readonly Finding[], profile: Profile): Score => {
  const open = findings.filter(counts);
  const lost = profile.groups.map(({ cap, families }) => {
    const own = open.filter(({ family }) => families.includes(family));
    return Math.min(
      cap,
      own.reduce((sum, { rule, severity }) => sum + (pointsOf(profile, { id: rule, severity }) ?? 0), 0),
    );
  });
  const tenths = Math.max(
    0,
    lost.reduce((left, loss) => left - loss, FULL),
  );
  const vetoed = profile.vetoes.some((veto) =>
    open.some(({ family, severity }) => family === veto.family && severity === veto.severity),
  );
  return { tenths, grade: vetoed ? '差' : gradeOf(tenths, profile) };
};
