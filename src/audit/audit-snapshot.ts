import { type Engines, NO_ENGINES } from '../documents/reader.ts';
import type { AuditFailure } from '../model/audit-result.ts';
import { type AuditContext, NO_CONTEXT } from '../model/context.ts';
import type { Office, Snapshot } from '../model/report.ts';
import { type Audited, auditDocument } from './audit-document.ts';
import type { Knowledge } from './knowledge.ts';
import { readReport } from './read-report.ts';

export type AuditOutcome = Audited | { readonly failure: AuditFailure };

/** What an audit may be given beside the report and the rules. */
export type AuditMeans = { readonly engines?: Engines; readonly context?: AuditContext };

/**
 * Audits one snapshot: document → facts → claims → rules → findings → localisation → score. The same bytes, knowledge,
 * context and engines give the same result. Bytes that cannot be read, and documents of no known form, are a failure
 * with the reason, never a report without findings. Findings that only a solver could locate say that nothing was
 * located; `auditThoroughly` asks one.
 */
export const auditSnapshot = async (
  snapshot: Snapshot,
  knowledge: Knowledge,
  office: Office | null,
  { engines = NO_ENGINES, context = NO_CONTEXT }: AuditMeans = {},
): Promise<AuditOutcome> => {
  const reading = await readReport(snapshot, knowledge.templates, engines);
  return 'failure' in reading ? reading : auditDocument(reading.report, knowledge, office, context);
};
