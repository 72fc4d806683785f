import { type Finding, type FindingStatus, isAskedFor } from '../model/finding.ts';
import type { Scorecard, ScorecardFinding } from '../model/scorecard.ts';
import { sha256 } from '../platform/sha256.ts';
import type { FindingEvent, KnownFinding } from '../store/store.ts';
import { type DeadlineProfile, deadlineFor } from './deadlines.ts';

/** What became of the findings of one report since it was last looked at. */
export type Comparison = {
  readonly findings: readonly ScorecardFinding[];
  readonly resolved: Scorecard['resolved'];
  /** Findings that nobody can tell tonight: still open, and not asked for until they can be told again. */
  readonly unverified: NonNullable<Scorecard['unverified']>;
  /** What the store shall know from now on: every present finding, and those that went just now. */
  readonly known: readonly KnownFinding[];
  readonly events: readonly { readonly fingerprint: string; readonly event: FindingEvent }[];
  /** `new` counts those that came back as well. */
  readonly news: { readonly new: number; readonly changed: number; readonly resolved: number };
};

/** What tonight's audit could not decide, besides what it found. */
export type Undecided = {
  /** Rules that crashed, or that could not be decided for the report as a whole. */
  readonly rules: ReadonlySet<string>;
  readonly fingerprints: ReadonlySet<string>;
};

export const NOTHING_UNDECIDED: Undecided = { rules: new Set(), fingerprints: new Set() };

type Tonight = {
  readonly run: string;
  readonly date: string;
  readonly deadlines: DeadlineProfile;
  readonly undecided?: Undecided;
};

/** What the office sees of a finding apart from wording: when it changes, the office should hear of it. */
const contentOf = ({ severity, found, expected, difference }: Finding): string =>
  sha256(JSON.stringify([severity, found, expected, difference])).slice(0, 32);

const isPending = ({ status }: KnownFinding): boolean => isAskedFor({ status }) || status === 'unverified';

const statusOf = (finding: Finding, before: KnownFinding | undefined): FindingStatus => {
  if (finding.status === 'waived') return 'waived';
  if (!before || before.status === 'waived') return 'new';
  return before.status === 'resolved' ? 'reopened' : 'persisting';
};

const rememberOne = (finding: Finding, before: KnownFinding | undefined, tonight: Tonight): KnownFinding => {
  const status = statusOf(finding, before);
  const { rule, severity, message, fingerprint } = finding;
  // What comes back has its whole time again, and is still known for when it was first seen.
  const isStillOpen = before !== undefined && (isPending(before) || before.status === status);
  const openedOn = isStillOpen ? before.openedOn : tonight.date;
  return {
    fingerprint,
    rule,
    severity,
    content: contentOf(finding),
    message,
    status,
    firstRun: before?.firstRun ?? tonight.run,
    firstSeen: before?.firstSeen ?? tonight.date,
    openedOn,
    lastSeen: tonight.date,
    resolvedOn: before?.resolvedOn ?? null,
    deadline: status === 'waived' ? null : deadlineFor(severity, openedOn, tonight.deadlines),
    escalatedOn: isStillOpen ? before.escalatedOn : null,
  };
};

const eventOf = (status: FindingStatus, before: KnownFinding | undefined): FindingEvent | null => {
  if (status === 'waived') return before?.status === 'waived' ? null : 'waived';
  if (status === 'reopened') return 'reopened';
  if (status === 'new') return before ? 'unwaived' : 'new';
  return before?.status === 'unverified' ? 'verified' : null;
};

/** Findings known before that the audit did not make tonight: gone, or not to be told. A waiver outlives a bad night. */
const sortAbsent = (absent: readonly KnownFinding[], { date, undecided = NOTHING_UNDECIDED }: Tonight) => {
  const isUntold = ({ rule, fingerprint }: KnownFinding): boolean =>
    undecided.rules.has(rule) || undecided.fingerprints.has(fingerprint);
  return {
    unverified: absent
      .filter((known) => isUntold(known) && known.status !== 'waived')
      .map((known): KnownFinding => ({ ...known, status: 'unverified' })),
    gone: absent
      .filter((known) => !isUntold(known))
      .map((known): KnownFinding => ({ ...known, status: 'resolved', resolvedOn: date, deadline: null })),
  };
};

/**
 * Compares the findings of tonight with what is known of the report: new, persisting, back after having been resolved,
 * gone, or not to be told because its rule could not be decided. The fingerprint tells which is which; a waived finding
 * is neither new nor open. Pure.
 */
export const compareWithLastRun = (
  before: readonly KnownFinding[],
  findings: readonly Finding[],
  tonight: Tonight,
): Comparison => {
  const earlier = new Map(before.map((known) => [known.fingerprint, known]));
  const present = findings.map((finding) => {
    const past = earlier.get(finding.fingerprint);
    const known = rememberOne(finding, past, tonight);
    return { finding: { ...finding, status: known.status }, known, event: eventOf(known.status, past), past };
  });
  const still = new Set(findings.map(({ fingerprint }) => fingerprint));
  const absent = before.filter(({ fingerprint, status }) => !still.has(fingerprint) && status !== 'resolved');
  const { unverified, gone } = sortAbsent(absent, tonight);
  const wasPending = ({ fingerprint }: KnownFinding): boolean => isPending(earlier.get(fingerprint)!);
  const resolved = gone.filter(wasPending);
  const lost = unverified.filter(({ fingerprint }) => earlier.get(fingerprint)?.status !== 'unverified');
  const event = (name: FindingEvent) => (known: KnownFinding) => ({ fingerprint: known.fingerprint, event: name });
  return {
    findings: present.map(({ finding, known: { firstSeen, deadline } }) => ({ finding, firstSeen, deadline })),
    resolved: resolved.map(({ rule, message }) => ({ rule, message })),
    unverified: unverified.map(({ rule, message, firstSeen }) => ({ rule, message, firstSeen })),
    known: [...present.map(({ known }) => known), ...unverified, ...gone],
    events: [
      ...present.flatMap(({ known: { fingerprint }, event: name }) => (name ? [{ fingerprint, event: name }] : [])),
      ...lost.map(event('unverified')),
      ...gone.map(event('resolved')),
    ],
    news: {
      new: present.filter(({ known: { status } }) => status === 'new' || status === 'reopened').length,
      changed: present.filter(({ known, past }) => known.status === 'persisting' && known.content !== past?.content)
        .length,
      resolved: resolved.length,
    },
  };
};
