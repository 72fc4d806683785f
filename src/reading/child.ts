// The entry of the child processes in which untrusted bytes are parsed. It has no network to speak to, no secrets and no
// files to write; it may be killed at any time.
import { auditReport } from '../audit/audit-thoroughly.ts';
import { type ReportReading, readReport } from '../audit/read-report.ts';
import { decodeText } from '../documents/detect-charset.ts';
import type { Snapshot } from '../model/report.ts';
import type { Scorecard } from '../model/scorecard.ts';
import { serveTasks } from '../platform/children/serve-tasks.ts';
import { loadIntegerSolver } from '../platform/integer-solver.ts';
import { installedEngines } from './engines.ts';
import { expandSnapshot } from './expand-snapshot.ts';
import type { AuditTask, ReaderKnowledge } from './tasks.ts';

/** A report is often judged twice, as nobody's and then as its office's: the bytes are read once. */
let last: { readonly key: string; readonly reading: ReportReading } | null = null;

const readOnce = async (
  snapshot: Snapshot,
  { common }: ReaderKnowledge,
  longer: () => void,
): Promise<ReportReading> => {
  const key = JSON.stringify([snapshot.sha256, snapshot.source, snapshot.declaredType]);
  if (last?.key !== key)
    last = { key, reading: await readReport(snapshot, common.templates, installedEngines(longer)) };
  return last.reading;
};

serveTasks<ReaderKnowledge>({
  audit: async ({ snapshot, office, context }: AuditTask, knowledge, longer) => {
    const reading = await readOnce(snapshot, knowledge, longer);
    if ('failure' in reading) return reading;
    const own = knowledge.byProfile.get(office?.profile ?? '') ?? knowledge.common;
    const { result } = await auditReport(reading.report, own, office, loadIntegerSolver, context);
    return { result };
  },
  buildWorkbook: async (scorecard: Scorecard) => {
    const { buildWorkbook } = await import('../scorecards/build-workbook.ts');
    return buildWorkbook(scorecard);
  },
  expand: async (snapshot: Snapshot) => expandSnapshot(snapshot),
  decode: async (bytes: Uint8Array) => decodeText(bytes, null).text,
});
