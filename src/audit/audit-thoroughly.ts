import { NO_ENGINES } from '../documents/reader.ts';
import type { Solver } from '../localisation/integer-program.ts';
import { NO_CONTEXT } from '../model/context.ts';
import type { Office, Snapshot } from '../model/report.ts';
import { type Audited, concludeAudit, judgeReport } from './audit-document.ts';
import type { AuditMeans, AuditOutcome } from './audit-snapshot.ts';
import type { Knowledge } from './knowledge.ts';
import { type ReadReport, readReport } from './read-report.ts';

/**
 * Judges a report that was read once; where the exact search leaves wrong figures unproven, locates again with a solver
 * of integer programs. `loadSolver` gives one for this report and is called for such reports only, so that no other
 * waits for it.
 */
export const auditReport = async (
  read: ReadReport,
  knowledge: Knowledge,
  office: Office | null,
  loadSolver: () => Promise<Solver>,
  context = NO_CONTEXT,
): Promise<Audited> => {
  const judged = judgeReport(read, knowledge, office, context);
  const audited = concludeAudit(judged, knowledge, null);
  return audited.isProven ? audited : concludeAudit(judged, knowledge, await loadSolver());
};

/** Audits as `auditSnapshot`, with a solver where it is needed. */
export const auditThoroughly = async (
  snapshot: Snapshot,
  knowledge: Knowledge,
  office: Office | null,
  loadSolver: () => Promise<Solver>,
  { engines = NO_ENGINES, context = NO_CONTEXT }: AuditMeans = {},
): Promise<AuditOutcome> => {
  const reading = await readReport(snapshot, knowledge.templates, engines);
  return 'failure' in reading ? reading : auditReport(reading.report, knowledge, office, loadSolver, context);
};
