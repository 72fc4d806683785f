import { join } from 'node:path';
import { composeMail } from '../delivery/compose-mail.ts';
import { encodeMail } from '../delivery/encode-mail.ts';
import type { AuditResult } from '../model/audit-result.ts';
import type { Finding } from '../model/finding.ts';
import type { Scorecard } from '../model/scorecard.ts';
import { sha256 } from '../platform/sha256.ts';
import { writeFileSafely } from '../platform/write-file-safely.ts';
import type { AuditRecord, Delivery, Run, Store } from '../store/store.ts';
import { type Card, restoreScorecard, unpackCard, unpackMail } from './keep-card.ts';
import { loadContext } from './load-context.ts';
import type { ContextRefs } from './plan-contexts.ts';
import type { Steps } from './steps.ts';

/** A file that the run wrote, made again: the same bytes, other ones, or not to be made any more. */
export type ReplayedFile = { readonly path: string; readonly is: 'same' | 'different' | 'lost' };

/** A report of the run judged again by the present program: which findings it makes now and did not then, and the other way. */
export type RejudgedReport = {
  readonly report: string;
  readonly source: string;
  /** `lost`: its bytes or what stood beside it are gone; `unread`: the present program cannot read it. */
  readonly is: 'same' | 'different' | 'lost' | 'unread';
  readonly appeared: readonly Finding[];
  readonly gone: readonly Finding[];
  /** Found then and now, with other figures. */
  readonly changed: readonly Finding[];
};

export type Versions = { readonly program: string; readonly ruleset: string };

export type Replay = {
  readonly run: Run;
  readonly before: readonly Versions[];
  readonly now: Versions;
  readonly files: readonly ReplayedFile[];
  readonly reports: readonly RejudgedReport[];
};

type Made = {
  readonly report: string;
  readonly scorecard: Scorecard;
  readonly fileName: string;
  readonly bytes: Uint8Array;
};

type Kept = {
  readonly report: string;
  readonly card: Card;
  readonly record: AuditRecord | null;
  readonly audit: AuditResult | null;
};

const contentOf = ({ severity, found, expected }: Finding): string => JSON.stringify([severity, found, expected]);

const compare = (then: readonly Finding[], now: readonly Finding[]) => {
  const before = new Map(then.map((finding) => [finding.fingerprint, finding]));
  const after = new Set(now.map(({ fingerprint }) => fingerprint));
  return {
    appeared: now.filter(({ fingerprint }) => !before.has(fingerprint)),
    gone: then.filter(({ fingerprint }) => !after.has(fingerprint)),
    changed: now.filter((finding) => {
      const old = before.get(finding.fingerprint);
      return old !== undefined && contentOf(old) !== contentOf(finding);
    }),
  };
};

const NOTHING = { appeared: [], gone: [], changed: [] } as const;

/** Judges the kept bytes again, as the same office's and beside the same reports. */
const judgeAgain = async (
  { report, card, record, audit }: Kept,
  store: Store,
  steps: Steps,
): Promise<RejudgedReport> => {
  const source = audit?.source ?? card.fileName;
  const bytes = record && (await store.blobs.get('snapshots', record.sha256));
  if (!audit || !record || !bytes) return { report, source, is: 'lost', ...NOTHING };
  const refs = record.context === null ? null : (JSON.parse(record.context) as ContextRefs);
  const context = await loadContext(refs, store);
  const snapshot = { source, sha256: record.sha256, bytes, declaredType: null };
  const outcome = await steps.audit(snapshot, record.office === null ? null : card.office, context);
  if ('failure' in outcome) return { report, source, is: 'unread', ...NOTHING };
  const differences = compare(audit.findings, outcome.result.findings);
  const isSame = Object.values(differences).every((findings) => findings.length === 0);
  return { report, source, is: isSame ? 'same' : 'different', ...differences };
};

const makeAgain = async ({ report, card, audit }: Kept, steps: Steps): Promise<Made | null> => {
  if (!audit) return null;
  const scorecard = restoreScorecard(card, audit, steps.templates);
  return { report, scorecard, fileName: card.fileName, bytes: await steps.buildWorkbook(scorecard) };
};

const mailAgain = async ({ content }: Delivery, made: ReadonlyMap<string, Made>): Promise<Uint8Array | null> => {
  if (content === null) return null;
  const { reports, ...rest } = unpackMail(content);
  const parts = reports.flatMap((report) => {
    const one = made.get(report);
    return one ? [{ scorecard: one.scorecard, workbook: { fileName: one.fileName, bytes: one.bytes } }] : [];
  });
  return parts.length === reports.length ? encodeMail(composeMail({ ...rest, parts }).mail) : null;
};

type Remade = { readonly path: string; readonly bytes: Uint8Array | null; readonly hash: string };

const fileOf = ({ path, bytes, hash }: Remade): ReplayedFile => {
  if (bytes === null) return { path, is: 'lost' };
  return { path, is: sha256(bytes) === hash ? 'same' : 'different' };
};

const keptOfRun = async (run: string, { nights, audits }: Store): Promise<readonly Kept[]> => {
  const kept: Kept[] = [];
  for (const { report, audit: key, card } of await nights.cardsOf(run))
    kept.push({
      report,
      card: unpackCard(card),
      record: await audits.record(key),
      audit: await audits.result(key),
    });
  return kept;
};

const versionsOf = (kept: readonly Kept[]): readonly Versions[] => {
  const pairs = kept.flatMap(({ record }) => (record ? [`${record.version}\n${record.ruleset}`] : []));
  return [...new Set(pairs)].sort().map((pair) => {
    const [program = '', ruleset = ''] = pair.split('\n');
    return { program, ruleset };
  });
};

/**
 * Makes the files of a run again from what the store kept of it, and says of each whether its bytes are the same; and
 * judges its reports again by the present program, to say what that would find now and did not then, and the other way.
 * Writes the files to a folder when one is given. Null for a run that is not known.
 */
export const replayRun = async (
  id: string,
  store: Store,
  steps: Steps,
  folder: string | null,
): Promise<Replay | null> => {
  const run = await store.runs.find(id);
  if (!run) return null;
  const kept = await keptOfRun(id, store);
  const made = new Map<string, Made>();
  const remade: Remade[] = [];
  for (const one of kept) {
    const again = await makeAgain(one, steps);
    if (again) made.set(one.report, again);
    remade.push({ path: one.card.fileName, bytes: again?.bytes ?? null, hash: one.card.workbook });
  }
  const mails = (await store.deliveries.ofRun(id)).filter(({ kind }) => kind === 'report');
  for (const mail of mails) {
    const path = mail.file.startsWith(`${id}/`) ? mail.file.slice(id.length + 1) : mail.file;
    remade.push({ path, bytes: await mailAgain(mail, made), hash: mail.mail });
  }
  if (folder !== null)
    for (const { path, bytes } of remade) if (bytes) await writeFileSafely(join(folder, path), bytes);
  const reports: RejudgedReport[] = [];
  for (const one of kept) reports.push(await judgeAgain(one, store, steps));
  return {
    run,
    before: versionsOf(kept),
    now: { program: steps.version, ruleset: steps.ruleset.hash },
    files: remade.map(fileOf),
    reports,
  };
};
