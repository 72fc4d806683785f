import type { Arena, Solution } from './arena.ts';

/** A repair before it is weighed: what is added to which cells, in the order of cells. */
export type Candidate = {
  readonly edits: readonly { readonly cell: number; readonly delta: bigint }[];
  readonly determined: boolean;
};

/** A solution in terms of cells: a move between two cells is two edits. */
export const candidateOf = (arena: Arena, { deltas, determined }: Solution): Candidate => {
  const edits = deltas.flatMap(({ unknown, delta }) =>
    arena.unknowns[unknown]!.moves.map(({ cell, by }) => ({ cell, delta: delta * by })),
  );
  return { edits: edits.sort((a, b) => a.cell - b.cell), determined };
};

/** The same name for the same edits. */
export const nameOf = (candidate: Candidate): string =>
  candidate.edits.map(({ cell, delta }) => `${cell}:${delta}`).join(' ');
