import { type AuditContext, type ChildReports, NO_CONTEXT, type RelatedReport } from '../model/context.ts';
import { add, compare, type Decimal, decimal, ZERO } from '../model/decimal.ts';
import { type Fact, type FactReading, factKey } from '../model/fact.ts';
import { NOWHERE } from '../model/locator.ts';
import type { CheckInput } from './checks/check.ts';
import { proseLines, sentencesOf } from './checks/prose-lines.ts';
import { type Scope, splitScope } from './expression/scope.ts';
import { rollsUp } from './rolls-up.ts';

/** What an expression can see of one report: its figures, those of related reports, and what its text explains. */
export type ReportView = {
  /** The figures of the report's own tables. */
  readonly own: ReadonlyMap<string, Fact>;
  /** A figure by its key, "t3.new[np]" or "prior.t3.carry_out[np]". */
  readonly get: (key: string) => Fact | undefined;
  /** What a sum over offices below is at least, where some of them are not known; null for any other figure. */
  readonly atLeast: (key: string) => Decimal | null;
  /** Why nothing at all of such a scope is known; null where something is. */
  readonly closed: (scope: Scope) => string | null;
  /** Why a figure is missing, for people: the key itself, or which report is not known. */
  readonly whyMissing: (key: string) => string;
  /** The first sentence of the text that holds all words of one of the lists; null when there is none. */
  readonly sentenceWith: (lists: readonly (readonly string[])[]) => string | null;
};

/** The report of the year before; a report of another year is not it, and without a year it cannot be told. */
export const priorOf = ({ factSet, context = NO_CONTEXT }: CheckInput): RelatedReport | null => {
  const { year } = factSet.identity.period;
  return context.prior !== null && year !== null && context.prior.year === year - 1 ? context.prior : null;
};

const related = (indicator: string, group: string | null, label: string, reading: FactReading): Fact => ({
  indicator,
  group,
  label,
  raw: '',
  reading,
  unit: null,
  unitStated: null,
  unitInCell: null,
  remarks: [],
  locator: NOWHERE,
});

const byKey = (facts: readonly Fact[]): ReadonlyMap<string, Fact> =>
  new Map(facts.map((fact) => [factKey(fact.indicator, fact.group), fact]));

/** The figures that the offices below state, a blank in a table that is there counted as 0. */
const statedBelow = ({ reports }: ChildReports, key: string, facts: readonly ReadonlyMap<string, Fact>[]) => {
  const values = facts.flatMap((own): readonly Decimal[] => {
    const reading = own.get(key)?.reading;
    if (reading?.is === 'stated') return [reading.value];
    return reading?.is === 'blank' ? [ZERO] : [];
  });
  return { values, isWhole: values.length === reports.length };
};

type Below = { readonly value: Decimal; readonly isWhole: boolean };

const larger = (a: Decimal, b: Decimal): Decimal => (compare(a, b) >= 0 ? a : b);

const belowOf = (context: AuditContext) => {
  const { children } = context;
  const facts = children?.reports.map((report) => byKey(report.facts)) ?? [];
  return (scope: 'children' | 'largest_child', key: string): Below | null => {
    if (children === null || children.expected.length === 0) return null;
    const { values, isWhole } = statedBelow(children, key, facts);
    // a figure below zero may be taken back by one that is not known
    if (values.length === 0 || values.some(({ units }) => units < 0n)) return null;
    const known = new Set(children.reports.map(({ office }) => office));
    const isComplete = isWhole && children.expected.every((office) => known.has(office));
    return { value: values.reduce(scope === 'children' ? add : larger), isWhole: isComplete };
  };
};

const missingBelow = ({ children }: AuditContext): string => {
  if (children === null) return 'the reports of the offices below are not known';
  if (children.expected.length === 0) return 'no office is below this one';
  const known = new Set(children.reports.map(({ office }) => office));
  const open = children.expected.filter((office) => !known.has(office)).length;
  return open === 0
    ? 'a figure of an office below is not known'
    : `the reports of ${open} of ${children.expected.length} offices below are not known`;
};

const stated = (value: Decimal): FactReading => ({ is: 'stated', value });

/** Related figures are looked up when a rule first asks for them: most reports are judged without any. */
const lookUp = (input: CheckInput, prior: RelatedReport | null) => {
  const context = input.context ?? NO_CONTEXT;
  const before = prior === null ? null : byKey(prior.facts);
  const below = belowOf(context);
  const ofReport = (name: string): FactReading | null => {
    const { year } = input.factSet.identity.period;
    if (name === 'year') return year === null ? null : stated(decimal(year));
    const whole = rollsUp(input.document);
    return whole === null ? null : stated(decimal(whole ? 1 : 0));
  };
  return (key: string): { readonly fact: Fact | undefined; readonly atLeast: Decimal | null } => {
    const { scope, path } = splitScope(key);
    const none = { fact: undefined, atLeast: null };
    if (scope === null) return { fact: input.facts.get(key), atLeast: null };
    if (scope === 'prior') {
      const fact = before?.get(path);
      return fact ? { fact: { ...fact, locator: NOWHERE }, atLeast: null } : none;
    }
    if (scope === 'report') {
      const reading = ofReport(path);
      return reading === null ? none : { fact: related(key, null, path, reading), atLeast: null };
    }
    const sum = below(scope, path);
    if (sum === null) return none;
    const [code, group] = path.replace(']', '').split('[');
    const label = input.facts.get(path)?.label ?? code!;
    return sum.isWhole
      ? { fact: related(code!, group ?? null, label, stated(sum.value)), atLeast: null }
      : { fact: undefined, atLeast: sum.value };
  };
};

const whyMissing = (key: string, input: CheckInput, prior: RelatedReport | null): string => {
  switch (splitScope(key).scope) {
    case 'prior':
      return prior === null ? "last year's report is not known" : key;
    case 'children':
    case 'largest_child':
      return missingBelow(input.context ?? NO_CONTEXT);
    case 'report':
      return key === 'report.rolls_up' ? 'whether the report sums up the offices below it' : key;
    default:
      return key;
  }
};

const closedScope = (
  scope: Scope,
  { context = NO_CONTEXT }: CheckInput,
  prior: RelatedReport | null,
): string | null => {
  if (scope === 'prior') return prior === null ? "last year's report is not known" : null;
  if (scope === 'report' || (context.children?.expected.length ?? 0) > 0) return null;
  return missingBelow(context);
};

/** One report as the expressions see it. */
export const viewReport = (input: CheckInput): ReportView => {
  const prior = priorOf(input);
  let find: ReturnType<typeof lookUp> | null = null;
  const known = new Map<string, ReturnType<ReturnType<typeof lookUp>>>();
  const found = (key: string): ReturnType<ReturnType<typeof lookUp>> => {
    const before = known.get(key);
    if (before) return before;
    find ??= lookUp(input, prior);
    const answer = find(key);
    known.set(key, answer);
    return answer;
  };
  const { facts } = input;
  return {
    own: facts,
    get: (key) => facts.get(key) ?? found(key).fact,
    atLeast: (key) => found(key).atLeast,
    closed: (scope) => closedScope(scope, input, prior),
    whyMissing: (key) => whyMissing(key, input, prior),
    sentenceWith: (lists) =>
      proseLines(input.document)
        .flatMap((line) => sentencesOf(line.text))
        .find((sentence) => lists.some((words) => words.every((word) => sentence.includes(word)))) ?? null,
  };
};
