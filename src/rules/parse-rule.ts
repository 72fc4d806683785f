import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import type { Expression } from '../model/expression.ts';
import { FAMILIES, MISSING_MODES, type Rule, type RuleBody, SEVERITIES } from '../model/rule.ts';
import type { Check } from './checks/check.ts';
import { mustBeTruth } from './expression/check-types.ts';
import { parseExpression } from './expression/parse-expression.ts';

/** A text file of the rule owner: `path` is only for messages. */
export type TextFile = { readonly path: string; readonly text: string };

/** What is wrong with a rule file, and where: "structure/x.rule.yaml:7:9 severity: …". */
export type RuleFileFault = { readonly path: string; readonly line: number | null; readonly message: string };

const bilingual = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

const ruleFile = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, 'use words of small letters and digits joined by “-”'),
  title: bilingual,
  family: z.enum(FAMILIES),
  severity: z.enum(SEVERITIES),
  kind: z.enum(['hard', 'near-hard', 'soft']),
  basis: z.string().optional(),
  templates: z.union([z.literal('any'), z.array(z.string()).min(1)]),
  for: z.strictObject({ each: z.string(), in: z.array(z.string()).min(1).optional() }).optional(),
  when: z.string().optional(),
  expect: z.string().optional(),
  missing: z.enum(MISSING_MODES).default('undecided'),
  tolerance: z.enum(['exact', 'stated-precision']).default('exact'),
  check: z.string().optional(),
  with: z.record(z.string(), z.unknown()).default({}),
  message: bilingual,
  advice: bilingual.optional(),
  blind: z.string().optional(),
});

type RuleFile = z.infer<typeof ruleFile>;

/** The group variable of table 3: `for: { each: applicant }` gives one verdict a column. */
const GROUP_VARIABLE = 'applicant';

/** A fault in one field of a rule that is well formed as YAML. */
class FieldFault extends Error {
  readonly field: string;

  constructor(field: string, message: string) {
    super(message);
    this.field = field;
  }
}

const parsed = (field: 'when' | 'expect', source: string): Expression => {
  try {
    return mustBeTruth(parseExpression(source), field);
  } catch (error) {
    throw new FieldFault(field, `${field}: ${(error as Error).message}`);
  }
};

const expressionBody = (file: RuleFile): RuleBody => ({
  is: 'expression',
  when: file.when === undefined ? null : parsed('when', file.when),
  expect: parsed('expect', file.expect!),
  each: file.for
    ? {
        variable: file.for.each,
        over: file.for.each === GROUP_VARIABLE ? 'group' : 'path',
        values: file.for.in ?? (file.for.each === GROUP_VARIABLE ? ['*'] : []),
      }
    : null,
  missing: file.missing,
  tolerance: file.tolerance,
});

const checkBody = (file: RuleFile, checks: ReadonlyMap<string, Check>): RuleBody => {
  const check = checks.get(file.check!);
  if (!check) throw new Error(`unknown check “${file.check}”; there are ${[...checks.keys()].sort().join(', ')}`);
  return { is: 'check', name: check.name, options: check.parseOptions(file.with) };
};

const bodyOf = (file: RuleFile, checks: ReadonlyMap<string, Check>): RuleBody => {
  if ((file.expect === undefined) === (file.check === undefined)) {
    throw new Error('a rule has either “expect” (an expression) or “check” (the name of a check)');
  }
  if (file.for && file.for.each !== GROUP_VARIABLE && !file.for.in) {
    throw new Error(`“for: { each: ${file.for.each} }” needs “in:”, a list of figures, unless it is ${GROUP_VARIABLE}`);
  }
  return file.expect === undefined ? checkBody(file, checks) : expressionBody(file);
};

/**
 * Parses one rule file. Gives the rule or the faults found, each with the line where it stands; never throws for what
 * stands in the file.
 */
export const parseRule = (
  file: TextFile,
  checks: ReadonlyMap<string, Check>,
): { readonly rule: Rule } | { readonly faults: readonly RuleFileFault[] } => {
  const lines = new LineCounter();
  const yaml = parseDocument(file.text, { lineCounter: lines, merge: true });
  const fault = (message: string, offset: number | undefined): RuleFileFault => ({
    path: file.path,
    line: offset === undefined ? null : lines.linePos(offset).line,
    message,
  });
  /** Offset of the deepest part of the path that exists; of the key itself where the value is missing or unknown. */
  const at = (path: readonly PropertyKey[]): number | undefined => {
    for (let depth = path.length; depth > 0; depth -= 1) {
      const parent = yaml.getIn(path.slice(0, depth - 1) as string[], true);
      const pair = isMap(parent)
        ? parent.items.find((item) => isScalar(item.key) && item.key.value === path[depth - 1])
        : null;
      if (pair && isScalar(pair.key) && pair.key.range) return pair.key.range[0];
    }
    return yaml.contents?.range?.[0];
  };
  const placeOf = (issue: z.core.$ZodIssue): number | undefined =>
    at(issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0]!] : issue.path);
  if (yaml.errors.length > 0) return { faults: yaml.errors.map((e) => fault(e.message.split('\n')[0]!, e.pos[0])) };
  const shape = ruleFile.safeParse(yaml.toJS());
  if (!shape.success) {
    return { faults: shape.error.issues.map((i) => fault(`${i.path.join('.') || 'file'}: ${i.message}`, placeOf(i))) };
  }
  const { data } = shape;
  const name = file.path
    .split('/')
    .pop()!
    .replace(/\.rule\.yaml$/, '');
  if (name !== data.id) return { faults: [fault(`id: “${data.id}” differs from the file name “${name}”`, at(['id']))] };
  try {
    const rule: Rule = {
      id: data.id,
      title: data.title,
      family: data.family,
      severity: data.severity,
      kind: data.kind,
      basis: data.basis ?? null,
      templates: data.templates === 'any' ? ['*'] : data.templates,
      body: bodyOf(data, checks),
      source: { when: data.when ?? null, expect: data.expect ?? null },
      message: data.message,
      advice: data.advice ?? null,
      blind: data.blind ?? null,
    };
    return { rule };
  } catch (error) {
    const field = error instanceof FieldFault ? error.field : data.expect === undefined ? 'check' : 'expect';
    return { faults: [fault((error as Error).message, at([field]))] };
  }
};
