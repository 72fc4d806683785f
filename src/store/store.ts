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

/**
 * What an audit is a function of: equal keys have equal results. `context` names, as the job's own JSON, the other
 * reports that were at hand, null for none.
 */
export type AuditKey = {
  readonly key: string;
  readonly sha256: string;
  readonly ruleset: string;
  readonly version: string;
  readonly office: string | null;
  readonly context: string | null;
};

/**
 * What is needed of an audit to file it and to set it beside others, without reading the whole result. `figures` is a
 * hash of what other audits may read of the report, in two parts: of the figures themselves, and of the rest.
 */
export type AuditOutline = {
  readonly year: number | null;
  readonly statedOffice: string | null;
  readonly template: string | null;
  readonly figures: string;
};

export type AuditRecord = Pick<AuditKey, 'sha256' | 'ruleset' | 'version' | 'office' | 'context'>;

export type Audits = {
  readonly outline: (key: string) => Promise<AuditOutline | null>;
  readonly record: (key: string) => Promise<AuditRecord | null>;
  readonly result: (key: string) => Promise<AuditResult | null>;
  readonly save: (key: AuditKey, result: AuditResult) => Promise<AuditOutline>;
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

/**
 * A finding across nights. `content` is a hash of what the office sees, so that a changed figure is noticed.
 * `firstSeen` is never forgotten; `openedOn` is when it became open this time: the same, or the day it came back.
 */
export type KnownFinding = {
  readonly fingerprint: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly content: string;
  readonly message: Bilingual;
  readonly status: FindingStatus;
  readonly firstRun: string;
  readonly firstSeen: string;
  readonly openedOn: string;
  readonly lastSeen: string;
  readonly resolvedOn: string | null;
  readonly deadline: string | null;
  /** When the office above was told of it; null where it was not, or since it last opened. */
  readonly escalatedOn: string | null;
};

export type OpenFinding = { readonly report: string; readonly known: KnownFinding };

/** What became of a finding on one night; nights on which nothing did leave no event. */
export const FINDING_EVENTS = ['new', 'reopened', 'resolved', 'unverified', 'verified', 'waived', 'unwaived'] as const;

export type FindingEvent = (typeof FINDING_EVENTS)[number];

/** A figure that one version of a report states otherwise than the version before; null where one does not state it. */
export type FigureChange = {
  readonly indicator: string;
  readonly group: string | null;
  readonly label: string;
  readonly from: string | null;
  readonly to: string | null;
};

/** One version of a report. `noted`: the report itself says that it was corrected. */
export type ReportVersion = {
  readonly report: string;
  readonly run: string;
  readonly date: string;
  readonly source: string;
  readonly sha256: string;
  readonly audit: string;
  readonly changes: readonly FigureChange[];
  readonly noted: boolean;
};

export type DeliveryState = 'planned' | 'intent' | 'accepted' | 'failed';

/** The way a mail takes: into a folder only, or to a mail server. */
export type Via = 'outbox' | 'smtp';

/** About an office's own reports; to an office about what is overdue below it; to the operator about the night. */
export type DeliveryKind = 'report' | 'escalation' | 'operator';

/**
 * A mail that shall be sent: `mail` is the hash of its bytes, `file` the path of its copy below the output folder.
 * `content` is what it was made of, as the job keeps it, so that it can be made again.
 */
export type PlannedDelivery = {
  readonly kind: DeliveryKind;
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
  readonly content: Uint8Array | null;
  readonly planned: string;
};

export type Delivery = PlannedDelivery & {
  readonly id: number;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly answer: string | null;
};

/** What a run did with one report: its row for people, by which audit, and what its scorecard was made of. */
export type RunReport = {
  readonly report: string;
  readonly summary: string;
  readonly audit: string | null;
  readonly card: Uint8Array | null;
};

/** All that one night says about one office; saved whole or not at all. */
export type OfficeNight = {
  readonly run: string;
  readonly date: string;
  readonly filings: readonly Filing[];
  readonly versions: readonly Omit<ReportVersion, 'run' | 'date'>[];
  readonly findings: readonly { readonly report: string; readonly known: readonly KnownFinding[] }[];
  readonly events: readonly {
    readonly report: string;
    readonly fingerprint: string;
    readonly event: FindingEvent;
  }[];
  readonly rows: readonly RunReport[];
  readonly office: string | null;
  readonly delivery: PlannedDelivery | null;
};

/** A report that is known but could not be read, or was not there, on a night. */
export type UnreadReport = { readonly run: string; readonly date: string; readonly report: string };

export type Nights = {
  /**
   * Saves what a run says about an office, once: if the run has said it before, whoever did, nothing changes. Rejects
   * with a StoreError when the run is over, so that a worker that comes late leaves nothing.
   */
  readonly save: (night: OfficeNight) => Promise<void>;
  /** Leaves the open findings of reports as ones that cannot be verified; doing it again changes nothing. */
  readonly unread: (reports: readonly UnreadReport[]) => Promise<void>;
  /** Plans the notice to an office above and marks what it tells of, in one transaction. */
  readonly escalate: (
    delivery: PlannedDelivery,
    findings: readonly { readonly report: string; readonly fingerprint: string }[],
  ) => Promise<void>;
  /** What a run has saved so far, by report, or of these reports alone; `office` null for reports of no known office. */
  readonly rowsOf: (
    run: string,
    reports?: readonly string[],
  ) => Promise<readonly { report: string; office: string | null; summary: string }[]>;
  /** What the scorecards that a run wrote were made of, by report. */
  readonly cardsOf: (run: string) => Promise<readonly { report: string; audit: string; card: Uint8Array }[]>;
};

/** A report that is known, for others to be set beside it. */
export type KnownFigures = {
  readonly report: string;
  readonly office: string;
  readonly year: number;
  readonly template: string;
  readonly source: string;
  readonly audit: string;
  readonly figures: string;
};

export type Filings = {
  readonly all: () => Promise<readonly Filing[]>;
  /** The current filings whose office, year and form are known, by report. */
  readonly figures: () => Promise<readonly KnownFigures[]>;
  readonly find: (report: string) => Promise<Filing | null>;
  /** Every finding ever made of a report, resolved ones included. */
  readonly findings: (report: string) => Promise<readonly KnownFinding[]>;
  readonly findingsByStatus: (statuses: readonly FindingStatus[]) => Promise<readonly OpenFinding[]>;
  /**
   * Reports with findings that an office is asked to mend, once for each distinct deadline of these, null included.
   * What cannot be verified is not asked for.
   */
  readonly openFindings: () => Promise<readonly { readonly report: string; readonly deadline: string | null }[]>;
  /** The day on which the first version of each report was kept. */
  readonly firstSeen: () => Promise<ReadonlyMap<string, string>>;
  /** The versions of a report that were scored, the oldest first. */
  readonly versions: (report: string) => Promise<readonly ReportVersion[]>;
  /** What became of its findings, night by night. */
  readonly events: (
    report: string,
  ) => Promise<readonly { fingerprint: string; run: string; date: string; event: FindingEvent }[]>;
};

export type Deliveries = {
  /** Planned and intended mails whose time has come: by date, then by office, in whatever order they were planned. */
  readonly pending: (now: Date) => Promise<readonly Delivery[]>;
  readonly ofRun: (run: string) => Promise<readonly Delivery[]>;
  readonly ofOffice: (office: string) => Promise<readonly Delivery[]>;
  /** The last mail planned for each office. */
  readonly lastOfEach: () => Promise<readonly Delivery[]>;
  /** The date of the last mail about its own reports, of whatever state, that an office was to get at an address this way; null for none. */
  readonly lastMail: (office: string, recipient: string, via: Via) => Promise<string | null>;
  /** Recorded durably before the first byte goes out. */
  readonly intend: (id: number, via: Via) => Promise<void>;
  readonly accept: (id: number, answer: string, now: Date) => Promise<void>;
  readonly defer: (id: number, answer: string, notBefore: Date) => Promise<void>;
  readonly fail: (id: number, answer: string, now: Date) => Promise<void>;
};

/** What sources remember from night to night, as texts by key. */
export type SourceNotes = {
  readonly get: (key: string) => Promise<string | null>;
  readonly put: (key: string, value: string) => Promise<void>;
  /** All keys that begin so, in code point order; `prefix` is not empty. */
  readonly keys: (prefix: string) => Promise<readonly string[]>;
};

/**
 * What the program remembers. Every method is one transaction: done whole and durable when its promise resolves, or
 * not at all. Rejects with a StoreError that names the file or server when the store itself is damaged, full or unreachable.
 */
export type Store = {
  /** What tells a store that several machines share from any other, the same on all of them; null for one in a folder. */
  readonly identity: string | null;
  readonly blobs: Blobs;
  readonly saveSnapshot: (snapshot: { sha256: string; source: string; bytes: Uint8Array }, now: Date) => Promise<void>;
  readonly audits: Audits;
  readonly filings: Filings;
  readonly nights: Nights;
  readonly runs: Runs;
  readonly slots: Slots;
  readonly deliveries: Deliveries;
  readonly sources: SourceNotes;
  readonly close: () => Promise<void>;
};

/** The store is damaged, of another program or version, or cannot be written; the message says which file and what to do. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}
