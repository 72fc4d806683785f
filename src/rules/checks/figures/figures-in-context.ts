import { z } from 'zod';
import { compare, decimal, printShort } from '../../../model/decimal.ts';
import type { Fact } from '../../../model/fact.ts';
import type { Bilingual } from '../../../model/text.ts';
import { type CheckInput, type CheckVerdict, defineCheck } from '../check.ts';
import { cellEvidence } from '../evidence.ts';
import { optionsBySchema } from '../options-by-schema.ts';
import { holds, inapplicable, violated } from '../outcome.ts';
import { OFFICE_KINDS, officeKinds } from './office-kinds.ts';

const keys = z.array(z.string()).min(1);

const schema = z.strictObject({
  /** The kinds of office that the rule speaks of; all when left out. */
  offices: z.array(z.enum(OFFICE_KINDS)).min(1).optional(),
  /** The first report year that the rule speaks of. */
  from_year: z.int().optional(),
  /** The rule speaks only of reports in which one of these is not zero. */
  given: keys.optional(),
  figures: keys,
  /** What is expected of `figures`: none but zeros, some that is not zero, each not zero, or none above `most`. */
  expect: z.enum(['none', 'some', 'each', 'at-most']),
  most: z.int().optional(),
});

type Options = z.infer<typeof schema>;

/** A condition that may be unknown for want of something, named in `missing`. */
type Truth = { readonly value: boolean } | { readonly value: null; readonly missing: readonly string[] };

const TRUE: Truth = { value: true };

const isZero = (fact: Fact | undefined): boolean => fact?.reading.is === 'stated' && fact.reading.value.units === 0n;

const isPositive = (fact: Fact | undefined): boolean => fact?.reading.is === 'stated' && !isZero(fact);

/** The figures that the form of this report has; a rule for two generations names those of both. */
const ofThisForm = (wanted: readonly string[], { template }: CheckInput): readonly string[] =>
  wanted.filter((key) => template?.indicators.has(key.split('[')[0]!) ?? false);

const officeIsMeant = ({ offices }: Options, { factSet }: CheckInput): Truth => {
  if (!offices) return TRUE;
  const kinds = factSet.identity.officeName === null ? [] : officeKinds(factSet.identity.officeName);
  const meant = kinds.filter((kind) => offices.includes(kind));
  if (kinds.length === 0 || (meant.length > 0 && meant.length < kinds.length))
    return { value: null, missing: ['identity.officeName'] };
  return { value: meant.length > 0 };
};

const yearIsMeant = ({ from_year: from }: Options, { factSet }: CheckInput): Truth => {
  const { year } = factSet.identity.period;
  if (from === undefined) return TRUE;
  return year === null ? { value: null, missing: ['identity.period'] } : { value: year >= from };
};

/** Whether some figure is not zero. Blanks count as zeros, but not where there is nothing else. */
const somePositive = (wanted: readonly string[], { facts }: CheckInput): Truth => {
  if (wanted.some((key) => isPositive(facts.get(key)))) return TRUE;
  const open = wanted.filter((key) => !isZero(facts.get(key)) && facts.get(key)?.reading.is !== 'blank');
  if (open.length > 0) return { value: null, missing: open };
  return wanted.some((key) => isZero(facts.get(key))) ? { value: false } : { value: null, missing: wanted };
};

const not = (truth: Truth): Truth => (truth.value === null ? truth : { value: !truth.value });

const eachPositive = (wanted: readonly string[], { facts }: CheckInput): Truth => {
  if (wanted.some((key) => isZero(facts.get(key)))) return { value: false };
  const open = wanted.filter((key) => !isPositive(facts.get(key)));
  return open.length === 0 ? TRUE : { value: null, missing: open };
};

const isAbove = (fact: Fact | undefined, most: number): boolean =>
  fact?.reading.is === 'stated' && compare(fact.reading.value, decimal(most)) > 0;

