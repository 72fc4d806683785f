import { type Decimal, equals, print, ZERO } from '../model/decimal.ts';
import type { Problem, ShareConstraint, Witness } from './problem.ts';
import { backSolve, type ShareState, shareKeys, shareState, type ValueAt } from './shares.ts';
import { byText } from './system.ts';

/** What speaks for and against a change besides the constraints: percentages and statements of the same figures. */
export type Evidence = {
  readonly sharesOf: ReadonlyMap<string, readonly ShareConstraint[]>;
  readonly witnessesOf: ReadonlyMap<string, readonly Witness[]>;
  readonly valueAt: ValueAt;
};

/** What a set of changes does to it: `points` above 0 speak against it, below 0 for it; `mended` are shares now right. */
export type Weighing = { readonly points: number; readonly mended: readonly ShareConstraint[] };

const STATE_POINTS: Readonly<Record<ShareState, number>> = {
  rounded: 0,
  truncated: 1,
  'last-digit': 2,
  wrong: 4,
  unknown: 4,
};

/** The prose often copies the mistake of the table; last year's report and a computed percentage do not. */
const WITNESS_POINTS: Readonly<Record<Witness['source'], number>> = { prose: 2, prior: 3 };

const grouped = <T>(items: readonly T[], keysOf: (item: T) => readonly string[]): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    for (const key of new Set(keysOf(item))) groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
};

/** Sorted by name. The same value stated twice by one source is one witness: copies repeat each other's mistakes. */
const distinct = (witnesses: readonly Witness[]): readonly Witness[] => {
  const named = new Map(witnesses.map((w) => [`${w.key} ${w.source} ${print(w.value)}`, w]));
  return [...named].sort(([a], [b]) => byText(a, b)).map(([, w]) => w);
};

export const gatherEvidence = (problem: Omit<Problem, 'constraints' | 'limits'>): Evidence => {
  const values = new Map(problem.figures.map((f) => [f.key, f.value ?? ZERO]));
  const shares = [...problem.shares].sort((a, b) => byText(a.id, b.id));
  return {
    sharesOf: grouped(shares, shareKeys),
    witnessesOf: grouped(distinct(problem.witnesses), (w) => [w.key]),
    valueAt: (key) => values.get(key) ?? null,
  };
};

/** Weighs changes by the shares and witnesses they touch; what they do not touch stays as it was. */
export const weighEvidence = (evidence: Evidence, changed: ReadonlyMap<string, Decimal>): Weighing => {
  const after: ValueAt = (key) => changed.get(key) ?? evidence.valueAt(key);
  const shares = new Set([...changed.keys()].flatMap((key) => evidence.sharesOf.get(key) ?? []));
  const mended: ShareConstraint[] = [];
  let points = 0;
  for (const share of shares) {
    const [was, is] = [shareState(share, evidence.valueAt), shareState(share, after)];
    points += STATE_POINTS[is] - STATE_POINTS[was];
    if (was !== 'rounded' && is === 'rounded') mended.push(share);
  }
  for (const [key, value] of changed) {
    for (const witness of evidence.witnessesOf.get(key) ?? []) {
      const agreed = equals(evidence.valueAt(key)!, witness.value);
      const agrees = equals(value, witness.value);
      points += WITNESS_POINTS[witness.source] * (Number(agreed) - Number(agrees));
    }
  }
  return { points, mended: mended.sort((a, b) => byText(a.id, b.id)) };
};

/** What speaks for the value that a figure has: the more, the less likely that a repair changes it. */
export const supportOf = (evidence: Evidence, key: string): number => {
  const value = evidence.valueAt(key);
  const agreeing = (evidence.witnessesOf.get(key) ?? []).filter((w) => value !== null && equals(value, w.value));
  const fitting = (evidence.sharesOf.get(key) ?? []).filter((s) => shareState(s, evidence.valueAt) === 'rounded');
  return agreeing.reduce((sum, w) => sum + WITNESS_POINTS[w.source], 0) + fitting.length * STATE_POINTS.wrong;
};

/** Values of a figure that the shares it is part of and its witnesses give. */
export const suggestedValues = (evidence: Evidence, key: string): readonly Decimal[] => [
  ...(evidence.sharesOf.get(key) ?? []).flatMap((share) => backSolve(share, key, evidence.valueAt) ?? []),
  ...(evidence.witnessesOf.get(key) ?? []).map((w) => w.value),
];
