import type { GroupState } from './group-state.ts';
import { levelOfOutline } from './head-tables.ts';

type Change = (state: GroupState, value: number | null) => void;

/** A switch is on unless its number is 0 (\v, \v1 – \v0). */
const isOn = (value: number | null): boolean => value !== 0;

const CHANGES: ReadonlyMap<string, Change> = new Map<string, Change>([
  [
    'plain',
    (state) => {
      state.isHidden = false;
      state.isDeleted = false;
      state.font = null;
    },
  ],
  [
    'v',
    (state, value) => {
      state.isHidden = isOn(value);
    },
  ],
  [
    'deleted',
    (state, value) => {
      state.isDeleted = isOn(value);
    },
  ],
  [
    'f',
    (state, value) => {
      state.font = value ?? 0;
    },
  ],
  [
    'uc',
    (state, value) => {
      state.standIns = Math.max(0, Math.min(255, value ?? 1));
    },
  ],
  [
    'pard',
    (state) => {
      state.isInTable = false;
      state.depth = 0;
      state.level = null;
      state.isContents = false;
    },
  ],
  [
    'intbl',
    (state) => {
      state.isInTable = true;
    },
  ],
  [
    'itap',
    (state, value) => {
      state.depth = Math.max(0, value ?? 0);
    },
  ],
  [
    'outlinelevel',
    (state, value) => {
      state.level = levelOfOutline(value ?? 0);
    },
  ],
  [
    'nesttableprops',
    (state) => {
      state.isInnerRow = true;
    },
  ],
]);

/** Applies a control word that changes how the following text looks or where it stands; tells whether it was one. */
export const changeState = (state: GroupState, name: string, value: number | null): boolean => {
  const change = CHANGES.get(name);
  change?.(state, value);
  return change !== undefined;
};
