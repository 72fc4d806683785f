import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Expression } from '../model/expression.ts';
import type { Rule, RuleBody } from '../model/rule.ts';
import type { Check } from './checks/check.ts';
import { mustBeTruth } from './expression/check-types.ts';
import { nearest } from './expression/nearest.ts';
import { ExpressionFault, parseExpression } from './expression/parse-expression.ts';
import { type RuleFile, ruleFile } from './rule-file.ts';

/** A text file of the rule owner: `path` is only for messages. */
export type TextFile = { readonly path: string; readonly text: string };

/** What is wrong with a rule file, and where, both counted from one: "structure/x.rule.yaml:7:9: severity: …". */
export type RuleFileFault = {
  readonly path: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly message: string;
};

/** Where the fields of a rule stand in its file, for faults that only show when the rule meets the forms. */
export type RulePlaces = (field: string) => Omit<RuleFileFault, 'message'>;

/** The group variable of table 3: `for: { each: applicant }` gives one verdict a column. */
const GROUP_VARIABLE = 'applicant';

/** A fault in one field of a rule that is well formed as YAML; `at` characters into its text, where known. */
class FieldFault extends Error {
  readonly field: string;
  readonly at: number | null;

  constructor(field: string, message: string, at: number | null = null) {
    super(message);
    this.field = field;
    this.at = at;
  }
}

const parsed = (field: 'when' | 'expect', source: string): Expression => {
  try {
    return mustBeTruth(parseExpression(source), field);
  } catch (error) {
    const at = error instanceof ExpressionFault ? error.at : null;
    throw new FieldFault(field, `${field}: ${(error as Error).message}`, at);
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
  ...(file.explained ? { explained: file.explained } : {}),
});

const unknownCheck = (name: string, known: readonly string[]): Error => {
  const near = nearest(name, known);
  const hint = near.length > 0 ? `perhaps ${near.join(', ')}; ` : '';
  return new Error(`unknown check “${name}”; ${hint}there are ${known.join(', ')}`);
};

const checkBody = (file: RuleFile, checks: ReadonlyMap<string, Check>): RuleBody => {
  const check = checks.get(file.check!);
  if (!check) throw unknownCheck(file.check!, [...checks.keys()].sort());
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

/** "reports too much: …; misses: …" */
const blindText = (blind: RuleFile['blind']): string | null => {
  if (blind === undefined || typeof blind === 'string') return blind ?? null;
  const over = blind.over === undefined ? [] : [`Reported though right: ${blind.over}`];
  const under = blind.under === undefined ? [] : [`Missed though wrong: ${blind.under}`];
  return [...over, ...under].join(' ');
};

const ruleOf = (data: RuleFile, checks: ReadonlyMap<string, Check>): Rule => ({
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
  blind: blindText(data.blind),
  life: { status: data.status, from: data.from ?? null, until: data.until ?? null },
  ...(data.years ? { years: { from: data.years.from ?? null, to: data.years.to ?? null } } : {}),
});

const KEYS = Object.keys(ruleFile.shape);

const say = (issue: z.core.$ZodIssue): string => {
  const where = issue.path.join('.') || 'file';
  if (issue.code !== 'unrecognized_keys') return `${where}: ${issue.message}`;
  const near = issue.path.length === 0 ? nearest(issue.keys[0]!, KEYS) : [];
  const accepted = near.length > 0 ? near : KEYS;
  return `${where}: ${issue.message}${issue.path.length === 0 ? `; accepted: ${accepted.join(', ')}` : ''}`;
};

/** A rule file as YAML, and where its keys and values stand. */
const openYaml = (file: TextFile) => {
  const lines = new LineCounter();
  const yaml = parseDocument(file.text, { lineCounter: lines, merge: true });
  const placeAt = (offset: number | undefined): Omit<RuleFileFault, 'message'> => {
    const place = offset === undefined ? null : lines.linePos(offset);
    return { path: file.path, line: place?.line ?? null, column: place?.col ?? null };
  };
  const pairAt = (path: readonly PropertyKey[]) => {
    const parent = yaml.getIn(path.slice(0, -1) as string[], true);
    return isMap(parent)
      ? parent.items.find((item) => isScalar(item.key) && item.key.value === path[path.length - 1])
      : undefined;
  };
  /** Offset of the deepest part of the path that exists; of the key itself where the value is missing or unknown. */
  const at = (path: readonly PropertyKey[]): number | undefined => {
    for (let depth = path.length; depth > 0; depth -= 1) {
      const pair = pairAt(path.slice(0, depth));
      if (pair && isScalar(pair.key) && pair.key.range) return pair.key.range[0];
    }
    return yaml.contents?.range?.[0];
  };
  /** Offset of a character of a plain value on one line; of its key where lines are folded. */
  const inside = (field: string, character: number | null): number | undefined => {
    const value = pairAt([field])?.value;
    const isPlain = isScalar(value) && value.type === 'PLAIN' && !String(value.source).includes('\n');
    if (character === null || !isPlain || !value.range) return at([field]);
    const oneLine = file.text.slice(value.range[0], value.range[1]) === value.source;
    return oneLine ? value.range[0] + character : at([field]);
  };
  return { yaml, placeAt, at, inside };
};

const nameOf = (path: string): string =>
  path
    .split('/')
    .pop()!
    .replace(/\.rule\.yaml$/, '');

/**
 * Parses one rule file. Gives the rule and where its fields stand, or the faults found, each with the line and column;
 * never throws for what stands in the file.
 */
export const parseRule = (
  file: TextFile,
  checks: ReadonlyMap<string, Check>,
): { readonly rule: Rule; readonly places: RulePlaces } | { readonly faults: readonly RuleFileFault[] } => {
  const { yaml, placeAt, at, inside } = openYaml(file);
  const fault = (message: string, offset: number | undefined): RuleFileFault => ({ ...placeAt(offset), message });
  if (yaml.errors.length > 0) return { faults: yaml.errors.map((e) => fault(e.message.split('\n')[0]!, e.pos[0])) };
  const shape = ruleFile.safeParse(yaml.toJS());
  if (!shape.success) {
    const placeOf = (issue: z.core.$ZodIssue): number | undefined =>
      at(issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0]!] : issue.path);
    return { faults: shape.error.issues.map((issue) => fault(say(issue), placeOf(issue))) };
  }
  const { data } = shape;
  const name = nameOf(file.path);
  if (name !== data.id) return { faults: [fault(`id: “${data.id}” differs from the file name “${name}”`, at(['id']))] };
  try {
    return { rule: ruleOf(data, checks), places: (field) => placeAt(at([field])) };
  } catch (error) {
    if (error instanceof FieldFault) return { faults: [fault(error.message, inside(error.field, error.at))] };
    return { faults: [fault((error as Error).message, at([data.expect === undefined ? 'check' : 'expect']))] };
  }
};
