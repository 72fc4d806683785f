import { z } from 'zod';
import { parseDecimal } from '../model/decimal.ts';
import type { Fact, FactReading } from '../model/fact.ts';
import { NOWHERE } from '../model/locator.ts';
import type { Template } from '../model/template.ts';

export const plain = z.union([z.number(), z.string()]);
const cell = z.strictObject({
  raw: z.string(),
  value: plain.optional(),
  unit: z.string().optional(),
  unitStated: z.string().optional(),
  unitInCell: z.string().optional(),
  label: z.string().optional(),
});

/** Figures of a case by their key: a number, "12.5", blank, absent, unreadable, words, or a cell in detail. */
export const caseFacts = z.record(z.string(), z.union([plain, cell]));

const readingOf = (value: string | number): FactReading => {
  if (value === 'blank') return { is: 'blank' };
  if (value === 'absent') return { is: 'absent' };
  if (value === 'unreadable') return { is: 'unreadable', why: 'as the case says' };
  const number = parseDecimal(String(value));
  return number ? { is: 'stated', value: number } : { is: 'text', value: String(value) };
};

/** "t3.new[np]" → indicator and group. */
export const splitKey = (key: string): { indicator: string; group: string | null } => {
  const [indicator, group] = key.replace(']', '').split('[');
  return { indicator: indicator!, group: group ?? null };
};

/** The fact that a case means. */
export const factOf = (key: string, given: string | number | z.infer<typeof cell>, template: Template): Fact => {
  const { indicator, group } = splitKey(key);
  const entry = template.indicators.get(indicator);
  const detail = typeof given === 'object' ? given : null;
  const value = detail ? (detail.value ?? detail.raw) : (given as string | number);
  return {
    indicator,
    group,
    label: detail?.label ?? entry?.label ?? indicator,
    raw: detail?.raw ?? (['blank', 'absent'].includes(String(value)) ? '' : String(value)),
    reading: readingOf(value),
    unit: detail?.unit ?? entry?.unit ?? null,
    unitStated: detail?.unitStated ?? null,
    unitInCell: detail?.unitInCell ?? null,
    remarks: [],
    locator: NOWHERE,
  };
};

/** The facts that a case gives; null when it gives none, so that those of its text count. */
