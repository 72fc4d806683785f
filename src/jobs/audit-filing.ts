import * as z from 'zod';
import type { AuditFailure } from '../model/audit-result.ts';
import type { Office, Snapshot } from '../model/report.ts';
import { sha256 } from '../platform/sha256.ts';
import type { AuditKey, AuditOutline } from '../store/store.ts';
import type { Night, SummaryFault } from './night.ts';
import type { Task } from './queue/queue.ts';
import { stopsTheNight } from './stops-the-night.ts';

const payload = z.object({ source: z.string(), sha256: z.string(), folder: z.string().nullable() });

export type FilingToAudit = z.infer<typeof payload>;

/** A filing that was judged: by which audit, whose it is, and of which year. */
export type AuditedFiling = {
  readonly source: string;
  readonly sha256: string;
  readonly audit: string;
  readonly office: string | null;
  readonly statedOffice: string | null;
  readonly year: number | null;
  /** Crashed rules, when the audit was made just now. */
  readonly faults: readonly SummaryFault[];
};

export type FilingOutcome =
  | { readonly filing: AuditedFiling }
  | { readonly failure: AuditFailure; readonly office: string | null };

/** Everything the result is a function of. The address and the report page of an office do not matter to its figures. */
const keyOf = ({ source, sha256: hash }: FilingToAudit, office: Office | null, { steps }: Night): AuditKey => {
  const judged = office && [office.id, office.name, office.level, office.parent, office.profile, office.aliases];
  return {
    key: sha256(JSON.stringify([hash, source, steps.ruleset.hash, steps.version, judged])),
    sha256: hash,
    ruleset: steps.ruleset.hash,
    version: steps.version,
    office: office?.id ?? null,
  };
};

const takeSnapshot = async ({ source, sha256: hash }: FilingToAudit, { store }: Night): Promise<Snapshot | null> => {
  const bytes = await store.blobs.get('snapshots', hash);
  return bytes && { source, sha256: hash, bytes, declaredType: null };
};

type Judged =
  | { readonly key: string; readonly outline: AuditOutline; readonly faults: readonly SummaryFault[] }
  | { readonly failure: AuditFailure };

const failure = (source: string, code: string, message: string): Judged => ({ failure: { source, code, message } });

/** A crash of the audit is a failure of this report, told by its error; the store's troubles are thrown. */
const judgeAs = async (filing: FilingToAudit, office: Office | null, night: Night): Promise<Judged> => {
  const key = keyOf(filing, office, night);
  const known = await night.store.audits.outline(key.key);
  if (known) return { key: key.key, outline: known, faults: [] };
  const snapshot = await takeSnapshot(filing, night);
  if (!snapshot) return failure(filing.source, 'unreadable', 'its stored copy is missing or damaged');
  let outcome: Awaited<ReturnType<typeof night.steps.audit>>;
  try {
    outcome = await night.steps.audit(snapshot, office);
  } catch (error) {
    night.log.error('audit crashed', { source: filing.source, error: (error as Error).stack ?? String(error) });
    return failure(filing.source, 'crashed', `the audit crashed: ${(error as Error).message}`);
  }
  if ('failure' in outcome) return outcome;
  const { result } = outcome;
  await night.store.audits.save(key, result);
  const outline = { year: result.identity.period.year, statedOffice: result.identity.officeName };
  return {
    key: key.key,
    outline,
    faults: result.faults.map(({ rule, error }) => ({ source: filing.source, rule, error })),
  };
};

const auditFiling = async (filing: FilingToAudit, night: Night): Promise<FilingOutcome> => {
  const byFolder = night.offices.get(filing.folder ?? '') ?? null;
  let office = byFolder;
  let judged = await judgeAs(filing, office, night);
  if ('outline' in judged && !office && judged.outline.statedOffice !== null) {
    // Read as nobody's to learn whose it is; then as that office's, for its profile and its own fingerprints.
    office = night.officeByName(judged.outline.statedOffice);
    if (office) judged = await judgeAs(filing, office, night);
  }
  if ('failure' in judged) return { failure: judged.failure, office: office?.id ?? null };
  const { key, outline, faults } = judged;
  const { source, sha256: hash } = filing;
  return { filing: { source, sha256: hash, audit: key, office: office?.id ?? null, ...outline, faults } };
};

/**
 * Judges one filing, unless the same bytes were judged by the same rules before, and finds its office: by the folder,
 * else by the name in the report.
 */
export const auditFilingTask = (night: Night): Task<FilingToAudit, FilingOutcome> => ({
  name: 'audit-filing',
  payload,
  stopsAll: stopsTheNight,
  run: (filing) => auditFiling(filing, night),
});
