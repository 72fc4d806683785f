import type { Solver } from '../localisation/integer-program.ts';
import type { Office, Snapshot } from '../model/report.ts';
import { type AuditOutcome, auditSnapshot } from './audit-snapshot.ts';
import type { Knowledge } from './knowledge.ts';

/**
 * Audits as `auditSnapshot`; where the exact search leaves wrong figures unproven, once more with a solver of integer
 * programs. `loadSolver` gives one for this report and is called for such reports only, so that no other waits for it.
 */
export const auditThoroughly = async (
  snapshot: Snapshot,
  knowledge: Knowledge,
  office: Office | null,
  loadSolver: () => Promise<Solver>,
): Promise<AuditOutcome> => {
  const outcome = auditSnapshot(snapshot, knowledge, office);
  if ('failure' in outcome || outcome.isProven) return outcome;
  return auditSnapshot(snapshot, knowledge, office, await loadSolver());
};
