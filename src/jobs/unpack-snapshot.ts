import type { AuditFailure } from '../model/audit-result.ts';
import type { Snapshot } from '../model/report.ts';
import type { Log } from '../platform/log.ts';
import type { Steps } from './steps.ts';

/**
 * The files in an archive, each a snapshot named "outer.zip!inner/name.docx"; a snapshot that is none alone. What should
 * have been read and could not is a failure; what is no report by its nature is logged.
 */
export const unpackSnapshot = async (
  snapshot: Snapshot,
  { expand }: Steps,
  log: Log,
): Promise<{ readonly snapshots: readonly Snapshot[]; readonly failures: readonly AuditFailure[] }> => {
  const expanded = await expand?.(snapshot);
  if (!expanded) return { snapshots: [snapshot], failures: [] };
  for (const { source, why } of expanded.leftOut) log.info('left out of an archive', { source, why });
  return expanded;
};
