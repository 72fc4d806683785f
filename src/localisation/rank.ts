import { type Decimal, decimal } from '../model/decimal.ts';
import { type Candidate, nameOf } from './candidate.ts';
import { type Evidence, supportOf, weighEvidence } from './evidence.ts';
import type { Change, RankedRepair, RepairKind } from './localisation.ts';
import { changeKind, repairKind, slipOf } from './repair-kind.ts';
import { allows, byText, type System, stepScale } from './system.ts';

/** Beyond this many, the trust that satisfied identities lend a figure no longer grows. */
const MOST_SUPPORT = 3;
/** Values listed for figures that the constraints leave a choice of. */
const MOST_VALUES = 3;
/** Evidence outweighs every prior, whatever their number. */
const EVIDENCE_WEIGHT = 16;
/** No proposal is certain: the office alone knows. */
const MOST_CONFIDENT = 0.95;
/** Each figure more makes a repair so much less likely, in powers of two. */
const POINTS_A_FIGURE = 5;

type Weighed = {
  readonly repair: RankedRepair;
  readonly evidence: number;
  readonly points: number;
  readonly order: string;
};

/** The repairs of one cluster, likeliest first; `equals` is how many share the first place by cardinality and evidence. */
export type Ranking = { readonly repairs: readonly RankedRepair[]; readonly equals: number };

/**
 * Fewest figures first, then what the evidence says, then what is usual (typing slips before other changes, figures
 * that few satisfied identities support before others), then by key.
 */
export const rankRepairs = (
  system: System,
  evidence: Evidence,
  violated: readonly number[],
  candidates: readonly Candidate[],
): Ranking => {
  const sorted = candidates
    .map((candidate) => weigh(system, evidence, violated, candidate))
    .sort(
      (a, b) =>
        a.repair.changes.length - b.repair.changes.length ||
        a.repair.weight - b.repair.weight ||
        byText(a.order, b.order),
    );
  const kept = withFewValues(sorted);
  const first = kept[0];
  if (!first) return { repairs: [], equals: 0 };
  const isEqual = (w: Weighed): boolean =>
    w.repair.changes.length === first.repair.changes.length && w.evidence === first.evidence;
  return { repairs: withConfidence(kept), equals: kept.filter(isEqual).length };
};

const weigh = (system: System, evidence: Evidence, violated: readonly number[], candidate: Candidate): Weighed => {
  const values = new Map(
    candidate.edits.map(({ cell, delta }) => [system.cells[cell]!.figure.key, valueAt(system, cell, delta)]),
  );
  const { points, mended } = weighEvidence(evidence, values);
  const changes = candidate.edits.map(({ cell, delta }): Change => {
    const { key, indicator, group, label, value } = system.cells[cell]!.figure;
    const kind = changeKind(system, cell, delta, violated, mended);
    return { key, indicator, group, label, from: value, to: values.get(key)!, kind };
  });
  const kind = repairKind(
    system,
    candidate,
    changes.map((c) => c.kind),
  );
  const prior = Math.min(priorOf(system, candidate, kind), EVIDENCE_WEIGHT - 1);
  const repair: RankedRepair = {
    changes,
    kind,
    confidence: 0,
    satisfies: [...new Set([...violated.map((line) => system.lines[line]!.id), ...mended.map((share) => share.id)])],
    weight: points * EVIDENCE_WEIGHT + prior,
    determined: candidate.determined,
  };
  return { repair, evidence: points, points: 2 * points + prior, order: nearestFirst(system, candidate) };
};

const valueAt = (system: System, at: number, delta: bigint): Decimal => {
  const cell = system.cells[at]!;
  return decimal((cell.value + delta) / cell.step, stepScale(cell.figure, system.scale));
};

/** Several changes that are one mistake count as one: values exchanged as a usual one, a moved quantity as any other. */
const priorOf = (system: System, candidate: Candidate, kind: RepairKind): number => {
  if (kind === 'shifted') return 0;
  if (kind === 'moved') return 1;
  return candidate.edits.reduce((sum, { cell, delta }) => sum + changePrior(system, cell, delta), 0);
};

/** Less for a usual mistake, more for a figure that other identities, now satisfied, support. */
const changePrior = (system: System, at: number, delta: bigint): number => {
  const cell = system.cells[at]!;
  const isUsual = cell.figure.value === null || slipOf(cell, delta) !== null;
  return (isUsual ? 0 : 1) + trustIn(system, at);
};

/** How many identities that hold a figure stands in, up to three. */
const trustIn = (system: System, at: number): number => {
  const support = system.cells[at]!.effects.filter(({ line: i }) => {
    const line = system.lines[i]!;
    return line.low !== null && line.high !== null && allows(line, line.residual);
  }).length;
  return Math.min(support, MOST_SUPPORT);
};

/** The most that one figure may weigh in `priorCost`. */
const MOST_COST = 60;

/** What speaks against a change of a cell before its amount is known; whole, below 100. */
export const priorCost = (system: System, evidence: Evidence, at: number): number =>
  Math.min(8 * supportOf(evidence, system.cells[at]!.figure.key) + trustIn(system, at), MOST_COST);

/** By key, then smaller changes of the same figures before larger ones. */
const nearestFirst = (system: System, candidate: Candidate): string => {
  const keys = candidate.edits.map(({ cell }) => system.cells[cell]!.figure.key);
  const sizes = candidate.edits.map(({ delta }) => {
    const digits = (delta < 0n ? -delta : delta).toString();
    return `${digits.length.toString().padStart(6, '0')}${digits}`;
  });
  return [...keys, ...sizes, nameOf(candidate)].join(' ');
};

const withFewValues = (sorted: readonly Weighed[]): readonly Weighed[] => {
  const listed = new Map<string, number>();
  return sorted.filter(({ repair }) => {
    if (repair.determined) return true;
    const figures = repair.changes.map((c) => c.key).join(' ');
    const count = (listed.get(figures) ?? 0) + 1;
    listed.set(figures, count);
    return count <= MOST_VALUES;
  });
};

/** Odds of two to the power of the points, shared among all repairs found; halved where the value is not determined. */
const withConfidence = (sorted: readonly Weighed[]): readonly RankedRepair[] => {
  const points = sorted.map((w) => w.points + POINTS_A_FIGURE * w.repair.changes.length);
  const least = points.reduce((a, b) => Math.min(a, b));
  const odds = points.map((p) => 2 ** -Math.min(p - least, 60));
  const sum = odds.reduce((a, b) => a + b);
  return sorted.map(({ repair }, i) => {
    const share = Math.min(odds[i]! / sum, MOST_CONFIDENT) / (repair.determined ? 1 : 2);
    return { ...repair, confidence: Math.max(Math.round(share * 100), 1) / 100 };
  });
};
