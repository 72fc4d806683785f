import { z } from 'zod';
import { type AuditContext, NO_CONTEXT, type RelatedReport } from '../model/context.ts';
import { OFFICE_LEVELS } from '../model/report.ts';
import type { Template } from '../model/template.ts';
import { caseFacts, factOf, plain } from './case-facts.ts';

/** What a case says about related reports. */
export const contextOfCase = z.object({
  /** The office's report of the year before, on the same form unless another is named. */
  prior: z.strictObject({ template: z.string().optional(), facts: caseFacts }).optional(),
  /** The same report in another file. */
  version: z.strictObject({ facts: caseFacts }).optional(),
  /** Offices below, by id; `expected` may name more than have reported. */
  children: z.strictObject({ expected: z.array(z.string()), reports: z.record(z.string(), caseFacts) }).optional(),
  /** As many peers as there are values of the longest list; each list gives one figure of peer after peer. */
  peers: z
    .strictObject({ level: z.enum(OFFICE_LEVELS), figures: z.record(z.string(), z.array(plain).min(1)) })
    .optional(),
});

type CaseContext = z.infer<typeof contextOfCase>;

const reportOf = (
  office: string,
  year: number,
  template: Template,
  facts: z.infer<typeof caseFacts>,
): RelatedReport => ({
  office,
  year,
  template: template.id,
  facts: Object.entries(facts).map(([key, value]) => factOf(key, value, template)),
  claims: [],
});

const peersOf = (
  { level, figures }: NonNullable<CaseContext['peers']>,
  year: number,
  template: Template,
): AuditContext['peers'] => {
  const count = Math.max(...Object.values(figures).map((values) => values.length));
  const reports = Array.from({ length: count }, (_, i) => {
    const own = Object.entries(figures).flatMap(([key, values]) => (i < values.length ? [[key, values[i]!]] : []));
    return reportOf(`peer-${i + 1}`, year, template, Object.fromEntries(own));
  });
  return { level, reports };
};

/** The context that a case describes; `year` is that of its report. Throws for a form that does not exist. */
export const contextOf = (
  given: CaseContext,
  year: number | null,
  template: Template,
  templates: readonly Template[],
): AuditContext => {
  const versions = given.version
    ? [{ ...reportOf('', year ?? 0, template, given.version.facts), source: 'b.html' }]
    : null;
  if (!given.prior && !given.children && !given.peers) return versions ? { ...NO_CONTEXT, versions } : NO_CONTEXT;
  if (year === null) throw new Error('a case with related reports needs “year:” or a text that states it');
  const { prior, children, peers } = given;
  const form = templates.find(({ id }) => id === (prior?.template ?? template.id));
  if (!form) throw new Error(`unknown template “${prior?.template}”`);
  return {
    prior: prior ? reportOf('', year - 1, form, prior.facts) : null,
    children: children
      ? {
          expected: children.expected,
          reports: Object.entries(children.reports).map(([office, facts]) => reportOf(office, year, template, facts)),
        }
      : null,
    peers: peers ? peersOf(peers, year, template) : null,
  };
};
