import type { EdgeCell } from '../grid/from-edges.ts';

/** Puts together a row from \trowd, \clvmgf … \cellx: each \cellx ends a cell at its right edge. */
export type RowDefinition = {
  /** Reads a control word if it is one of a row; tells whether it was. */
  readonly read: (name: string, value: number | null) => boolean;
  /** The cells so far, null when none were defined. A row without a definition of its own repeats the one before. */
  readonly cells: () => readonly EdgeCell[] | null;
};

/** Word allows 63; beyond this a row is a fault. */
const MOST_CELLS = 1000;

/** 22 inches in twips are the widest page; a wider row is a fault. */
const WIDEST = 1_000_000;

type Joins = Pick<EdgeCell, 'across' | 'down'>;

const ALONE: Joins = { across: 'none', down: 'none' };

export const rowDefinition = (): RowDefinition => {
  let cells: EdgeCell[] = [];
  let left = 0;
  let joins = ALONE;
  const endCell = (edge: number): void => {
    if (cells.length < MOST_CELLS && Math.abs(edge) <= WIDEST) cells.push({ left, right: edge, ...joins });
    left = edge;
    joins = ALONE;
  };
  const words: Readonly<Record<string, (value: number) => void>> = {
    trowd: () => {
      cells = [];
      left = 0;
      joins = ALONE;
    },
    trleft: (value) => {
      if (cells.length === 0) left = value;
    },
    clmgf: () => {
      joins = { ...joins, across: 'first' };
    },
    clmrg: () => {
      joins = { ...joins, across: 'rest' };
    },
    clvmgf: () => {
      joins = { ...joins, down: 'first' };
    },
    clvmrg: () => {
      joins = { ...joins, down: 'rest' };
    },
    cellx: endCell,
  };
  return {
    read: (name, value) => {
      if (!Object.hasOwn(words, name)) return false;
      words[name]!(value ?? 0);
      return true;
    },
    cells: () => (cells.length === 0 ? null : cells),
  };
};
