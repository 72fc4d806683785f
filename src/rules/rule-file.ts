import { z } from 'zod';
import { FAMILIES, MISSING_MODES, RULE_STATES, SEVERITIES } from '../model/rule.ts';

const bilingual = (about: string) =>
  z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }).describe(`${about}, in Chinese and English`);

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'use a date such as 2026-12-01');

const year = z.int().min(2008).max(2100);

/**
 * What may stand in a rule file. The JSON Schema for editors is made from this, so that what an editor accepts is what
 * the program accepts.
 */
export const ruleFile = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, 'use words of small letters and digits joined by “-”')
    .describe('The one name of the rule; the file is called <id>.rule.yaml'),
  title: bilingual('What must be so'),
  family: z.enum(FAMILIES).describe('Which kind of problem it finds; also the folder of the file'),
  severity: z.enum(SEVERITIES).describe('fatal: not acceptable · error: must be corrected · warning: explain · info'),
  kind: z
    .enum(['hard', 'near-hard', 'soft'])
    .describe('hard: can never be explained away · near-hard: has stated exceptions · soft: plausibility'),
  basis: z.string().optional().describe('What prescribes it; {form} stands for the document of the report’s own form'),
  status: z
    .enum(RULE_STATES)
    .default('active')
    .describe('draft: judged only by backtest and lint, never reported · active · retired: kept for the record'),
  from: isoDate.optional().describe('The day from which an active rule counts; before it the rule is a draft'),
  until: isoDate.optional().describe('The day on which a retired rule ceased to count'),
  years: z
    .strictObject({ from: year.optional(), to: year.optional() })
    .optional()
    .describe('The report years for which the basis is in force'),
  templates: z.union([z.literal('any'), z.array(z.string()).min(1)]).describe('The forms it speaks of, by id, or any'),
  for: z
    .strictObject({ each: z.string(), in: z.array(z.string()).min(1).optional() })
    .optional()
    .describe('One verdict each: { each: applicant } for the columns of table 3, { each: row, in: [t3.*] } for rows'),
  when: z
    .string()
    .optional()
    .describe('A condition, such as t3.sum[total] >= 10; where it is not true the rule does not apply'),
  expect: z.string().optional().describe('What must hold, such as t3.new + t3.carry_in == t3.sum + t3.carry_out'),
  missing: z
    .enum(MISSING_MODES)
    .default('undecided')
    .describe('What a missing figure does: leave the rule undecided, count a blank as 0, or violate the rule'),
  tolerance: z
    .enum(['exact', 'stated-precision'])
    .default('exact')
    .describe('stated-precision: half a unit of the last decimal of every figure'),
  explained: z
    .array(z.array(z.string().min(1)).min(1))
    .optional()
    .describe('Lists of words: all of one list in one sentence of the report explain what would be found'),
  check: z.string().optional().describe('Instead of expect: the name of a check written in TypeScript'),
  with: z.record(z.string(), z.unknown()).default({}).describe('The options of the check'),
  message: bilingual('One sentence of fact with the figures: {left} {right} {difference} {terms} {for} {t3.new}'),
  advice: bilingual('One sentence: what to do').optional(),
  blind: z
    .union([
      z.string().min(1),
      z.strictObject({ over: z.string().min(1).optional(), under: z.string().min(1).optional() }),
    ])
    .optional()
    .describe('What it is known to get wrong: over – reported though right; under – wrong though not reported'),
});

export type RuleFile = z.infer<typeof ruleFile>;

/** The JSON Schema of a rule file, for editors that complete and check YAML. */
export const ruleJsonSchema = (): unknown => ({
  $id: 'gouji.rule/1',
  title: 'A rule of Gouji',
  ...z.toJSONSchema(ruleFile, { io: 'input', target: 'draft-7' }),
});