/** Blanks are no more than anything; a figure that cannot be read may be. */
const noneAbove = (wanted: readonly string[], most: number, { facts }: CheckInput): Truth => {
  if (wanted.some((key) => isAbove(facts.get(key), most))) return { value: false };
  const open = wanted.filter((key) => !['stated', 'blank'].includes(facts.get(key)?.reading.is ?? 'absent'));
  return open.length === 0 ? TRUE : { value: null, missing: open };
};

const asExpected = (options: Options, wanted: readonly string[], input: CheckInput): Truth => {
  if (options.expect === 'at-most') return noneAbove(wanted, options.most ?? 0, input);
  if (options.expect === 'each') return eachPositive(wanted, input);
  const some = somePositive(wanted, input);
  return options.expect === 'some' ? some : not(some);
};

/** Rows that only some offices add to the form: where they are not printed there is nothing to ask. */
const isLocalAndAbsent = (wanted: readonly string[], { facts, template }: CheckInput): boolean =>
  wanted.every((key) => {
    const reading = facts.get(key)?.reading.is ?? 'absent';
    return reading === 'absent' && template?.indicators.get(key.split('[')[0]!)?.optional;
  });

const contextOf = (options: Options, input: CheckInput): readonly Truth[] => [
  officeIsMeant(options, input),
  yearIsMeant(options, input),
  options.given ? somePositive(ofThisForm(options.given, input), input) : TRUE,
];

const listed = (facts: readonly Fact[], { template }: CheckInput): Bilingual => {
  const words = facts.map((fact) => {
    const label = template?.indicators.get(fact.indicator)?.name ?? fact.label;
    return `“${label}”${fact.reading.is === 'stated' ? printShort(fact.reading.value) : ''}`;
  });
  return { zh: words.join('、'), en: words.join(', ') };
};

const factsOf = (wanted: readonly string[], input: CheckInput, test: (fact: Fact) => boolean): readonly Fact[] =>
  wanted.flatMap((key) => {
    const fact = input.facts.get(key);
    return fact && test(fact) ? [fact] : [];
  });

const judgeViolated = (options: Options, wanted: readonly string[], input: CheckInput): CheckVerdict => {
  const isBad = { none: isPositive, some: isZero, each: isZero, 'at-most': (f: Fact) => isAbove(f, options.most ?? 0) };
  const bad = factsOf(wanted, input, isBad[options.expect]);
  const given = factsOf(ofThisForm(options.given ?? [], input), input, isPositive);
  const office = input.factSet.identity.officeName ?? { zh: '本单位', en: 'this office' };
  return violated({
    evidence: [...bad, ...given].map(cellEvidence),
    slots: { office, figures: listed(bad, input), given: listed(given, input) },
  });
};

const judge = (input: CheckInput, options: Options): CheckVerdict => {
  const wanted = ofThisForm(options.figures, input);
  if (wanted.length === 0) throw new Error(`${input.template?.id} has none of ${options.figures.join(', ')}`);
  if (isLocalAndAbsent(wanted, input)) return inapplicable('the office does not report these rows of its own');
  const context = contextOf(options, input);
  if (context.some((truth) => truth.value === false))
    return inapplicable('the rule does not speak of such an office, year or table');
  const figures = asExpected(options, wanted, input);
  if (figures.value) return holds();
  const missing = [...context, figures].flatMap((truth) => (truth.value === null ? truth.missing : []));
  if (missing.length > 0) return { is: 'undecided', target: '', evidence: [], missing };
  return judgeViolated(options, wanted, input);
};

/**
 * Figures that are right or strange by who reports and when: rules of a county, no staff at a government. `with` says of
 * which offices (told by the stated name) and years the rule speaks, and what is expected of the figures. A name or year
 * that is not known leaves the rule undecided, unless the figures are as expected anyway. Message slots: {office},
 * {figures} – those that are not as expected – and {given}.
 */
export const figuresInContext = defineCheck<Options>({
  name: 'figures-in-context',
  parseOptions: optionsBySchema(schema),
  judge: (input, options) => [judge(input, options)],
});
