import { z } from 'zod';
import { FINDING_STATUSES } from '../../model/finding.ts';
import { FAMILIES, SEVERITIES } from '../../model/rule.ts';

// The public format gouji.audit/1. A field is added, never renamed or re-typed, without a new format number.

const decimalString = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .meta({
    id: 'decimal',
    description: 'A decimal number without separators or exponent; a percentage is the number before the sign.',
  });

const isoDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .meta({ id: 'date' });

const index = z.int().nonnegative().nullable();

const locator = z
  .object({
    block: index,
    row: index,
    col: index,
    line: index.describe('One-based line of the decoded text.'),
    page: index.describe('One-based page.'),
    start: index.describe('Offset into the decoded text in UTF-16 units.'),
    end: index,
  })
  .meta({ id: 'locator', description: 'Where something stands in the report. What is not known is null.' });

const reading = z.discriminatedUnion('is', [
  z.object({
    is: z.literal('stated'),
    value: z.string().describe('A decimal string; words only in rows that ask for words (是, 否).'),
  }),
  z.object({ is: z.literal('blank') }),
  z.object({ is: z.literal('absent') }),
  z.object({ is: z.literal('unreadable'), why: z.string() }),
]);

const fact = z.object({
  indicator: z.string().describe('The code of the indicator, e.g. t3.new.'),
  group: z.string().nullable().describe('The applicant column of table 3, null elsewhere.'),
  label: z.string(),
  raw: z.string().describe('The cell as it stands.'),
  reading,
  unit: z.string().nullable().describe('The unit of the value.'),
  locator,
});

const claim = z.object({
  kind: z.enum(['sum', 'share', 'growth', 'count', 'zero', 'universal', 'flow', 'rate', 'period']),
  quote: z.string().describe('The words of the sentence, at most 80 characters.'),
  stated: decimalString.nullable(),
  computed: decimalString.nullable().describe('What the other figures give, at the stated precision.'),
  operands: z.array(
    z.object({
      value: decimalString.nullable(),
      from: z.string().describe('"prose", or the code of the indicator.'),
    }),
  ),
  verdict: z.enum(['holds', 'violated', 'undecided', 'inapplicable']),
  locator,
});

const count = z.int().nonnegative();

const formCoverage = z
  .object({ cells: count, stated: count, blank: count, unreadable: count, absent: count })
  .describe('How much of the official form was read: cells = stated + blank + unreadable + absent.');

const repair = z.object({
  rank: z.int().positive(),
  confidence: z.number().min(0).max(1),
  kind: z.string(),
  changes: z.array(z.object({ indicator: z.string(), group: z.string().nullable(), from: z.string(), to: z.string() })),
  satisfies: z.array(z.string()).describe('Fingerprints of the findings that the change clears.'),
});

const located = z
  .discriminatedUnion('is', [
    z.object({ is: z.literal('unique') }),
    z.object({
      is: z.literal('one-of'),
      of: count.describe('How many repairs explain the finding equally well; only the first eight are listed.'),
      atLeast: z.boolean().describe('Whether there may be more.'),
    }),
    z.object({ is: z.literal('not-located') }),
  ])
  .nullable()
  .describe('How surely the wrong figure is known; null where the finding asks for no change of figures.');

const finding = z.object({
  fingerprint: z.string().describe('Stable across runs, wordings and languages.'),
  rule: z.string(),
  family: z.enum(FAMILIES),
  severity: z.enum(SEVERITIES),
  message: z.object({ zh: z.string(), en: z.string() }),
  found: decimalString.nullable(),
  expected: decimalString.nullable(),
  evidence: z.array(
    z.object({
      indicator: z.string().nullable(),
      group: z.string().nullable(),
      quote: z.string().nullable(),
      value: z.string().nullable(),
      locator,
    }),
  ),
  repairs: z.array(repair).describe('Proposed changes of figures, best first.'),
  located,
  causedBy: z.string().nullable().describe('Fingerprint of the root finding when this one is a consequence.'),
  status: z.enum(FINDING_STATUSES),
});

const report = z.object({
  source: z.string().describe('The path or address as given.'),
  sha256: z.string().describe('Of the bytes read.'),
  mediaType: z.string(),
  office: z.object({ id: z.string().nullable(), name: z.string().nullable() }),
  period: z.object({ year: z.int().nullable(), start: isoDate.nullable(), end: isoDate.nullable() }),
  published: isoDate.nullable(),
  template: z.string().nullable(),
  facts: z.array(fact),
  claims: z.array(claim),
  findings: z.array(finding),
  notes: z
    .array(z.object({ code: z.string(), message: z.string(), locator }))
    .describe('About our reading, never about their data.'),
  faults: z
    .array(z.object({ rule: z.string(), error: z.string() }))
    .describe('Rules that crashed on this report: it was not judged by them.'),
  coverage: z.object({
    rules: count,
    holds: count,
    violated: count,
    undecided: count,
    inapplicable: count,
    form: formCoverage.optional(),
  }),
  score: z.object({ value: z.number().min(0).max(100), grade: z.enum(['优', '良', '中', '差']) }),
});

const ruleset = z.object({ name: z.string(), version: z.string(), hash: z.string().regex(/^sha256:[0-9a-f]{64}$/) });

const failure = z.object({
  source: z.string(),
  code: z.enum(['unreadable', 'too-large', 'encrypted', 'unsupported', 'timed-out']),
  message: z.string(),
});

const auditJson = z
  .object({
    format: z.literal('gouji.audit/1'),
    ruleset,
    reports: z.array(report),
    failures: z.array(failure),
  })
  .describe('What gouji audit --format json prints.');

export type AuditJson = z.infer<typeof auditJson>;
export type ReportJson = z.infer<typeof report>;
export type LocatorJson = z.infer<typeof locator>;

/** The JSON Schema (draft 2020-12). Fields that it does not name are allowed: the format may grow. */
export const auditJsonSchema = (): Record<string, unknown> => {
  const { $schema, ...body } = z.toJSONSchema(auditJson, { target: 'draft-2020-12', io: 'input' });
  return { $schema, $id: 'urn:gouji:schema:audit-1', title: 'gouji.audit/1', ...body };
};
