import type { Waiver } from '../audit/waive-findings.ts';
import type { Transport } from '../delivery/mail.ts';
import type { Score } from '../model/audit-result.ts';
import type { Office } from '../model/report.ts';
import type { Severity } from '../model/rule.ts';
import type { Clock } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import type { Log } from '../platform/log.ts';
import type { Source } from '../sources/source.ts';
import type { RunTrigger, Store } from '../store/store.ts';
import type { DeadlineProfile } from './deadlines.ts';
import type { Queue } from './queue/queue.ts';
import type { Steps } from './steps.ts';

/**
 * What a report was tonight: seen for the first time; with other bytes or other findings than before; as before; or
 * not judged, with the reason in `failure`.
 */
export type RowStatus = 'new' | 'changed' | 'unchanged' | 'failed';

/**
 * Whether the office gets a mail: `waiting` will be sent at a later start; `none` says why not. `path` is the copy of
 * the mail, null until there is one.
 */
export type RowMail = {
  readonly status: 'none' | 'waiting' | 'accepted' | 'failed';
  readonly because: 'no-office' | 'no-address' | 'nothing-new' | null;
  readonly to: string | null;
  readonly path: string | null;
  readonly answer: string | null;
};

/** One report in the summary of a run. Paths are relative to the working directory, as the configuration gives them. */
export type ReportRow = {
  /** Null when neither the folder nor the name in the report belongs to an office of the roster. */
  readonly officeId: string | null;
  /** The name of the roster, or as stated in the report; null when neither is known. */
  readonly officeName: string | null;
  readonly year: number | null;
  readonly source: string;
  readonly status: RowStatus;
  readonly score: Score | null;
  /** Open findings: waived ones are not counted. All zero for a failed report. */
  readonly counts: Readonly<Record<Severity, number>>;
  /** The workbook of the report, which an earlier run may have written; null when none could be made. */
  readonly scorecard: string | null;
  readonly mail: RowMail;
  readonly failure: { readonly code: string; readonly message: string } | null;
  /** Figures that changed since the version before, in a report that does not say it was corrected. */
  readonly silentChanges?: number;
};

/** A rule that crashed on a report: a fault of the program, never a verdict. */
export type SummaryFault = { readonly source: string; readonly rule: string; readonly error: string };

/** What a night has to say that is of no single report. */
export type NightNotices = {
  /** Waivers that no longer count, and those that accept nothing that was found. */
  readonly waivers: { readonly expired: readonly Waiver[]; readonly unused: readonly Waiver[] };
  /** Known reports with open findings that were not read tonight: what they say cannot be verified. */
  readonly unread: readonly string[];
  /** Reports whose figures changed although they do not say that they were corrected. */
  readonly silent: readonly { readonly report: string; readonly figures: number }[];
  /** Years whose public holidays are not known: deadlines in them count Monday to Friday. */
  readonly yearsWithoutHolidays: readonly number[];
  /** Offices whose overdue findings could not be told to the office above, for want of one or of its address. */
  readonly notEscalated: readonly string[];
};

/** What a run leaves to be shown. Rows are sorted by office, year and source; those without an office come last. */
export type RunSummary = {
  readonly runId: string;
  readonly date: string;
  readonly trigger: RunTrigger;
  /** `already-done`: the scheduled run of the date took place before; nothing was done now. */
  readonly state: 'finished' | 'interrupted' | 'already-done';
  /** Continued from a start that was cut off. */
  readonly resumed: boolean;
  readonly folder: string;
  readonly rows: readonly ReportRow[];
  readonly faults: readonly SummaryFault[];
  /** Mails of this start, those left over from earlier ones included; `waiting` are still to be sent. */
  readonly mails: { readonly accepted: number; readonly waiting: number; readonly failed: number };
  /** What somebody should look at, apart from single reports. */
  readonly notices?: NightNotices;
  /** 0; or 130, 143 or 129 after SIGINT, SIGTERM or SIGHUP, when the run was interrupted by one. */
  readonly exitCode: number;
};

/** What a run is given from outside; everything has a default that does the real thing. */
export type NightDeps = {
  /** Aborting it, with the name of the signal as its reason, ends the run after the report under way. */
  readonly signal?: AbortSignal;
  /** One line for the person waiting, at each step. */
  readonly progress?: (line: string) => void;
  readonly log?: Log;
  readonly clock?: Clock;
  readonly trigger?: RunTrigger;
  /** ISO date of the run; today in the configured zone by default. */
  readonly date?: string;
  readonly steps?: Steps;
  readonly source?: Source;
  readonly transport?: Transport;
  readonly queue?: Queue;
  readonly deadlines?: DeadlineProfile;
  readonly waivers?: readonly Waiver[];
  /** Spreads retries; 0 ≤ value < 1. */
  readonly chance?: () => number;
};

/** One night at work: what its jobs share. */
export type Night = {
  readonly run: { readonly id: string; readonly date: string; readonly started: string };
  readonly config: Config;
  readonly store: Store;
  readonly steps: Steps;
  readonly offices: ReadonlyMap<string, Office>;
  readonly officeByName: (name: string) => Office | null;
  readonly deadlines: DeadlineProfile;
  readonly waivers: readonly Waiver[];
  readonly now: () => Date;
  readonly log: Log;
  readonly transport: Pick<Transport, 'via'>;
  /** Where the store keeps what workers elsewhere must know of this night; null where there can be none. */
  readonly seal: string | null;
};
