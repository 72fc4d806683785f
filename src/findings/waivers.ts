import { z } from 'zod';
import { readYaml, type YamlFault } from '../text/read-yaml.ts';

/**
 * An accepted exception: one rule for one report and target, with the very figures that were looked at. `value` and
 * `expected` are those of the finding, null where it has none; `expires` is the last date on which it counts.
 */
export type Waiver = {
  readonly rule: string;
  readonly office: string;
  readonly year: number;
  readonly target: string;
  readonly value: string | null;
  readonly expected: string | null;
  readonly reason: string;
  readonly approver: string;
  readonly expires: string;
};

const word = z.string().trim().min(1, 'expected some words');

/** YAML reads 39 as a number and "39" as a text: both mean the figure as it is printed. */
const figure = z.union([z.string(), z.number().transform(String)]).nullable();

const isDate = (text: string): boolean => {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
};

const shape = z
  .array(
    z.strictObject({
      rule: word,
      office: word,
      year: z.number().int().min(1900).max(2999),
      target: z.string().default(''),
      value: figure.default(null),
      expected: figure.default(null),
      reason: word,
      approver: word,
      expires: z.string().refine(isDate, 'expected a date such as 2027-03-31'),
    }),
  )
  .nullable();

const sameFinding = (a: Waiver, b: Waiver): boolean =>
  a.rule === b.rule && a.office === b.office && a.year === b.year && a.target === b.target;

const sameWaiver = (a: Waiver, b: Waiver): boolean =>
  sameFinding(a, b) && a.value === b.value && a.expected === b.expected;

/** Reads waivers from YAML text, or gives all its faults at once. An empty text has none. Never throws. */
export const parseWaivers = (
  text: string,
): { readonly waivers: readonly Waiver[] } | { readonly faults: readonly YamlFault[] } => {
  const read = readYaml(text, shape);
  if ('faults' in read) return read;
  const waivers: readonly Waiver[] = read.value ?? [];
  const faults = waivers.flatMap((waiver, place): readonly YamlFault[] => {
    const before = waivers.findIndex((other) => sameWaiver(other, waiver));
    if (before === place) return [];
    const message = `the same as entry ${before + 1}; expected one entry for a finding and its figures`;
    return [{ line: read.lineOf([place]), field: `${place}`, message }];
  });
  return faults.length > 0 ? { faults } : { waivers };
};
