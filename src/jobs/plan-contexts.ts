import type { Office, OfficeLevel } from '../model/report.ts';
import { sha256 } from '../platform/sha256.ts';

/** A report beside which another is judged: its audit in the store, and the hash of what may be read of it. */
export type RelatedRef = {
  readonly office: string;
  readonly year: number;
  readonly audit: string;
  readonly figures: string;
};

/** Another file in which the same report was published. */
export type VersionRef = RelatedRef & { readonly source: string };

/** The reports that one is judged beside; null where none is known. Plain JSON, so that any worker can be given it. */
export type ContextRefs = {
  readonly prior: RelatedRef | null;
  readonly children: { readonly expected: readonly string[]; readonly reports: readonly RelatedRef[] } | null;
  readonly peers: { readonly level: OfficeLevel; readonly reports: readonly RelatedRef[] } | null;
  /** Left out: the report came in one file. */
  readonly versions?: readonly VersionRef[] | undefined;
};

/** A report as far as its place among others is concerned. */
export type PlacedReport = RelatedRef & { readonly source: string; readonly template: string };

/** Fewer peers are no measure of anything; more than the most make each audit dearer and say nothing new. */
const FEWEST_PEERS = 30;
const MOST_PEERS = 300;

/** The part of the hash that says what the figures are, without how they are printed. */
const valuesOf = ({ figures }: RelatedRef): string => figures.split('.')[0] ?? '';

const refOf = ({ office, year, audit, figures }: PlacedReport): RelatedRef => ({ office, year, audit, figures });

const bySource = (a: PlacedReport, b: PlacedReport): number => (a.source < b.source ? -1 : 1);

/** Several files of one report are one report when they state the same; when not, nobody knows which counts. */
const theOne = (copies: readonly PlacedReport[]): PlacedReport | null => {
  const [first = null] = [...copies].sort(bySource);
  return first && copies.every((copy) => valuesOf(copy) === valuesOf(first)) ? first : null;
};

const keyOf = (office: string, year: number): string => `${office}/${year}`;

/** Peers in an order that has nothing to do with the offices, so that the ones taken are no special ones. */
const byChance = (a: PlacedReport, b: PlacedReport): number => (sha256(a.office) < sha256(b.office) ? -1 : 1);

type Known = {
  readonly offices: ReadonlyMap<string, Office>;
  readonly below: ReadonlyMap<string | null, readonly Office[]>;
  readonly reports: ReadonlyMap<string, PlacedReport>;
  readonly peers: ReadonlyMap<string, readonly PlacedReport[]>;
};

const peerGroup = (report: PlacedReport, offices: ReadonlyMap<string, Office>): string =>
  JSON.stringify([offices.get(report.office)?.level ?? null, report.template, report.year]);

const childrenOf = ({ office, year }: PlacedReport, { below, reports }: Known): ContextRefs['children'] => {
  const expected = (below.get(office) ?? []).map(({ id }) => id);
  const known = expected.flatMap((id) => {
    const report = reports.get(keyOf(id, year));
    return report ? [refOf(report)] : [];
  });
  return known.length === 0 ? null : { expected, reports: known };
};

const peersOf = (report: PlacedReport, { offices, peers }: Known): ContextRefs['peers'] => {
  const office = offices.get(report.office);
  const others = (peers.get(peerGroup(report, offices)) ?? []).filter((peer) => peer.office !== report.office);
  if (!office || others.length < FEWEST_PEERS) return null;
  return { level: office.level, reports: others.slice(0, MOST_PEERS).map(refOf) };
};

const isEmpty = ({ prior, children, peers }: ContextRefs): boolean =>
  prior === null && children === null && peers === null;

/**
 * Beside which reports each of tonight's is to be judged: the same office's of the year before, those of the offices
 * below it for the same year, and its peers where they are asked for and enough are known. `stored` are reports of
 * earlier nights; a report of tonight takes the place of a stored one. Null where there is nothing beside it. A pure
 * function of what was read tonight and of the store, so that no order of work can change it.
 */
export const planContexts = (
  tonight: readonly PlacedReport[],
  stored: readonly PlacedReport[],
  offices: readonly Office[],
  withPeers: boolean,
): ReadonlyMap<string, ContextRefs> => {
  const fresh = new Set(tonight.map(({ office, year }) => keyOf(office, year)));
  const current = [...tonight, ...stored.filter(({ office, year }) => !fresh.has(keyOf(office, year)))];
  const byReport = Map.groupBy(current, ({ office, year }) => keyOf(office, year));
  const reports = new Map(
    [...byReport].flatMap(([key, copies]) => {
      const one = theOne(copies);
      return one ? [[key, one] as const] : [];
    }),
  );
  const byId = new Map(offices.map((office) => [office.id, office]));
  const peers = withPeers
    ? Map.groupBy([...reports.values()].sort(byChance), (report) => peerGroup(report, byId))
    : new Map<string, readonly PlacedReport[]>();
  const known: Known = { offices: byId, below: Map.groupBy(offices, ({ parent }) => parent), reports, peers };
  return new Map(
    tonight.flatMap((report) => {
      const before = reports.get(keyOf(report.office, report.year - 1));
      const refs: ContextRefs = {
        prior: before ? refOf(before) : null,
        children: childrenOf(report, known),
        peers: peersOf(report, known),
      };
      return isEmpty(refs) ? [] : [[report.source, refs] as const];
    }),
  );
};

/** What of a context an audit is a function of: not by which audit a related report was read, but what it says. */
export const contextKey = ({ prior, children, peers, versions = [] }: ContextRefs): string => {
  const said = ({ office, year, figures }: RelatedRef): readonly unknown[] => [office, year, figures];
  return sha256(
    JSON.stringify([
      prior && said(prior),
      children && [children.expected, children.reports.map(said)],
      peers && [peers.level, peers.reports.map(said)],
      ...versions.map((version) => [version.source, said(version)]),
    ]),
  );
};
