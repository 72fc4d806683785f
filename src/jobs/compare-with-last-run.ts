import type { Finding } from '../model/finding.ts';
import type { Scorecard, ScorecardFinding } from '../model/scorecard.ts';
import { sha256 } from '../platform/sha256.ts';
import type { KnownFinding } from '../store/store.ts';
import { type DeadlineProfile, deadlineFor } from './deadlines.ts';

/** What became of the findings of one report since it was last looked at. */
export type Comparison = {
  readonly findings: readonly ScorecardFinding[];
  readonly resolved: Scorecard['resolved'];
  /** What the store shall know from now on: every present finding, and those resolved just now. */
  readonly known: readonly KnownFinding[];
  readonly news: { readonly new: number; readonly changed: number; readonly resolved: number };
};

type Tonight = { readonly run: string; readonly date: string; readonly deadlines: DeadlineProfile };

const isOpen = ({ status }: { readonly status: string }): boolean => status === 'new' || status === 'persisting';

/** What the office sees of a finding apart from wording: when it changes, the office should hear of it. */
const contentOf = ({ severity, found, expected, difference }: Finding): string =>
  sha256(JSON.stringify([severity, found, expected, difference])).slice(0, 32);

const rememberOne = (finding: Finding, before: KnownFinding | undefined, tonight: Tonight): KnownFinding => {
  const waived = finding.status === 'waived';
  // A finding that was resolved and comes back is new again: its time starts anew.
  const persists = before !== undefined && isOpen(before);
  const firstSeen = persists ? before.firstSeen : tonight.date;
  const { rule, severity, message, fingerprint } = finding;
  return {
    fingerprint,
    rule,
    severity,
    content: contentOf(finding),
    message,
    status: waived ? 'waived' : persists ? 'persisting' : 'new',
    firstRun: persists ? before.firstRun : tonight.run,
    firstSeen,
    lastSeen: tonight.date,
    deadline: waived ? null : deadlineFor(severity, firstSeen, tonight.deadlines),
  };
};

/**
 * Compares the findings of tonight with what is known of the report: new, persisting with the day it was first seen,
 * or gone. The fingerprint tells which is which; a waived finding is neither new nor open. Pure.
 */
export const compareWithLastRun = (
  before: readonly KnownFinding[],
  findings: readonly Finding[],
  tonight: Tonight,
): Comparison => {
  const earlier = new Map(before.map((known) => [known.fingerprint, known]));
  const present = findings.map((finding) => {
    const known = rememberOne(finding, earlier.get(finding.fingerprint), tonight);
    return { finding: { ...finding, status: known.status }, known };
  });
  const still = new Set(findings.map(({ fingerprint }) => fingerprint));
  const gone = before.filter(({ fingerprint, status }) => !still.has(fingerprint) && status !== 'resolved');
  const resolved = gone.filter(isOpen);
  const changed = present.filter(
    ({ known }) => known.status === 'persisting' && known.content !== earlier.get(known.fingerprint)?.content,
  );
  return {
    findings: present.map(({ finding, known: { firstSeen, deadline } }) => ({ finding, firstSeen, deadline })),
    resolved: resolved.map(({ rule, message }) => ({ rule, message })),
    known: [
      ...present.map(({ known }) => known),
      ...gone.map((known): KnownFinding => ({ ...known, status: 'resolved', deadline: null })),
    ],
    news: {
      new: present.filter(({ known }) => known.status === 'new').length,
      changed: changed.length,
      resolved: resolved.length,
    },
  };
};
