import { archiveKind } from '../documents/archive/archive-kind.ts';
import type { AuditFailure, AuditResult } from '../model/audit-result.ts';
import { type AuditContext, NO_CONTEXT } from '../model/context.ts';
import type { Office, Snapshot } from '../model/report.ts';
import type { Scorecard } from '../model/scorecard.ts';
import { openChildPool, type PoolCounts } from '../platform/children/child-pool.ts';
import type { TaskFailure, TaskOutcome } from '../platform/children/watched-child.ts';
import { LIMITS } from '../platform/limits.ts';
import { reportsAtOnce } from '../platform/machine.ts';
import type { AuditTask, ExpandedArchive, ReaderKnowledge } from './tasks.ts';

export type Audited = { readonly result: AuditResult } | { readonly failure: AuditFailure };

/**
 * Readers of untrusted bytes, each a child process of its own under a watchdog. What a report does to its reader – take
 * too long, too much memory, crash it – is a failure of that report alone.
 */
export type Readers = {
  /**
   * Reads and judges one report. A failure names the reason: also `timed-out`, `too-large` and `crashed`. Rejects with
   * what a bug threw.
   */
  readonly audit: (snapshot: Snapshot, office: Office | null, context?: AuditContext) => Promise<Audited>;
  /** Takes an archive apart; null for a snapshot that is none. */
  readonly expand: (snapshot: Snapshot) => Promise<ExpandedArchive | null>;
  /** Rejects when the workbook cannot be made. */
  readonly buildWorkbook: (scorecard: Scorecard) => Promise<Uint8Array>;
  /** The bytes as characters, whatever they are; null when they do not let themselves be decoded. */
  readonly decode: (bytes: Uint8Array) => Promise<string | null>;
  readonly counts: () => PoolCounts;
  /** Ends the children; what is under way fails. */
  readonly close: () => Promise<void>;
};

/** A reader may not write files or start programs; the engine sees to it. */
const CONFINED = ['--permission', '--allow-fs-read=*', '--allow-worker', '--allow-addons'];

/** What a bug in a child threw, thrown here with its stack. */
const thrown = ({ message, stack }: { readonly message: string; readonly stack: string }): Error =>
  Object.assign(new Error(message), { stack });

/** The value, or how the bytes failed their reader. Throws the faults of the program and of the machine. */
const valueOrFailure = <T>(outcome: TaskOutcome): { readonly value: T } | { readonly failure: TaskFailure } => {
  if (outcome.is === 'done') return { value: outcome.value as T };
  if (outcome.is === 'threw') throw thrown(outcome);
  if (outcome.code === 'not-started')
    throw new Error(`no process could be started to read reports: ${outcome.message}`);
  if (outcome.code === 'cancelled') throw new Error(outcome.message);
  return { failure: outcome };
};

/**
 * Opens `size` readers that know `knowledge`, or will when its promise is kept. They start with the first report, or at
 * once when `warm`.
 */
export const openReaders = (
  knowledge: ReaderKnowledge | Promise<ReaderKnowledge>,
  { size = reportsAtOnce(), warm = false }: { readonly size?: number; readonly warm?: boolean } = {},
): Readers => {
  const pool = openChildPool({
    entry: new URL('child.ts', import.meta.url),
    knowledge,
    size,
    limits: {
      taskTime: LIMITS.readingTime,
      longTaskTime: LIMITS.recognisingTime,
      heap: LIMITS.readerHeap,
      memory: LIMITS.readerMemory,
    },
    nodeArguments: CONFINED,
  });
  if (warm) pool.warm();
  return {
    audit: async (snapshot, office, context = NO_CONTEXT) => {
      const task: AuditTask = { snapshot, office, context };
      const answer = valueOrFailure<Audited>(await pool.run('audit', task));
      if ('value' in answer) return answer.value;
      const { code, message } = answer.failure;
      return { failure: { source: snapshot.source, code, message: `${snapshot.source}: ${message}` } };
    },
    expand: async (snapshot) => {
      // Its first and last bytes tell; it is taken apart in a child.
      if (archiveKind(snapshot.bytes) === null) return null;
      const answer = valueOrFailure<ExpandedArchive>(await pool.run('expand', snapshot));
      if ('value' in answer) return answer.value;
      const { code, message } = answer.failure;
      const { source } = snapshot;
      return { snapshots: [], failures: [{ source, code, message: `${source}: ${message}` }], leftOut: [] };
    },
    buildWorkbook: async (scorecard) => {
      const answer = valueOrFailure<Uint8Array>(await pool.run('buildWorkbook', scorecard));
      if ('failure' in answer) throw new Error(answer.failure.message);
      return answer.value;
    },
    decode: async (bytes) => {
      const answer = valueOrFailure<string>(await pool.run('decode', bytes));
      return 'value' in answer ? answer.value : null;
    },
    counts: pool.counts,
    close: pool.close,
  };
};
