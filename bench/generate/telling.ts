import { decimal, divide, multiply, print } from '../../src/model/decimal.ts';
import type { Template } from '../../src/model/template.ts';
import type { Figures } from '../../src/workbench/clean-figures.ts';
import type { InventedOffice } from './office.ts';
import type { Random } from './random.ts';

/** Whom the text tells of, for which year, with which figures; all sentences are made of this. */
export type Telling = {
  readonly template: Template;
  readonly office: InventedOffice;
  readonly year: number;
  readonly figures: Figures;
  readonly random: Random;
};

/** A whole figure of the table; throws for a key that the form does not have. */
export const count = (telling: Telling, key: string): number => {
  const value = telling.figures.get(key);
  if (!value) throw new Error(`${telling.template.id} has no figure ${key}`);
  return Number(value.units) / 10 ** value.scale;
};

export const sum = (telling: Telling, keys: readonly string[]): number =>
  keys.reduce((total, key) => total + count(telling, key), 0);

/** "part" as a percentage of "whole", rounded half up to the given decimals: 17 of 57 → "29.8%" with one decimal. */
export const percent = (part: number, whole: number, decimals: number): string =>
  `${print(divide(multiply(decimal(part), decimal(100)), decimal(whole), decimals)!)}%`;

/** 3181270 → "318.1万", rounded to one decimal. */
export const inTenThousands = (value: number): string => `${print(divide(decimal(value), decimal(10_000), 1)!)}万`;

/** Splits of a number that was made up for the text alone; each part is at least one when the whole allows it. */
export const splitInto = (whole: number, parts: number, random: Random): readonly number[] => {
  const result: number[] = [];
  let left = whole;
  for (let i = 1; i < parts; i += 1) {
    const part = left > parts ? random.between(1, Math.floor((left * 2) / (parts - i + 2))) : 0;
    result.push(part);
    left -= part;
  }
  return [...result, left];
};
