import { type Arena, arenaOf, frozen, type Solution } from './arena.ts';
import { type Candidate, candidateOf } from './candidate.ts';
import { type Cluster, findClusters } from './clusters.ts';
import { type Evidence, gatherEvidence, suggestedValues } from './evidence.ts';
import type { Solver } from './integer-program.ts';
import type { Localisation } from './localisation.ts';
import { parallelMoves } from './parallel-moves.ts';
import type { Problem } from './problem.ts';
import { priorCost, type Ranking, rankRepairs } from './rank.ts';
import { smallestRepairs } from './smallest-repairs.ts';
import { type ProgramRepairs, solveProgram } from './solve-program.ts';
import { splitIndependent } from './split-independent.ts';
import { exactSystem, type System } from './system.ts';
import { changeOf, type Unknown } from './unknown.ts';

const DEFAULT_FIGURES = 3;
const MOST_FIGURES = 6;
const DEFAULT_WORK = 200_000;

type Proof = Pick<Localisation, 'proven' | 'minimal'>;

const EXHAUSTIVE: Proof = { proven: true, minimal: true };
const NO_PROOF: Proof = { proven: false, minimal: false };

type Setting = {
  readonly system: System;
  readonly evidence: Evidence;
  readonly figures: number;
  readonly work: number;
  readonly solver: Solver | null;
};

/**
 * Error localisation after Fellegi and Holt: for each cluster of violated constraints, the smallest sets of figures
 * (up to three unless more are asked for) whose change satisfies them all and breaks none that held, every tie, likeliest first. The same problem
 * in any order gives the same answer. Figures are never altered; blanks count as 0. Violated shares alone ask for
 * nothing. Amounts of work are counted, not timed. Where the search proves nothing, the integer program of `solver` is
 * asked; where that gives nothing in its time or there is none, the answer is `not-located`.
 */
export const localise = (problem: Problem, solver: Solver | null = null): readonly Localisation[] => {
  const system = exactSystem(problem);
  const clusters = findClusters(system);
  const setting: Setting = {
    system,
    evidence: gatherEvidence(problem),
    figures: Math.min(problem.limits?.figures ?? DEFAULT_FIGURES, MOST_FIGURES),
    work: Math.ceil((problem.limits?.work ?? DEFAULT_WORK) / Math.max(clusters.length, 1)),
    solver,
  };
  return clusters.flatMap((cluster) => localiseCluster(setting, cluster));
};

const localiseCluster = (setting: Setting, cluster: Cluster): readonly Localisation[] => {
  const { system, figures, work } = setting;
  const unknowns = unknownsOf(setting, cluster);
  const arena = arenaOf(system.lines, unknowns, cluster.violated);
  const answer = smallestRepairs(arena, cluster.groups.length, figures, { left: work });
  if (answer.is === 'found') return concludeAll(setting, cluster, arena, answer.solutions, EXHAUSTIVE);
  const program = programRepairs(setting, cluster, arena, answer.beyond + 1);
  if (program && program.solutions.length > 0) {
    const proof = { proven: program.minimal && program.complete, minimal: program.minimal };
    return concludeAll(setting, cluster, arena, program.solutions, proof);
  }
  const moves = answer.is === 'none' ? movesOf(setting, cluster) : [];
  if (moves.length > 0) return [conclude(setting, cluster.violated, moves, NO_PROOF)];
  return cluster.groups.length > 1
    ? cluster.groups.map((group) => localiseGroup(setting, cluster, unknowns, group))
    : [notLocated(setting, cluster.violated)];
};

const programRepairs = (
  { system, evidence, solver }: Setting,
  { cells }: Cluster,
  arena: Arena,
  fewest: number,
): ProgramRepairs | null => {
  if (!solver) return null;
  const costs = cells.map((cell) => priorCost(system, evidence, cell));
  return solveProgram(system, cells, arena, costs, fewest, solver);
};

/** Mistakes that have nothing to do with each other, one by one; and moves of a quantity beside the smallest repairs. */
const concludeAll = (
  setting: Setting,
  cluster: Cluster,
  arena: Arena,
  solutions: readonly Solution[],
  proof: Proof,
): readonly Localisation[] => {
  const { system } = setting;
  const candidates = solutions.map((solution) => candidateOf(arena, solution));
  const parts = proof.proven ? splitIndependent(system, cluster.violated, candidates) : [];
  if (parts.length > 1) return parts.map((part) => conclude(setting, part.violated, part.candidates, proof));
  const moves = candidates.some(({ edits }) => edits.length > 1) ? movesOf(setting, cluster) : [];
  return [conclude(setting, cluster.violated, [...candidates, ...moves], proof)];
};

const unknownsOf = ({ system, evidence }: Setting, cluster: Cluster): readonly Unknown[] => {
  const backSolved = (cell: number): readonly bigint[] =>
    suggestedValues(evidence, system.cells[cell]!.figure.key).flatMap((value) =>
      value.scale <= system.scale ? value.units * 10n ** BigInt(system.scale - value.scale) : [],
    );
  return cluster.cells.map((cell) => changeOf(system, cell, backSolved));
};

const movesOf = ({ system, work }: Setting, cluster: Cluster): readonly Candidate[] =>
  parallelMoves(system, cluster.violated, { left: work });

/**
 * One group by itself, the others left as broken as they are: for a table with more mistakes than are looked for at
 * once. Proves nothing about smaller joint repairs.
 */
const localiseGroup = (
  setting: Setting,
  cluster: Cluster,
  unknowns: readonly Unknown[],
  group: readonly number[],
): Localisation => {
  const others = new Set(cluster.violated.filter((line) => !group.includes(line)));
  const arena = arenaOf(frozen(setting.system.lines, others), unknowns, group);
  const answer = smallestRepairs(arena, 1, setting.figures, { left: Math.ceil(setting.work / cluster.groups.length) });
  const solutions = answer.is === 'found' ? answer.solutions : [];
  return conclude(
    setting,
    group,
    solutions.map((solution) => candidateOf(arena, solution)),
    NO_PROOF,
  );
};

const notLocated = ({ system }: Setting, violated: readonly number[]): Localisation => ({
  cluster: [...new Set(violated.map((line) => system.lines[line]!.id))],
  outcome: 'not-located',
  repairs: [],
  equals: 0,
  ...NO_PROOF,
});

const conclude = (
  setting: Setting,
  violated: readonly number[],
  candidates: readonly Candidate[],
  proof: Proof,
): Localisation => {
  const { repairs, equals }: Ranking = rankRepairs(setting.system, setting.evidence, violated, candidates);
  const first = repairs[0];
  if (!first) return notLocated(setting, violated);
  const outcome = equals === 1 && first.determined && proof.proven ? 'unique' : 'one-of';
  return { cluster: notLocated(setting, violated).cluster, outcome, repairs, equals, ...proof };
};
