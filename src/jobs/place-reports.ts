import type { KnownFigures } from '../store/store.ts';
import type { AuditedFiling, FilingBesideOthers, FilingOutcome, FilingToAudit } from './audit-filing.ts';
import type { JoinedVersions } from './join-versions.ts';
import type { Night } from './night.ts';
import { type ContextRefs, type PlacedReport, planContexts } from './plan-contexts.ts';
import type { Unit } from './queue/queue.ts';

const placeFiling = (filing: AuditedFiling): readonly PlacedReport[] => {
  const { office, year, template, source, audit, figures } = filing;
  return office !== null && year !== null && template !== null
    ? [{ office, year, template, source, audit, figures }]
    : [];
};

const placeStored = ({ report: _, ...rest }: KnownFigures): PlacedReport => rest;

/** A report that came in several files is judged beside the others. */
const withVersions = (context: ContextRefs | undefined, versions: readonly AuditedFiling[]): ContextRefs | undefined =>
  versions.length === 0
    ? context
    : { ...(context ?? { prior: null, children: null, peers: null }), versions: versions.flatMap(placeFiling) };

/**
 * Tonight's filings that have others beside them, as work to be done once all of them were read: `read` are those that
 * were, in whatever order; `versions` other files of the same reports.
 */
export const filingsBesideOthers = async (
  filings: readonly FilingToAudit[],
  read: readonly AuditedFiling[],
  versions: JoinedVersions['versions'],
  { store, offices, steps }: Night,
): Promise<readonly Unit<FilingBesideOthers>[]> => {
  const stored = (await store.filings.figures()).map(placeStored);
  const contexts = planContexts(read.flatMap(placeFiling), stored, [...offices.values()], steps.asksPeers ?? false);
  const bySource = new Map(filings.map((filing) => [filing.source, filing]));
  return read.flatMap(({ source, office }) => {
    const filing = bySource.get(source);
    const context = withVersions(contexts.get(source), versions.get(source) ?? []);
    return filing && context && office !== null
      ? [{ id: source, payload: { filing, office, context } as unknown as FilingBesideOthers }]
      : [];
  });
};

/** What each filing came to, the later word on one taking the place of the earlier. */
export const latestOutcomes = (
  first: readonly FilingOutcome[],
  second: readonly FilingOutcome[],
): readonly FilingOutcome[] => {
  const sourceOf = (outcome: FilingOutcome): string =>
    'filing' in outcome ? outcome.filing.source : outcome.failure.source;
  const later = new Map(second.map((outcome) => [sourceOf(outcome), outcome]));
  return first.map((outcome) => later.get(sourceOf(outcome)) ?? outcome);
};
