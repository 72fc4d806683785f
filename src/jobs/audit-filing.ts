import * as z from 'zod';
import type { AuditFailure } from '../model/audit-result.ts';
import type { Office, Snapshot } from '../model/report.ts';
import { sha256 } from '../platform/sha256.ts';
import type { AuditKey, AuditOutline } from '../store/store.ts';
import { loadContext } from './load-context.ts';
import type { Night, SummaryFault } from './night.ts';
import { type ContextRefs, contextKey } from './plan-contexts.ts';
import type { Task } from './queue/queue.ts';
import { stopsTheNight } from './stops-the-night.ts';

const filingPayload = z.object({ source: z.string(), sha256: z.string(), folder: z.string().nullable() });

export type FilingToAudit = z.infer<typeof filingPayload>;

/** A filing that was judged: by which audit, whose it is, of which year and form, and the hash of its figures. */
export type AuditedFiling = {
  readonly source: string;
  readonly sha256: string;
  readonly audit: string;
  readonly office: string | null;
  readonly statedOffice: string | null;
  readonly year: number | null;
  readonly template: string | null;
  readonly figures: string;
  /** Crashed rules, when the audit was made just now. */
  readonly faults: readonly SummaryFault[];
};

export type FilingOutcome =
  | { readonly filing: AuditedFiling }
  | { readonly failure: AuditFailure; readonly office: string | null };

type Versioned = Pick<Night, 'store' | 'steps' | 'log'>;

/** Everything the result is a function of. The address and the report page of an office do not matter to its figures. */
const keyOf = (
  { source, sha256: hash }: Pick<FilingToAudit, 'source' | 'sha256'>,
  office: Office | null,
  refs: ContextRefs | null,
  { steps }: Versioned,
): AuditKey => {
  const judged = office && [office.id, office.name, office.level, office.parent, office.profile, office.aliases];
  const parts = [hash, source, steps.ruleset.hash, steps.version, judged];
  return {
    key: sha256(JSON.stringify(refs === null ? parts : [...parts, contextKey(refs)])),
    sha256: hash,
    ruleset: steps.ruleset.hash,
    version: steps.version,
    office: office?.id ?? null,
    context: refs && JSON.stringify(refs),
  };
};

const takeSnapshot = async (
  { source, sha256: hash }: Pick<FilingToAudit, 'source' | 'sha256'>,
  { store }: Versioned,
): Promise<Snapshot | null> => {
  const bytes = await store.blobs.get('snapshots', hash);
  return bytes && { source, sha256: hash, bytes, declaredType: null };
};

export type Judged =
  | { readonly key: string; readonly outline: AuditOutline; readonly faults: readonly SummaryFault[] }
  | { readonly failure: AuditFailure };

const failure = (source: string, code: string, message: string): Judged => ({ failure: { source, code, message } });

/**
 * Judges a kept version of a report as one of an office and beside others, unless that was done before. A crash of the
 * audit is a failure of this report, told by its error; the store's troubles are thrown.
 */
export const judgeAs = async (
  filing: Pick<FilingToAudit, 'source' | 'sha256'>,
  office: Office | null,
  refs: ContextRefs | null,
  night: Versioned,
): Promise<Judged> => {
  const key = keyOf(filing, office, refs, night);
  const known = await night.store.audits.outline(key.key);
  if (known) return { key: key.key, outline: known, faults: [] };
  const snapshot = await takeSnapshot(filing, night);
  if (!snapshot) return failure(filing.source, 'unreadable', 'its stored copy is missing or damaged');
  const context = await loadContext(refs, night.store);
  let outcome: Awaited<ReturnType<typeof night.steps.audit>>;
  try {
    outcome = await night.steps.audit(snapshot, office, context);
  } catch (error) {
    night.log.error('audit crashed', { source: filing.source, error: (error as Error).stack ?? String(error) });
    return failure(filing.source, 'crashed', `the audit crashed: ${(error as Error).message}`);
  }
  if ('failure' in outcome) return outcome;
  const { result } = outcome;
  const outline = await night.store.audits.save(key, result);
  return {
    key: key.key,
    outline,
    faults: result.faults.map(({ rule, error }) => ({ source: filing.source, rule, error })),
  };
};

const outcomeOf = ({ source, sha256: hash }: FilingToAudit, office: Office | null, judged: Judged): FilingOutcome => {
  if ('failure' in judged) return { failure: judged.failure, office: office?.id ?? null };
  const { key, outline, faults } = judged;
  return { filing: { source, sha256: hash, audit: key, office: office?.id ?? null, ...outline, faults } };
};

const auditFiling = async (filing: FilingToAudit, night: Night): Promise<FilingOutcome> => {
  const byFolder = night.offices.get(filing.folder ?? '') ?? null;
  let office = byFolder;
  let judged = await judgeAs(filing, office, null, night);
  if ('outline' in judged && !office && judged.outline.statedOffice !== null) {
    // Read as nobody's to learn whose it is; then as that office's, for its profile and its own fingerprints.
    office = night.officeByName(judged.outline.statedOffice);
    if (office) judged = await judgeAs(filing, office, null, night);
  }
  return outcomeOf(filing, office, judged);
};

/**
 * Judges one filing by itself, unless the same bytes were judged by the same rules before, and finds its office: by the
 * folder, else by the name in the report.
 */
export const auditFilingTask = (night: Night): Task<FilingToAudit, FilingOutcome> => ({
  name: 'audit-filing',
  payload: filingPayload,
  stopsAll: stopsTheNight,
  seal: night.seal,
  run: (filing) => auditFiling(filing, night),
});

const refPayload = z.object({ office: z.string(), year: z.number(), audit: z.string(), figures: z.string() });

const contextPayload = z.object({
  prior: refPayload.nullable(),
  children: z.object({ expected: z.array(z.string()), reports: z.array(refPayload) }).nullable(),
  peers: z
    .object({ level: z.custom<NonNullable<ContextRefs['peers']>['level']>(), reports: z.array(refPayload) })
    .nullable(),
  versions: z.array(refPayload.extend({ source: z.string() })).optional(),
});

const besidePayload = z.object({ filing: filingPayload, office: z.string(), context: contextPayload });

export type FilingBesideOthers = z.infer<typeof besidePayload>;

/**
 * Judges a filing of a known office once more, beside the reports that are known by now: its own of the year before,
 * those of the offices below. It is asked for when all filings of the night were read, so that the order in which they
 * were does not matter.
 */
export const auditBesideOthersTask = (night: Night): Task<FilingBesideOthers, FilingOutcome> => ({
  name: 'audit-beside-others',
  payload: besidePayload,
  stopsAll: stopsTheNight,
  seal: night.seal,
  run: async ({ filing, office: id, context }) => {
    const office = night.offices.get(id) ?? null;
    return outcomeOf(filing, office, await judgeAs(filing, office, context, night));
  },
});
