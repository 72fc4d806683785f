import type { Random } from '../../bench/generate/random.ts';

/** One measured figure beside the promise it is held against. */
export type Figure = {
  readonly name: string;
  readonly value: number | string;
  readonly target: string;
  readonly isMet: boolean;
};

/** How much is tried: `short` in every run of the tests, `long` by the command. */
export type Scale = 'short' | 'long';

/** One fault that is brought about on purpose, and what is measured while it lasts. */
export type FaultRow = {
  /** "1", "13": the order in which rows are printed. */
  readonly row: number;
  readonly fault: string;
  readonly promise: string;
  /** What the machine lacks for it, or null: a row that cannot be measured is named, never passed. */
  readonly lacks: () => Promise<string | null>;
  readonly measure: (scale: Scale, random: Random) => Promise<readonly Figure[]>;
};

export const zero = (name: string, value: number): Figure => ({ name, value, target: '0', isMet: value === 0 });

export const atMost = (name: string, value: number, most: number, unit = ''): Figure => ({
  name,
  value: unit === '' ? value : `${value} ${unit}`,
  target: `≤ ${most}${unit === '' ? '' : ` ${unit}`}`,
  isMet: value <= most,
});

/** All of the tries went as promised. */
export const allOf = (name: string, good: number, tries: number): Figure => ({
  name,
  value: `${good}/${tries}`,
  target: `${tries}/${tries}`,
  isMet: good === tries && tries > 0,
});

/** A figure that tells how much was tried; nothing is promised of it. */
export const told = (name: string, value: number | string): Figure => ({ name, value, target: '–', isMet: true });
