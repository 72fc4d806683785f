import { LineCounter, type ParsedNode, parseDocument } from 'yaml';
import * as z from 'zod';
import { parseDecimal } from '../model/decimal.ts';
import { FAMILIES, SEVERITIES } from '../model/rule.ts';
import type { Profile } from './profile.ts';

/** A fault of the profile's text: the one-based line, the field ("groups.2.cap"), and what would be accepted. */
export type ProfileFault = { readonly line: number; readonly field: string; readonly message: string };

export type ParsedProfile = { readonly profile: Profile } | { readonly faults: readonly ProfileFault[] };

/** 1.5 points → 15 tenths, through the printed digits, so that no rounding enters. */
const toTenths = (points: number, context: z.RefinementCtx<number>): number => {
  const value = parseDecimal(String(points));
  if (value && value.scale <= 1 && value.units >= 0n && points <= 1000) {
    return Number(value.scale === 1 ? value.units : value.units * 10n);
  }
  context.addIssue({ code: 'custom', message: 'expected points from 0 to 1000 with at most one decimal, like 1.5' });
  return z.NEVER;
};

const points = z.number().transform(toTenths);

const name = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

const profileShape = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/, 'expected lower-case letters, digits and hyphens'),
  name,
  deductions: z.strictObject({ fatal: points, error: points, warning: points, info: points }),
  groups: z.array(z.strictObject({ id: z.string().min(1), name, cap: points, families: z.array(z.enum(FAMILIES)) })),
  grades: z.strictObject({ 优: points, 良: points, 中: points }),
  vetoes: z.array(z.strictObject({ family: z.enum(FAMILIES), severity: z.enum(SEVERITIES) })).default([]),
  rules: z
    .record(z.string(), z.union([points, z.literal('off')]))
    .default({})
    .transform((rules) => new Map(Object.entries(rules).map(([id, of]) => [id, of === 'off' ? null : of]))),
});

/** The text of a profile as it stands, before it is checked; null where it is no YAML. */
const rawOf = (text: string): Readonly<Record<string, unknown>> | null => {
  const document = parseDocument(text);
  const raw: unknown = document.errors.length > 0 ? null : document.toJS();
  return typeof raw === 'object' ? (raw as Readonly<Record<string, unknown>> | null) : null;
};

/** The id of the profile that this one is based on; null when it stands alone. */
export const baseOfProfile = (text: string): string | null => {
  const base = rawOf(text)?.basedOn;
  return typeof base === 'string' ? base : null;
};

/** What a profile leaves out is as in the one it is based on; rules add up, its own first. */
const onBase = (own: Readonly<Record<string, unknown>>, base: string | null): unknown => {
  const { basedOn: _, ...rest } = own;
  const below = base === null ? null : rawOf(base);
  if (below === null) return rest;
  const rules = { ...(below.rules as object | undefined), ...(rest.rules as object | undefined) };
  return { ...below, ...rest, rules };
};

type Fault = { readonly path: readonly PropertyKey[]; readonly message: string };

const familyFaults = (profile: Profile): readonly Fault[] => {
  const homes = new Map<string, string>();
  const faults: Fault[] = [];
  for (const [index, group] of profile.groups.entries()) {
    for (const [place, family] of group.families.entries()) {
      const home = homes.get(family);
      const path = ['groups', index, 'families', place];
      if (home)
        faults.push({ path, message: `family "${family}" is already in group "${home}"; it may be in one only` });
      homes.set(family, group.id);
    }
  }
  const lost = FAMILIES.filter((family) => !homes.has(family));
  if (lost.length > 0) faults.push({ path: ['groups'], message: `these families are in no group: ${lost.join(', ')}` });
  return faults;
};

const gradeFaults = ({ grades }: Profile): readonly Fault[] =>
  grades.优 > grades.良 && grades.良 > grades.中 && grades.优 <= 1000
    ? []
    : [{ path: ['grades'], message: 'expected falling scores of at most 100: 优 above 良 above 中' }];

/**
 * Reads a scoring profile from YAML text, or gives all its faults at once, each with its line and field. `base` is the
 * text of the profile it is based on, if it is. Never throws for a faulty text.
 */
export const parseProfile = (text: string, base: string | null = null): ParsedProfile => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const lineOf = (offset: number): number => lines.linePos(offset).line;
  if (document.errors.length > 0) {
    return {
      faults: document.errors.map((error) => ({ line: lineOf(error.pos[0]), field: '', message: error.message })),
    };
  }
  const locate = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true) as ParsedNode | undefined;
      if (node?.range) return lineOf(node.range[0]);
    }
    return 1;
  };
  const say = ({ path, message }: Fault): ProfileFault => ({ line: locate(path), field: path.join('.'), message });
  const parsed = profileShape.safeParse(onBase(rawOf(text) ?? {}, base));
  if (!parsed.success) return { faults: parsed.error.issues.map(say) };
  const faults = [...familyFaults(parsed.data), ...gradeFaults(parsed.data)];
  return faults.length > 0 ? { faults: faults.map(say) } : { profile: parsed.data };
};
