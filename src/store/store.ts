import type { AuditResult } from '../model/audit-result.ts';
import type { FindingStatus } from '../model/finding.ts';
import type { Severity } from '../model/rule.ts';
import type { Bilingual } from '../model/text.ts';
import type { Blobs } from './blobs.ts';

/** Why a run takes place: somebody asked for it, or the calendar did. */
export type RunTrigger = 'manual' | 'schedule';

/** `running` and `interrupted` and `failed` runs can be continued; `finished` and `abandoned` ones are history. */
export type RunState = 'running' | 'interrupted' | 'failed' | 'finished' | 'abandoned';

/** One night. `id` is the date, with "-2" and so on for further runs of it; `started` and `finished` are instants. */
export type Run = {
  readonly id: string;
  readonly date: string;
  readonly trigger: RunTrigger;
  readonly state: RunState;
  readonly started: string;
  readonly finished: string | null;
};

/** The answer to a wish for a run: a new one, one that was cut off, or none because the date's run is done. */
export type BegunRun =
  | { readonly is: 'begun'; readonly run: Run }
  | { readonly is: 'resumed'; readonly run: Run }
  | { readonly is: 'done'; readonly date: string };

export type Runs = {
  /**
   * Begins or continues the run of a date, in one transaction with the date's slot for a scheduled one. Unfinished
   * runs of other dates are abandoned: what they left undone is still to be done and comes with this one. The caller
   * holds the run lock.
   */
  readonly begin: (wish: { date: string; trigger: RunTrigger; now: Date }) => Promise<BegunRun>;
  readonly end: (
    id: string,
    end: { state: Exclude<RunState, 'running' | 'abandoned'>; now: Date; summary: string },
  ) => Promise<void>;
  readonly find: (id: string) => Promise<(Run & { readonly summary: string | null }) | null>;
  readonly latest: () => Promise<Run | null>;
};

/** A date of the calendar: being run, run, or passed over because a later one was due as well. */
export type Slot = {
  readonly date: string;
  readonly state: 'claimed' | 'done' | 'skipped';
  readonly run: string | null;
};

export type Slots = {
  readonly latest: () => Promise<Slot | null>;
  readonly find: (date: string) => Promise<Slot | null>;
  /** Marks dates that have no slot yet as passed over. */
  readonly skip: (dates: readonly string[]) => Promise<void>;
};

/** What an audit is a function of. Equal keys have equal results. */
export type AuditKey = {
  readonly key: string;
  readonly sha256: string;
  readonly ruleset: string;
  readonly version: string;
  readonly office: string | null;
};

/** What is needed of an audit to file it, without reading the whole result. */
export type AuditOutline = { readonly year: number | null; readonly statedOffice: string | null };

export type Audits = {
  readonly outline: (key: string) => Promise<AuditOutline | null>;
  readonly result: (key: string) => Promise<AuditResult | null>;
  readonly save: (key: AuditKey, result: AuditResult) => Promise<void>;
};

/** The current version of a report and what was last said about it; `summary` is the job's own JSON. */
export type Filing = {
  readonly report: string;
  readonly office: string | null;
  readonly year: number | null;
  readonly source: string;
  readonly sha256: string;
  readonly audit: string;
  readonly run: string;
  readonly summary: string;
};

/** A finding across nights. `content` is a hash of what the office sees, so that a changed figure is noticed. */
export type KnownFinding = {
  readonly fingerprint: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly content: string;
  readonly message: Bilingual;
  readonly status: FindingStatus;
  readonly firstRun: string;
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly deadline: string | null;
};

export type DeliveryState = 'planned' | 'intent' | 'accepted' | 'failed';

/** The way a mail takes: into a folder only, or to a mail server. */
export type Via = 'outbox' | 'smtp';

/** A mail that shall be sent: `mail` is the hash of its bytes, `file` the path of its copy below the output folder. */
export type PlannedDelivery = {
  readonly key: string;
  readonly office: string;
  readonly run: string;
  readonly date: string;
  readonly sender: string;
  readonly recipient: string;
  readonly via: Via;
  readonly messageId: string;
  readonly mail: string;
  readonly file: string;
  readonly planned: string;
};

export type Delivery = PlannedDelivery & {
  readonly id: number;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly answer: string | null;
};

/** All that one night says about one office; saved whole or not at all. */
export type OfficeNight = {
  readonly run: string;
  readonly filings: readonly Filing[];
  readonly findings: readonly { readonly report: string; readonly known: readonly KnownFinding[] }[];
  readonly rows: readonly { readonly report: string; readonly summary: string }[];
  readonly office: string | null;
  readonly delivery: PlannedDelivery | null;
};

export type Nights = {
  readonly save: (night: OfficeNight) => Promise<void>;
  /** What a run has saved so far, by report; `office` null for reports of no known office. */
  readonly rowsOf: (run: string) => Promise<readonly { report: string; office: string | null; summary: string }[]>;
};

export type Filings = {
  readonly all: () => Promise<readonly Filing[]>;
  readonly find: (report: string) => Promise<Filing | null>;
  /** Every finding ever made of a report, resolved ones included. */
  readonly findings: (report: string) => Promise<readonly KnownFinding[]>;
  /** Reports with open findings, once for each distinct deadline of these, null included. */
  readonly openFindings: () => Promise<readonly { readonly report: string; readonly deadline: string | null }[]>;
};

export type Deliveries = {
  /** Planned and intended mails whose time has come: by date, then by office, in whatever order they were planned. */
  readonly pending: (now: Date) => Promise<readonly Delivery[]>;
  readonly ofRun: (run: string) => Promise<readonly Delivery[]>;
  /** The date of the last mail, of whatever state, that an office was to get at an address this way; null for none. */
  readonly lastMail: (office: string, recipient: string, via: Via) => Promise<string | null>;
  /** Recorded durably before the first byte goes out. */
  readonly intend: (id: number, via: Via) => Promise<void>;
  readonly accept: (id: number, answer: string, now: Date) => Promise<void>;
  readonly defer: (id: number, answer: string, notBefore: Date) => Promise<void>;
  readonly fail: (id: number, answer: string, now: Date) => Promise<void>;
};

/**
 * What the program remembers. Every method is one transaction: done whole and durable when its promise resolves, or
 * not at all. Rejects with a StoreError that names the file when the store itself is damaged, full or unreachable.
 */
export type Store = {
  readonly blobs: Blobs;
  readonly saveSnapshot: (snapshot: { sha256: string; source: string; bytes: Uint8Array }, now: Date) => Promise<void>;
  readonly audits: Audits;
  readonly filings: Filings;
  readonly nights: Nights;
  readonly runs: Runs;
  readonly slots: Slots;
  readonly deliveries: Deliveries;
  readonly close: () => Promise<void>;
};

/** The store is damaged, of another program or version, or cannot be written; the message says which file and what to do. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}
